-- Every chip has an architecture: without one, it hangs in the air.
-- What is still being designed may wait.
SELECT id AS entry, 'architecture' AS slot, name || ' has no architecture' AS message
FROM Chip
WHERE architecture IS NULL;
