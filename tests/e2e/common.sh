#!/bin/bash
# What the tests of the whole program share: each sources this first, and then stands in an empty
# folder of its own that holds a copy of the repository's kb/.
#
# The program is $DIELINE, build/dev/dieline if that is not set.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
dieline=$(realpath -e "${DIELINE:-$root/build/dev/dieline}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export root dieline
export LC_ALL=C.UTF-8 TZ=UTC NO_COLOR=1
unset COLUMNS GITHUB_ACTIONS
cd "$scratch"
cp -R "$root/kb" kb

fail()
{
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Ends the test as "not run": what it needs is not on this machine.
skip()
{
    printf '%s: skipped: %s\n' "${0##*/}" "$*"
    exit 77
}

# Runs "$@" with its output in the files stdout and stderr; its exit status must be $1.
expect_status()
{
    local want=$1 status=0
    shift
    "$@" >stdout 2>stderr || status=$?
    if [ "$status" -ne "$want" ]; then
        cat stderr
        fail "exit status $status instead of $want: $*"
    fi
}
