-- Wherever a rule can point.
WITH places(slot) AS (VALUES
    (NULL), ('maker'), ('milestones'), ('milestones[1]'), ('milestones[2]'), ('milestones[1].date'),
    ('milestones[9]'), ('milestones[1].place'), ('tdp'), ('tdp[2]'), ('tags[2]'), ('architecture'))
SELECT 'chip-old' AS entry, slot, 'place ' || coalesce(slot, 'of the entry') AS message FROM places
