-- Where a row stands: what a variant states in its base's file, what it inherits with the base's.
SELECT 'h100.pcie' AS entry, s.slot AS slot, 'here: ' || coalesce(s.slot, '(entry)') AS message, 'warning' AS severity
FROM (SELECT 'tdp' AS slot UNION ALL SELECT 'memory_capacity' UNION ALL SELECT 'l2_cache' UNION ALL SELECT NULL) AS s
