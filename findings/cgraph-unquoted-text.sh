#!/bin/sh
# libcgraph of Graphviz 2.42.2 (Debian 12) writes a text that it cannot read again.
#
# agwrite() leaves quotes away where a text looks like a number, and takes "-." for one, which its own
# reader does not. `nop` reads a graph and writes it: what it wrote is a syntax error to itself. "."
# and "-" keep their quotes. Whoever writes DOT through the library must quote such a label himself.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=2.42.2-7+deb12u1
apt-get -qq download "graphviz=$version" "libcgraph6=$version" "libcdt5=$version"
for package in ./*.deb; do
    dpkg-deb -x "$package" root
done
nop=$(find root -name nop)
LD_LIBRARY_PATH=$(dirname "$(find root -name 'libcgraph.so.6')")
export LD_LIBRARY_PATH
printf 'digraph {\n\ta [label="-."];\n\tb [label="."];\n}\n' >graph.dot
"$nop" graph.dot | tee written.dot
grep -q 'label=-\.\]' written.dot
grep -q 'label="\."\]' written.dot
status=0
"$nop" written.dot >again.dot 2>message || status=$?
cat message
echo "exit status $status"
[ "$status" -ne 0 ]
grep -q 'syntax error in line 2' message
