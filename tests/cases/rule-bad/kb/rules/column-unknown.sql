SELECT 'good' AS entry, 'maker' AS slot, 'message' AS message, 1 AS level
