SELECT 'good' AS entry, NULL AS slot, 'one' AS message UNION ALL SELECT 'acme', NULL, 'two'
