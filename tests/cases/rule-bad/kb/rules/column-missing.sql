-- Forgets to say what is wrong.
SELECT id AS entry, 'maker' AS slot
FROM Chip
