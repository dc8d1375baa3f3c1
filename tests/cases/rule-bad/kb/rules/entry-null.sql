SELECT NULL AS entry, NULL AS slot, 'message' AS message
