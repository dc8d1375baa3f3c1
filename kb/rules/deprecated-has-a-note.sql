-- To rank a claim `deprecated` is to say that a source is wrong or has been overtaken: the claim's
-- note says why we think so.
SELECT c.entry,
       c.path AS slot,
       format('%s is deprecated, and no note says why', coalesce(c.slot || ' ' || c.value, c.path))
           AS message,
       'warning' AS severity
FROM claims AS c
LEFT JOIN claims AS item ON item.id = c.enclosing
WHERE c.rank = 'deprecated' AND c.note IS NULL AND item.note IS NULL
  AND (item.rank IS NULL OR item.rank <> 'deprecated');
