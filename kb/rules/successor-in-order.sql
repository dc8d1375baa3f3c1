-- What succeeds a product does not come before it: no milestone of the successor may lie certainly
-- before the same one of its predecessor.
SELECT r.from_entry AS entry,
       c.path AS slot,
       format('%s of %s (%s) comes before that of %s (%s), which it succeeds',
              after.event, after.subject, after.date, before.subject, before.date) AS message
FROM refs AS r
JOIN claims AS c ON c.id = r.claim
JOIN milestones AS after ON after.subject = r.from_entry
JOIN milestones AS before ON before.subject = r.to_entry AND before.event = after.event
WHERE r.slot = 'successor_of'
  AND after.event IN ('tape_out', 'mass_production', 'commercial_launch')
  AND after.latest < before.earliest
  AND after.date NOT GLOB '*[?~%]*' -- what is uncertain or approximate gives no certain answer
  AND before.date NOT GLOB '*[?~%]*';
