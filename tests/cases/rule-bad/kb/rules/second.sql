SELECT 'good' AS entry, 'maker' AS slot, 'first' AS message WHERE 0;
SELECT 1
