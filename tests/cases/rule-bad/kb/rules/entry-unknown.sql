SELECT 'nobody' AS entry, NULL AS slot, 'message' AS message
