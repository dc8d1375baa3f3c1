#!/bin/sh
# npm's edtf 4.11.1 takes the seasons of EDTF for quarters of the calendar year.
#
# ISO 8601-2 and EDTF level 1 number spring to winter 21 to 24 and leave open which months those are;
# the quarters have numbers of their own, 33 to 36. This library gives both the same days: "spring
# 2026" is January to March, and winter lies in the year's last three months. A chip promised for
# spring is three months early, and one planned for spring and for Q1 agree.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat >show.mjs <<'END'
import edtf from 'edtf'
const day = (time) => new Date(time).toISOString().slice(0, 10)
for (const text of ['2026-21', '2026-24', '2026-33', '2026-36']) {
  const date = edtf(text)
  console.log(text, date.type, day(date.min), day(date.max))
}
END
cat >want <<'END'
2026-21 Season 2026-01-01 2026-03-31
2026-24 Season 2026-10-01 2026-12-31
2026-33 Season 2026-01-01 2026-03-31
2026-36 Season 2026-10-01 2026-12-31
END
node show.mjs | tee got
cmp want got
