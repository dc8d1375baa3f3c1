-- Structured zeros never make a chip slower: a sparse peak below the dense one means that the two
-- were mixed up.
SELECT sparse.entry,
       sparse.path AS slot,
       format('%s (%s) is below %s (%s)', sparse.slot, sparse.value, dense.slot, dense.value)
           AS message
FROM claims AS sparse
JOIN claims AS dense ON dense.entry = sparse.entry AND dense.slot || '_sparse' = sparse.slot
WHERE sparse.slot LIKE 'peak\_%\_sparse' ESCAPE '\'
  AND sparse.rank <> 'deprecated' AND dense.rank <> 'deprecated'
  AND sparse.high < dense.low;
