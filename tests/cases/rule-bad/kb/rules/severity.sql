SELECT 'good' AS entry, 'maker' AS slot, 'message' AS message, 'fatal' AS severity
