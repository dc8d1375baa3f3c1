# Every claim of a compiled knowledge base, as {entry, where, value, status, as_of, source, by,
# rank, note}, where `where` is a slot, or slot[item].slot for a slot of an inlined item. An item is
# named by what identifies it: `milestones[award mlperf].date`, `figures[revenue 2022].amount`,
# `composed_of[br106].count`, `people[Zhang Wen].role`.

# What a claim states, as text: quantities and dates as written, texts in English.
def stated:
  if .none then "{none}"
  elif .unknown then "{unknown}"
  elif (.value | type) == "object" then .value.en
  else .value | tostring
  end;

# The names by which items of the inlined slots are known.
def item_name:
  [(.event // .measure // .part // .of // .name), .period, .key]
  | map(select(. != null) | [.[] | stated] | join("|"))
  | join(" ");

# A claim within an item has what it does not say itself from the item.
def inherit($around):
  ($around | {source, as_of, status, rank, by, note}) + .;

def is_item:
  (.value | type) == "object" and ([.value[] | type] | all(. == "array"));

def claims:
  .entries[] | .id as $entry
  | .slots | to_entries[] | .key as $slot
  | .value[]
  | if is_item then
      . as $item
      | .value | item_name as $name
      | to_entries[] | .key as $inner
      | .value[] | inherit($item)
      | {where: "\($slot)[\($name)].\($inner)"} + .
    else
      {where: $slot} + .
    end
  | {entry: $entry, where, value: stated, status, as_of, source, by, rank, note: .note.en};
