SELECT 'good' AS entry, 'makr' AS slot, 'message' AS message
