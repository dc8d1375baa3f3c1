#!/bin/bash
# librsvg 2.54.7 (Debian 12) draws the whole canvas for each use of a mask, however small the mask is.
#
# A mask has a region of its own (x, y, width, height; by default the box of what it masks and a tenth
# more), and nothing outside shows. Still each use makes, fills and reads surfaces of the size of the
# picture: forty marks of 10 by 10 on a canvas of 3000 by 3000 take over five times as long with a mask
# as with a gradient that shows the same, and of the same marks on a canvas of 3000 by 150 the masks
# take less than a fifth as long. A chart whose marks fade out by masks gets slow twice over as
# it grows: with the number of its marks, and with the size that each of them costs.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=2.54.7+dfsg-1~deb12u1
apt-get -qq download "librsvg2-bin=$version" "librsvg2-2=$version"
for package in ./*.deb; do
    dpkg-deb -x "$package" root
done
convert=$(find root -name rsvg-convert)
LD_LIBRARY_PATH=$(dirname "$(find root -name 'librsvg-2.so.2')")
export LD_LIBRARY_PATH

# picture HEIGHT WHAT: forty marks, each painted as WHAT says, on a canvas of that height.
picture()
{
    echo '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="'"$1"'">'
    echo '<defs><linearGradient id="g"><stop offset="0" stop-color="white"/>'
    echo '<stop offset="1" stop-color="white" stop-opacity="0"/></linearGradient>'
    echo '<mask id="m" maskContentUnits="objectBoundingBox" x="0" y="0" width="1" height="1">'
    echo '<rect width="1" height="1" fill="url(#g)"/></mask>'
    echo '<linearGradient id="f"><stop offset="0" stop-color="red"/>'
    echo '<stop offset="1" stop-color="red" stop-opacity="0"/></linearGradient></defs>'
    for i in $(seq 40); do
        printf '<rect x="%d" y="100" width="10" height="10" %s/>\n' "$((i * 50))" "$2"
    done
    echo '</svg>'
}

# took FILE: milliseconds of processor time, the least of three runs.
took()
{
    for _ in 1 2 3; do
        ( TIMEFORMAT='%U %S'; time "$convert" -o "$1.png" "$1" ) 2>&1 |
            awk '{ print int(1000 * ($1 + $2)) }'
    done | sort -n | head -n 1
}

for height in 150 3000; do
    picture $height 'fill="red" mask="url(#m)"' >mask-$height.svg
    picture $height 'fill="url(#f)"' >gradient-$height.svg
done
masked=$(took mask-3000.svg)
plain=$(took gradient-3000.svg)
low=$(($(took mask-150.svg) - $(took gradient-150.svg)))
echo "with a mask each: $masked ms; with a gradient: $plain ms; on a low canvas the masks take $low ms"
[ "$masked" -gt "$((5 * plain))" ]
[ "$((masked - plain))" -gt "$((5 * low))" ]
