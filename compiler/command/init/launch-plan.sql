-- A chip that was taped out says when it came or will come to market. Rules are questions whose answer
-- must be empty: each row is reported at its place. `dieline explain rule.launch-plan` prints this.
SELECT subject AS entry, 'milestones' AS slot, subject || ' has no commercial_launch' AS message,
       'warning' AS severity
FROM milestones
WHERE event = 'tape_out'
  AND subject NOT IN (SELECT subject FROM milestones WHERE event = 'commercial_launch')
