SELECT 'good' AS entry, 'milestones[1' AS slot, 'message' AS message
