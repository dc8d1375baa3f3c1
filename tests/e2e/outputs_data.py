"""JSON, CSV and SQLite say the same: every table of each is worked out from data/kb.json, or
compared with the one that says the same, value for value and row for row."""
import csv
import json
import pathlib

from outputs import same, same_set

INHERITED = ("source", "as_of", "status", "rank", "by", "inherited")


# --- claims, as kb.json has them ---

def scalar(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value):
    return "" if value is None else float(value)


def numbered(row, *columns):
    """The row with numbers for texts: 5 and 5.0 are one."""
    return {**row, **{column: float(row[column]) if row[column] else "" for column in columns}}


def inherit(claim, outer):
    """The claim with what it takes from the one around it."""
    return {**{key: outer[key] for key in INHERITED if key in outer}, **claim}


def is_object(claim):
    return isinstance(claim.get("value"), dict) and all(
        isinstance(slot, list) for slot in claim["value"].values())


def walk(slots, outer=None, path="", item=""):
    """Yields (path, item, claim) in the order of the file."""
    for name, claims in slots.items():
        for at, claim in enumerate(claims, 1):
            claim = inherit(claim, outer or {})
            inner = f"{item}.{at}".lstrip(".") if is_object(claim) else item
            yield f"{path}.{name}".lstrip("."), inner, claim
            if is_object(claim):
                yield from walk(claim["value"], claim, f"{path}.{name}", inner)


def counts(claim):
    """Neither deprecated, nor corrected, nor withdrawn."""
    return claim.get("rank") != "deprecated" and "standing" not in claim


def best_claim(claims):
    """The one that counts: preferred, then as such and not measured, then the first; else {}."""
    return min(filter(counts, claims), default={},
               key=lambda c: (c.get("rank") != "preferred",
                              "for" in c or c.get("by") == "measured"))


def best(claims):
    return best_claim(claims).get("value")


def condition(claim, languages):
    return "; ".join(filter(None, [*claim.get("for", []),
                                   claim.get("for_text", {}).get(languages[0])]))


def items(entry, slot, own_class):
    """Objects of a kind that the entry states: those in the slot, or what it is itself."""
    if entry["class"] == own_class:
        yield entry["slots"], {}
    for claim in entry["slots"].get(slot, []):
        if is_object(claim):
            yield claim["value"], claim


def claim_row(entry, path, item, claim, languages):
    kind = next((kind for kind in ("none", "unknown") if kind in claim), None)
    value = claim.get("value")
    localised = isinstance(value, dict) and not is_object(claim)
    row = {"entry": entry["id"], "class": entry["class"], "slot": path, "item": item,
           "kind": kind or ("object" if is_object(claim) else "value"),
           "value": "" if value is None or isinstance(value, dict) else scalar(value),
           "min": number(claim.get("min")), "max": number(claim.get("max")),
           "unit": claim.get("unit", ""), "earliest": claim.get("earliest") or "",
           "latest": claim.get("latest") or "", "status": claim["status"], "rank": claim["rank"],
           "as_of": claim.get("as_of") or "", "sources": "; ".join(claim["source"]),
           "by": claim.get("by", ""), "condition": condition(claim, languages),
           "standing": claim.get("standing", "in_force"),
           "derived": scalar(claim.get("derived", False)),
           "inherited": scalar(claim.get("inherited", False)),
           "quote": claim.get("quote", ""), "accepted": "; ".join(claim.get("accept", []))}
    for language in languages:
        row[f"text_{language}"] = value[language] if localised else ""
        for key in ("note", "locator"):
            row[f"{key}_{language}"] = claim.get(key, {}).get(language, "")
    return row


def provenance(claim, languages):
    return {"condition": condition(claim, languages),
            "standing": claim.get("standing", "in_force"), "status": claim["status"], "rank": claim["rank"], "as_of": claim.get("as_of") or "",
            "sources": "; ".join(claim["source"]), "by": claim.get("by", "")}


# --- CSV against JSON ---

def compare_claims(output):
    want = [claim_row(entry, path, item, claim, output.languages)
            for entry in output.kb["entries"]
            for path, item, claim in walk(entry["slots"])]
    same([numbered(row, "min", "max") for row in output.table("claims")], want, "claims.csv")
    return len(want)


def in_columns(rows, want):
    """Both with the columns that the table has; what it has not, nothing must want."""
    lacking = {column for row in want for column in row} - {column for row in rows for column in row}
    assert not rows or not any(row[column] for row in want for column in lacking), lacking
    return ([{column: row[column] for column in (want[0] if want else row) if column in row}
             for row in rows],
            [{column: row[column] for column in row if column not in lacking} for row in want])


def milestones(output):
    """Yields (milestone, claims on its date) for each statement of one in kb.json."""
    known = {entry["id"] for entry in output.kb["entries"]}
    for entry in output.kb["entries"]:
        for slots, item in items(entry, "milestones", "Milestone"):
            event, key = best(slots.get("event", [])), best(slots.get("key", []))
            subject = best(slots.get("subject", [])) or entry["id"]
            if event is None or subject not in known:
                continue
            name = ".".join(filter(None, (subject, event, key)))
            assert item.get("id", name) == name, f"kb.json: {item.get('id')} is no {name}"
            yield ({"id": name, "subject": subject, "event": event, "key": key or ""},
                   [inherit(claim, item) for claim in slots.get("date", [])])


def date_row(milestone, claim, languages):
    return {**milestone, "date": claim.get("value", ""),
            "date_earliest": claim.get("earliest") or "", "date_latest": claim.get("latest") or "",
            **provenance(claim, languages)}


def compare_milestones(output):
    stated = list(milestones(output))
    want = [date_row(milestone, claim, output.languages) for milestone, claims in stated for claim in claims]
    dated = [row for row in output.table("milestones") if row["in_force"]]
    same_set(*in_columns(dated, want), "milestones.csv")
    same_set({row["id"] for row in output.table("milestones")},
             {milestone["id"] for milestone, _ in stated}, "milestones.csv")
    states = {plan["milestone"]: plan["state"] for entry in output.kb["entries"]
              for plan in entry.get("plans", [])}
    rows = output.table("milestones")
    same([row["state"] for row in rows], [states.get(row["id"], "") for row in rows],
         "milestones.csv: state")
    assert states.keys() <= {row["id"] for row in rows}, "kb.json: plans for no milestone"
    return len(want)


def figure_rows(output):
    """A row an amount, as kb.json states it, in its order."""
    known = {entry["id"] for entry in output.kb["entries"]}
    for entry in output.kb["entries"]:
        for slots, item in items(entry, "figures", "Figure"):
            subject = best(slots.get("subject", [])) or entry["id"]
            if "measure" not in slots or subject not in known:
                continue
            about = {column: best(slots.get(column, [])) or ""
                     for column in ("measure", "market", "key", "period")}
            for claim in slots.get("amount", []):
                claim = inherit(claim, item)
                yield {"entry": entry["id"], "subject": subject, **about,
                       "amount": claim.get("value", ""), "amount_min": number(claim.get("min")),
                       "amount_max": number(claim.get("max")),
                       "amount_unit": claim.get("unit", ""),
                       **provenance(claim, output.languages)}


def compare_figures(output):
    want = list(figure_rows(output))
    rows = [numbered(row, "amount_min", "amount_max") for row in output.table("figures")]
    same(*in_columns(rows, want), "figures.csv")
    return len(want)


def parts(claim, slot, slots, languages):
    """What the columns of a class's table say of one claim. A slot's name is its own: next to a
    slot "weight_min", the bound of "weight" is "weight_min_"."""
    def name(key):
        column = f"{slot}_{key}"
        while column in slots:
            column += "_"
        return column

    value = claim.get("value")
    cells = {slot: scalar(value)} if value is not None and not isinstance(value, dict) else {}
    if isinstance(value, dict):
        cells.update({name(language): value[language] for language in languages})
    for key in ("min", "max", "unit", "earliest", "latest"):
        if key in claim:
            cells[name(key)] = "" if claim[key] is None else str(claim[key])
    return cells


def possible(claims, slot, slots, languages):
    """A cell's values by column: of the best claim, and of all joined."""
    claims = list(filter(counts, claims))
    every = [parts(claim, slot, slots, languages) for claim in claims]
    first = best_claim(claims)
    columns = {column for cells in every for column in cells}
    one = parts(first, slot, slots, languages)
    wanted = {column: {one.get(column, ""), joined(every, column)} for column in columns}
    wanted[f"{slot}_all"] = {joined(every, slot)}
    return wanted


def joined(every, column):
    """What several claims state, each once."""
    return "; ".join(dict.fromkeys(cells[column] for cells in every if cells.get(column)))


# --- inlined objects in a cell ---

def is_stated(told, claim):
    """Is a value of a cell's JSON what the claim states?"""
    value = claim["value"]
    if not is_object(claim):
        return told == value
    return isinstance(told, dict) and told.keys() <= value.keys() and \
        all(is_told(told.get(slot), claims) for slot, claims in value.items())


def is_told(told, claims):
    """Is JSON of a cell what a slot's claims say: the one that counts, or in a list all, each once?"""
    stated = [claim for claim in claims if counts(claim) and "value" in claim]
    if isinstance(told, list):
        texts = [json.dumps(value) for value in told]
        places = [next(at for at, claim in enumerate(stated) if is_stated(value, claim))
                  for value in told]
        return len(set(texts)) == len(texts) and places == sorted(places) and \
            all(any(is_stated(value, claim) for value in told) for claim in stated)
    first = best_claim(claims)
    return is_stated(told, first) if "value" in first and told is not None else \
        told is None and ("value" not in first or not stated)


def from_json(cell):
    return json.loads(cell) if cell else None


def is_among(cell, wanted):
    if cell in wanted:
        return True
    try:
        return float(cell) in {float(text) for text in wanted if text}
    except ValueError:
        return False


def compare_class(output, name):
    """Every cell that JSON has something for, and nothing in the others."""
    rows = output.table(name)
    entries = [entry for entry in output.kb["entries"] if entry["class"] == name]
    same([row["id"] for row in rows], [entry["id"] for entry in entries], f"{name}.csv")
    slots = {slot for entry in entries for slot in entry["slots"]}
    count = 0
    for entry, row in zip(entries, rows):
        wanted = {}
        objects = {slot for slot, claims in entry["slots"].items() if any(map(is_object, claims))}
        for slot, claims in entry["slots"].items():
            if slot in objects:
                assert is_told(from_json(row[slot]), claims), \
                    f"{name}.csv: {entry['id']}: {slot} is {row[slot]}"
                count += 1
            else:
                wanted.update(possible(claims, slot, slots, output.languages))
        for column in row.keys() - {"id", "source"} - objects:
            cell = row[column]
            count += cell != ""
            assert is_among(cell, wanted.get(column, {""})), \
                f"{name}.csv: {entry['id']}: {column} is {cell!r}, not {wanted.get(column)}"
        own = slots | {f"{slot}_{l}" for slot in slots for l in output.languages}
        missing = {column for column, cells in wanted.items()
                   if column in own and column not in row and any(cells)} - {"source"}
        assert not missing, f"{name}.csv: {entry['id']}: no column for {missing}"
    return count


def compare_classes(output):
    return sum(compare_class(output, name) for name in output.classes)


def object_tables(output):
    """The names of the tables whose rows are inlined objects."""
    package = json.loads((output.folder / "data/datapackage.json").read_text())
    return [resource["path"].removesuffix(".csv") for resource in package["resources"]
            if [field["name"] for field in resource["schema"]["fields"]][:2] == ["entry", "path"]]


def objects_within(slots, outer=None, path=""):
    """Yields (path, claim) of all inlined objects; a first item's place is left out."""
    for name, claims in slots.items():
        for at, claim in enumerate(claims, 1):
            claim = inherit(claim, outer or {})
            if is_object(claim):
                inner = f"{path}.{name}".lstrip(".") + (f"[{at}]" if at > 1 else "")
                yield inner, claim
                yield from objects_within(claim["value"], claim, inner)


def compare_objects(output):
    """Each inlined object that is neither milestone nor figure has a row in one of the tables of
    its classes, with all that it says."""
    every = {(entry["id"], path): claim for entry in output.kb["entries"]
             for path, claim in objects_within(entry["slots"])}
    found = []
    for name in object_tables(output):
        for row in output.table(name):
            key = row["entry"], row["path"].replace("[1]", "")
            where = f"{name}.csv: {' '.join(key)}"
            found.append(key)
            claim = every[key]
            slots = claim["value"]
            wanted = {**provenance(claim, output.languages), "entry": key[0], "path": row["path"],
                      "inherited": scalar(claim.get("inherited", False))}
            wanted = {column: {cell} for column, cell in wanted.items()}
            for slot, claims in slots.items():
                if any(map(is_object, claims)):
                    assert is_told(from_json(row[slot]), claims), f"{where}: {slot} is {row[slot]}"
                    wanted[slot] = {row[slot]}
                else:
                    wanted.update(possible(claims, slot, slots, output.languages))
            for column, cell in row.items():
                assert is_among(cell, wanted.get(column, {""})), \
                    f"{where}: {column} is {cell!r}, not {wanted.get(column)}"
    own = [key for key in every
           if key[1].split(".")[-1].split("[")[0] not in ("milestones", "figures")]
    same_set(found, own, "tables of inlined objects")
    return len(found)


def compare_copies(output):
    """The data package names each table and each of its columns in order; the site has the same
    files; an entry's own file holds what kb.json does."""
    folder = output.folder / "data"
    package = json.loads((folder / "datapackage.json").read_text())
    tables = {resource["path"]: resource["schema"]["fields"] for resource in package["resources"]}
    same_set(tables, [path.name for path in folder.glob("*.csv")], "datapackage.json")
    for path, fields in tables.items():
        with open(folder / path, newline="") as file:
            head = next(csv.reader(file))
        same(head, [field["name"] for field in fields], f"datapackage.json: {path}")
    for name in [*tables, "kb.json", "datapackage.json"]:
        copy = output.folder / "site/data" / name
        assert (folder / name).read_bytes() == copy.read_bytes(), f"site/data/{name} is another"
    files = [path for path in folder.rglob("*.json") if path.parent != folder]
    same_set([path.stem for path in files], [entry["id"] for entry in output.kb["entries"]],
             "files of entries")
    entries = {entry["id"]: entry for entry in output.kb["entries"]}
    for path in files:
        told = json.loads(path.read_text())
        assert told["slots"] == entries[path.stem]["slots"], f"{path.name}: other slots"
        assert told.get("plans") == entries[path.stem].get("plans"), f"{path.name}: other plans"
    return len(files)


# --- SQLite against both ---

def is_cell(value, cell):
    """Are a value of a column with a type and the text of a cell the same?"""
    if value is None:
        return cell == ""
    if isinstance(value, str):
        return value == cell
    return cell != "" and float(value) == (float(cell) if cell not in ("true", "false")
                                           else float(cell == "true"))


def text(value):
    return "" if value is None else str(value)


def compare_sqlite_claims(output):
    columns = ("entry", "min", "max", "unit", "earliest", "latest", "status", "rank", "as_of", "by",
               "condition", "standing", "quote", "accepted")
    rows = output.table("claims")
    language = output.languages[0]
    found = output.select("SELECT * FROM claims ORDER BY id")
    assert len(found) == len(rows), f"kb.sqlite: {len(found)} claims instead of {len(rows)}"
    sources = {claim["id"]: set() for claim in found}
    for row in output.select("SELECT claim, source FROM claim_sources"):
        sources[row["claim"]].add(row["source"])
    for claim, row in zip(found, rows):
        where = f"kb.sqlite: {claim['entry']}: {claim['path']}"
        is_number = claim["kind"] in ("integer", "boolean")
        for column in columns:
            if not (is_number and column in ("min", "max")):
                assert is_cell(claim[column], row[column]), \
                    f"{where}: {column} is {claim[column]!r}, not {row[column]!r}"
        value = row[f"text_{language}"] if claim["kind"] == "text" else row["value"]
        value = float(value) if is_number and value not in ("true", "false") else value
        told = claim["min"] if isinstance(value, float) else claim["value"] or ""
        assert told == value, f"{where} is {told!r}, not {value!r}"
        for key in ("derived", "inherited"):
            assert is_cell(claim[key], row[key]), f"{where}: {key}"
        for key in ("note", "locator"):
            assert text(claim[key]) == row[f"{key}_{language}"], f"{where}: {key}"
        same_set(sources[claim["id"]], set(filter(None, row["sources"].split("; "))),
                 f"{where}: sources")
    return len(rows)


def compare_tables(output, name, found, rows, without=()):
    """Every column of the CSV table, row for row."""
    count = 0
    assert len(found) == len(rows), f"kb.sqlite: {name}: {len(found)} rows instead of {len(rows)}"
    for mine, row in zip(found, rows):
        for column in row.keys() - set(without):
            assert column in mine.keys(), f"kb.sqlite: {name} has no column {column}"
            count += row[column] != ""
            assert is_cell(mine[column], row[column]), \
                f"kb.sqlite: {name}: {tuple(mine)[:3]}: {column} is {mine[column]!r}, " \
                f"not {row[column]!r}"
    return count


def compare_sqlite_classes(output):
    """What the tables of entries and of inlined objects say is the same in both."""
    count = 0
    for name in output.classes:
        found = output.select(f'SELECT * FROM "{name}" ORDER BY id')
        count += compare_tables(output, name, found, output.table(name))
    for name in object_tables(output):
        found = output.select(
            f"SELECT t.*, c.status, c.rank, c.as_of, c.by, c.condition, c.standing, c.inherited, "
            "(SELECT group_concat(source, '; ') FROM claim_sources s WHERE s.claim = c.id) "
            f'AS sources FROM "{name}" t JOIN claims c ON c.id = t.claim ORDER BY c.id')
        rows = output.table(name)
        count += compare_tables(output, name, found, rows, without=("sources",))
        for mine, row in zip(found, rows):
            same_set((mine["sources"] or "").split("; "), row["sources"].split("; "), name)
    return count


def compare_sqlite_entries(output):
    assert [row[0] for row in output.select("PRAGMA integrity_check")] == ["ok"]
    assert output.select("PRAGMA foreign_key_check") == []
    found = [(row["id"], row["class"], row["file"], row["line"])
             for row in output.select("SELECT * FROM entries ORDER BY id")]
    want = [(entry["id"], entry["class"], entry["file"], entry["line"])
            for entry in output.kb["entries"]]
    same(found, want, "kb.sqlite: entries")
    objects = sum(is_object(claim) for entry in output.kb["entries"]
                  for _, _, claim in walk(entry["slots"]))
    stated = output.select("SELECT count(*) FROM claims WHERE kind = 'object'")[0][0]
    assert objects == stated, f"kb.sqlite: {stated} objects instead of {objects}"
    return len(want)


def compare_sqlite_milestones(output):
    rows = output.table("milestones")
    columns = ("date", "earliest", "latest", "status", "rank", "standing", "as_of", "sources")
    found = [(row["milestone"], *[text(row[column]) for column in columns])
             for row in output.select("SELECT * FROM milestone_dates ORDER BY milestone, position")]
    want = [(row["id"], row["date"], row["date_earliest"], row["date_latest"],
             *[row[column] for column in columns[3:]]) for row in rows if row["in_force"]]
    same_set(found, want, "kb.sqlite: milestone_dates")
    for name in {row[0] for row in found}:  # of one milestone in order, too
        same([row for row in found if row[0] == name], [row for row in want if row[0] == name], name)
    fixed = {"id", "subject", "event", "key", "state", "date", "date_earliest", "date_latest",
             "in_force", "status", "rank", "as_of", "sources", "by", "condition", "standing"}
    by_id = {row["id"]: row for row in output.select("SELECT * FROM milestones")}
    compare_tables(output, "milestones", [by_id[row["id"]] for row in rows], rows, fixed)
    columns = ("subject", "event", "key", "state")
    known = {row["id"]: tuple(text(row[column]).replace("none", "") for column in columns)
             for row in output.select("SELECT * FROM milestones")}
    same(known, {row["id"]: tuple(row[column] for column in columns) for row in rows},
         "kb.sqlite: milestones")
    in_force = {row["id"]: (text(row["date"]), text(row["status"]), text(row["as_of"]))
                for row in output.select("SELECT * FROM milestones WHERE claim IS NOT NULL "
                                         "AND id IN (SELECT milestone FROM milestone_dates)")}
    same(in_force, {row["id"]: (row["date"], row["status"], row["as_of"]) for row in rows
                    if row["in_force"] == "true"}, "kb.sqlite: the date that counts")
    return len(found)


def compare_sqlite_slips(output):
    found = [(row["milestone"], row["from_date"], row["to_date"], row["days_min"], row["days_max"])
             for row in output.select("SELECT * FROM slips ORDER BY milestone, position")]
    want = [(plan["milestone"], slip["from"], slip["to"], slip["days_min"], slip["days_max"])
            for entry in output.kb["entries"] for plan in entry.get("plans", [])
            for slip in plan["slips"]]
    same_set(found, want, "kb.sqlite: slips")
    return len(found)


def compare_sqlite_figures(output):
    """Row for row; as bounds are counted in one unit a measure here and as written there, what
    leads from one to the other must be one number a pair of units."""
    found = output.select("SELECT figures.*, claims.unit AS own_unit, claims.min AS own_min, "
                          "claims.max AS own_max FROM figures JOIN claims ON claims.id = claim "
                          "ORDER BY claim")
    columns = ("subject", "measure", "market", "key", "period", "amount", "status", "rank",
               "condition", "standing", "as_of", "sources")
    rows = output.table("figures")
    same([tuple(text(row[column]) for column in columns) for row in found],
         [tuple(row.get(column, "") for column in columns) for row in rows], "kb.sqlite: figures")
    fixed = {"entry", "by", *columns, "period_earliest", "period_latest", "amount_min",
             "amount_max", "amount_unit"}
    compare_tables(output, "figures", found, rows, fixed)
    factors = {}
    for figure, row in zip(found, rows):
        assert is_cell(figure["earliest"], row["period_earliest"]), dict(figure)
        assert is_cell(figure["latest"], row["period_latest"]), dict(figure)
        for end in ("min", "max"):
            own = figure[f"own_{end}"]
            assert is_cell(own, row[f"amount_{end}"]), f"kb.sqlite: {dict(figure)}: {end}"
            if own:
                pair = figure["own_unit"], figure["unit"]
                factor = figure[end] / own
                assert abs(factor / factors.setdefault(pair, factor) - 1) < 1e-9, dict(figure)
    return len(found)


def compare_sqlite_references(output):
    """References by entry, slot and target; what claims follow from, by entry."""
    entries = {entry["id"] for entry in output.kb["entries"]}
    kinds = {row["id"]: row["kind"] for row in output.select("SELECT id, kind FROM claims")}
    rows = output.table("claims")
    want = [(row["entry"], row["slot"].split(".")[0], row["value"])
            for at, row in enumerate(rows, 1) if kinds[at] == "reference" and row["value"] in entries]
    found = [(row["from_entry"], row["slot"], row["to_entry"])
             for row in output.select("SELECT * FROM refs ORDER BY claim")]
    same(found, want, "kb.sqlite: refs")
    derived = [(entry["id"], origin["entry"], origin["slot"]) for entry in output.kb["entries"]
               for _, _, claim in walk(entry["slots"]) for origin in claim.get("from", [])]
    told = [tuple(row) for row in output.select(
        "SELECT a.entry, b.entry, b.slot FROM derivations JOIN claims a ON a.id = claim "
        "JOIN claims b ON b.id = from_claim ORDER BY claim, position")]
    same_set(told, derived, "kb.sqlite: derivations")
    return len(found)


COMPARISONS = (compare_claims, compare_milestones, compare_figures, compare_classes,
               compare_objects, compare_copies,
               compare_sqlite_claims, compare_sqlite_classes, compare_sqlite_entries,
               compare_sqlite_milestones, compare_sqlite_slips, compare_sqlite_figures,
               compare_sqlite_references)
