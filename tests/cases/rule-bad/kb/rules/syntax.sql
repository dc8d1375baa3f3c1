-- Comments do not shift
/* the
   place. */
SELECT 'good' AS entry,
       'maker' AS slot,,
       'message' AS message
