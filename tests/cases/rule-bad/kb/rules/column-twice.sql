SELECT 'good' AS entry, 'maker' AS slot, 'message' AS message, 'x' AS Entry
