-- all of them
SELECT id, class
FROM entries;

SELECT count(*) AS milestones FROM milestones;
