# The facts of a list (a table with tabs, `$list`) that a compiled knowledge base does not state as
# the list has them: a line each, with what stands there instead.
include "claims";

def or_null: if . == "-" then null else . end;

def listed:
  [$list | split("\n")[] | select(. != "" and (startswith("#") | not)) | split("\t")
   | if length == 9 then . else error("no nine columns: \(join("|"))") end
   | {fact: .[0], entry: .[1], where: .[2], value: .[3], status: .[4], as_of: (.[5] | or_null),
      source: (.[6] | split(",")), by: (.[7] | or_null), note: (.[8] | or_null)}];

def states($fact):
  .value == $fact.value and .status == $fact.status and .by == $fact.by
  and ($fact.source - .source == [])
  and ($fact.as_of == null or .as_of == $fact.as_of)
  and ($fact.note == null or ((.note // "") | contains($fact.note)));

def told: "\(.value) (\(.status), \(.source | join(",")), \(.as_of // "-"), \(.by // "-"))";

def place: "\(.entry) \(.where)";

(reduce claims as $claim ({}; .[$claim | place] += [$claim])) as $stated
| listed[] as $fact
| ($stated[$fact | place] // []) as $there
| select($there | any(states($fact)) | not)
| "\($fact.fact): \($fact | place) is not \($fact | told)"
  + if $there == [] then ": nothing is there"
    else "\n" + ($there | map("    but \(told)") | join("\n"))
    end
