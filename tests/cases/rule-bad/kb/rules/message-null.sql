SELECT 'good' AS entry, NULL AS slot, NULL AS message
