-- A plan whose day has passed is either news that we missed or a silence that we noticed: its note
-- says which.
SELECT c.entry,
       c.path AS slot,
       format('%s was planned for %s, and no note says what became of it', m.id, m.date) AS message,
       'warning' AS severity
FROM milestones AS m
JOIN claims AS c ON c.id = m.claim
LEFT JOIN claims AS item ON item.id = c.enclosing
WHERE m.state = 'overdue' AND c.note IS NULL AND item.note IS NULL;
