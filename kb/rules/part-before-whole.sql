-- A package cannot be made of dies that are not there yet: nothing is produced or launched certainly
-- before its parts were taped out.
SELECT r.from_entry AS entry,
       c.path AS slot,
       format('%s of %s (%s) comes before the tape-out of its part %s (%s)',
              whole.event, whole.subject, whole.date, part.subject, part.date) AS message
FROM refs AS r
JOIN claims AS c ON c.id = r.claim
JOIN milestones AS whole ON whole.subject = r.from_entry
                        AND whole.event IN ('mass_production', 'commercial_launch')
JOIN milestones AS part ON part.subject = r.to_entry AND part.event = 'tape_out'
WHERE r.slot = 'composed_of' AND whole.latest < part.earliest
  AND whole.date NOT GLOB '*[?~%]*' -- what is uncertain or approximate gives no certain answer
  AND part.date NOT GLOB '*[?~%]*';
