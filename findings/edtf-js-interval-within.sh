#!/bin/sh
# npm's edtf 4.11.1 refuses an interval that ends with the year or month in which it begins.
#
# 2026-06/2026 is EDTF level 0 (ISO 8601-1 intervals of different precision): from June to some time
# in 2026. The library compares the first days of both ends, finds that 2026 begins before June, and
# raises an error; the same interval the other way round, 2026/2026-06, is fine. Roadmaps have such
# dates ("from June, this year").
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat >show.mjs <<'END'
import edtf from 'edtf'
const day = (time) => new Date(time).toISOString().slice(0, 10)
for (const text of ['2026-06/2026', '2026-06-15/2026-06', '2026/2026-06', '2026-06/2027']) {
  try {
    const date = edtf(text)
    console.log(text, day(date.min), day(date.max))
  } catch (error) {
    console.log(text, 'error:', error.message.split('\n')[0])
  }
}
END
cat >want <<'END'
2026-06/2026 error: invalid upper bound: 2026
2026-06-15/2026-06 error: invalid upper bound: 2026-06
2026/2026-06 2026-01-01 2026-06-30
2026-06/2027 2026-06-01 2027-12-31
END
node show.mjs | tee got
cmp want got
