"""Pages say what the data do, in HTML and in Markdown: every date, amount, value, relation and count.

Values are read from where programs find them in HTML: dates in EDTF from titles, quantities as
written from <data>, entries from links, sources from numbered notes.
"""
import collections
import html
import re

import outputs
import outputs_data
from outputs import Element, same, same_set

FORECASTS = ("planned", "estimated", "rumoured")


# --- what stands in an element ---

def target(href):
    """The path of the page that a link leads to; "" if it leads out or stays."""
    if re.match("[a-z]+:", href) or href.startswith("#"):
        return ""
    return re.sub(r"^(\.\./)*", "", href.split("#")[0]).removesuffix(".html").removesuffix(".md")


def entry_of(element):
    """The id of the entry that the first link leads to; "" without one."""
    link = element.one("a")
    return target(link["href"]).split("/")[-1] if link else ""


def dates(element):
    return [date["title"] for date in element.every("time", "span")
            if date.tag == "time" or date.has_class("date")]


def own(element, of_class):
    """Its children of the class, not what is within other children: details have notes of their
    own."""
    return [child for child in element.children
            if isinstance(child, Element) and child.has_class(of_class)]


def values(element):
    """What it states: each a line, or an item of a list."""
    yield from element.every("span", "s", "del", of_class="value")
    for phrases in element.every("ul", of_class="phrases"):
        yield from phrases.every("li")


def status(element):
    told = [name[7:] for span in own(element, "status")
            for name in span["class"].split() if name.startswith("status-")]
    return told[0] if told else "actual"


def cited(main, element):
    """The ids of the sources that numbers in the element lead to."""
    listed = {item["id"]: entry_of(item) for item in main.every("li") if item["id"]}
    return sorted({listed[link["href"].removeprefix("#")] for cite in own(element, "cite")
                   for link in cite.every("a") if link["href"].startswith("#source-")})


def sources(row):
    return sorted(filter(None, row["sources"].split("; ")))


def is_fallen(row):
    """Does a claim count no more?"""
    return row["rank"] == "deprecated" or row["standing"] != "in_force"


def table_rows(table):
    """The rows of the body, each as its cells; a cell over several rows stands in all of them."""
    above = []  # [rows left, cell]
    for row in table.every("tr"):
        if row.has_class("group") or any(cell["scope"] == "col" for cell in row.every("th")):
            continue
        cells = [cell for cell in row.children if getattr(cell, "tag", "") in ("td", "th")]
        over = [cell for _, cell in above]
        above = [[left - 1, cell] for left, cell in above if left > 1]
        above += [[int(cell["rowspan"]) - 1, cell] for cell in cells if int(cell["rowspan"] or 1) > 1]
        yield row, over + cells


def part(row):
    """What a row is about: statements after the first are called "tdp~2"."""
    return (row["id"] or "").split("~")[0]


# --- entries: dates ---

def page_dates(output, language, entry):
    """Yields (milestone, date, status, deprecated, sources, is planned) for each row, in order."""
    main = output.page(language, output.entry_paths[entry])
    for table in main.every("table", of_class="milestones"):
        planned = None if table.has_class("settled") else table.has_class("plans")
        name = None
        for row, cells in table_rows(table):
            name = f"{entry}.{part(row).removeprefix('milestone-')}" if row["id"] else name
            value = cells[1].one("span", "s", "del", of_class="value")
            if value is not None:
                yield (name, "".join(dates(value)), status(cells[1]), value.tag == "del",
                       cited(main, cells[1]), planned)


def claimed_dates(output):
    told = collections.defaultdict(list)
    for row in output.table("milestones"):
        told[row["subject"]].append((row["id"], row["date"], row["status"], is_fallen(row),
                                     sources(row)))
    return told


def compare_dates(output):
    want = claimed_dates(output)
    for language in output.languages:
        for entry in output.entry_paths:
            found = [row[:5] for row in page_dates(output, language, entry)]
            same_set(found, want.get(entry, []), f"{language}: milestones of {entry}")
    return sum(map(len, want.values()))


# --- entries: figures ---

def page_amounts(main):
    """Yields (figure's head, period, amount, deprecated, sources) for each amount."""
    for table in main.every("table"):
        if not (table.has_class("figures") or table.has_class("other-figures")):
            continue
        is_other = table.has_class("other-figures")
        periods = [(dates(head) or [""])[0] for head in table.one("tr").every("th")]
        for _, cells in table_rows(table):
            head = cells[0].text(without=("unit", "conflict")).strip()
            for at, cell in enumerate(cells[1:], 1):
                period = (dates(cells[1]) or [""])[0] if is_other else periods[at]
                for amount in cell.every(of_class="amount"):
                    data = amount.one("data")
                    yield (head, period, data["value"] if data else "",
                           amount.one("del") is not None, cited(main, amount.one(of_class="marks") or amount))


def grouped(rows):
    groups = collections.defaultdict(list)
    for head, *rest in rows:
        groups[head].append(tuple(map(str, rest)))
    return [sorted(group) for group in groups.values()]


def compare_amounts(output):
    want = collections.defaultdict(list)
    for row in output.table("figures"):
        head = row["measure"], row.get("market") or row.get("key", "")
        want[row["subject"]].append((head, row["period"], row["amount"],
                                     is_fallen(row), sources(row)))
    for language in output.languages:
        for entry, path in output.entry_paths.items():
            found = list(page_amounts(output.page(language, path)))
            same_set(grouped(found), grouped(want[entry]), f"{language}: figures of {entry}")
    return sum(map(len, want.values()))


# --- entries: single values ---

def fact_values(main, slot):
    """What programs find in a slot's rows: quantities, dates and entries; and all text."""
    found, told, at = [], "", None
    for table in main.every("table", of_class="facts"):
        for row, cells in table_rows(table):
            at = part(row) or (at if cells[0].tag == "th" and not row.one("th") else None)
            if at != slot:
                continue
            for value in values(cells[1]):
                found += [data["value"] for data in value.every("data")]
                found += dates(value)
                found += [target(link["href"]).split("/")[-1] for link in value.every("a")
                          if target(link["href"])]
                told += value.text() + "\n"
    return found, told


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def compare_facts(output):
    """Every claim of a slot that the page has a row for; quantities and dates must have one."""
    count = 0
    for language in output.languages:
        for entry in output.kb["entries"]:
            main = output.page(language, output.entry_paths[entry["id"]])
            rows = {row["id"] for table in main.every("table", of_class="facts")
                    for row, _ in table_rows(table)}
            for slot, claims in entry["slots"].items():
                is_measured = any("min" in claim or "earliest" in claim for claim in claims)
                assert slot in rows or not is_measured, f"{entry['id']}: no row for {slot}"
                if slot in rows and not any(map(outputs_data.is_object, claims)):
                    compare_fact(output, language, entry["id"], slot, claims, main)
                    count += len(claims)
    return count


def compare_fact(output, language, entry, slot, claims, main):
    where = f"{language}: {entry}: {slot}"
    found, told = fact_values(main, slot)
    claimed = [claim.get("value") for claim in claims]
    machine = [value for value, claim in zip(claimed, claims)
               if "min" in claim and isinstance(value, str) or "earliest" in claim
               or isinstance(value, str) and (entry, slot, value) in output.references]
    same_set(found, machine, where)
    for value in claimed:
        if isinstance(value, dict):
            assert plain(value[language]) in plain(told), f"{where}: {value[language]!r} is missing"
    absent = sum("none" in claim or "unknown" in claim for claim in claims)
    shown = len(list(main.every(of_class="absent")))
    assert shown >= absent, f"{where}: {shown} absent values instead of {absent}"


# --- the latest event and the next one: an entry's page, its class's index, home ---

def in_force(output, language, entry):
    """(date, is planned) of what counts and still stands, in the page's order."""
    rows = {row["id"]: row for row in output.table("milestones") if row["in_force"] == "true"}
    seen = set()
    for name, date, told, _, _, planned in page_dates(output, language, entry):
        counts = rows.get(name)
        if planned is not None and counts and name not in seen and date and \
                told != "cancelled" and date == counts["date"]:
            seen.add(name)
            yield date, planned


def events(output, language, entry):
    """What the entry's page calls the latest thing that happened, and the first planned."""
    rows = list(in_force(output, language, entry))
    return {"latest_milestone": [date for date, planned in rows if not planned][-1:],
            "next_milestone": [date for date, planned in rows if planned][:1]}


def families(output, rows):
    """The ids of variants by that of their base, those of its file as they stand there, then by id."""
    lines = {entry["id"]: (entry["file"], entry["line"]) for entry in output.kb["entries"]}
    ids = {row["id"] for row in rows}
    found = collections.defaultdict(list)
    for row in rows:
        base = row.get("variant_of")
        if base in ids:
            inline = row["id"].startswith(base + ".") and lines[row["id"]][0] == lines[base][0]
            found[base].append((not inline, lines[row["id"]][1] if inline else 0, row["id"]))
    return {base: [each[-1] for each in sorted(variants)] for base, variants in found.items()}


def key_of(text):
    """Where a number stands in the order of a column; None: at its open end."""
    return float(text) if text not in (None, "") else None


def compare_sort_keys(slots, cells, where):
    """Where a cell stands in the order of its column is where one of the slot's claims is."""
    for name, cell in cells.items():
        for read, ends in ((key_of, ("min", "max")), (str, ("earliest", "latest"))):
            want = [tuple(read(claim[end]) if claim.get(end) is not None else None for end in ends)
                    for claim in slots.get(name, []) if ends[0] in claim]
            if not want or not cell.text():
                continue
            found = tuple(read(cell[key]) if cell[key] else None for key in ("data-low", "data-high"))
            assert found in want, f"{where}: {name}: {found}, not {want}"


def compare_class_pages(output):
    count = 0
    slots = {entry["id"]: entry["slots"] for entry in output.kb["entries"]}
    for language in output.languages:
        for name in output.classes:
            table = {row["id"]: row for row in output.table(name)}
            ids = list(table)
            folder = output.entry_paths[ids[0]].split("/")[0]
            parts = [part.one("table") for part in output.parts(language, f"{folder}/index")]
            rows = [row for part in parts for row in table_rows(part)]
            heads = [head["data-name"] for head in parts[0].one("tr").every("th")]
            found = [entry_of(cells[0]) for _, cells in rows]
            same_set(found, ids, f"{language}: index of {name}")
            for base, variants in families(output, table.values()).items():
                behind = found.index(base) + 1
                same(found[behind:behind + len(variants)], variants,
                     f"{language}: index of {name}: variants of {base}")
            for _, cells in rows:
                row = table[entry_of(cells[0])]
                told = {data["value"] for cell in cells for data in cell.every("data")}
                values = {part for cell in row.values() for part in cell.split("; ")}
                assert told <= values, f"{language}: index of {name}: {row['id']}: {told - values}"
                for name_of, want in events(output, language, row["id"]).items():
                    if name_of in heads or want:
                        same([date for date in dates(cells[heads.index(name_of)]) if date], want,
                             f"{language}: index of {name}: {name_of} of {row['id']}")
                compare_sort_keys(slots[row["id"]], dict(zip(heads, cells)),
                                  f"{language}: index of {name}: {row['id']}")
                count += 1
    return count


def days(output):
    """First and last day of each date that a milestone has."""
    return {row["date"]: (row["date_earliest"], row["date_latest"])
            for row in output.table("milestones")}


def products(output):
    """Entries, without the variants of others and without sources."""
    sources = {source["id"] for source in output.report["sources"]}
    return [entry for entry in output.kb["entries"]
            if "variant_of" not in entry["slots"] and entry["id"] not in sources]


def number(text):
    """A count, without what the language groups its digits by."""
    return int(re.sub(r"[,.\u202f]", "", text))


def latest_first(spans):
    return sorted(spans, reverse=True)


def soonest_over_first(spans):
    """By the last day (none: last of all), the more exact first."""
    spans = sorted(spans)
    return (sorted(reversed([span for span in spans if span[1]]), key=lambda span: span[1])
            + [span for span in spans if not span[1]])


def compare_home(output):
    many = 8
    day = days(output)
    overdue = {row["subject"] + row["date"] for row in output.table("milestones")
               if row["state"] == "overdue"}
    for language in output.languages:
        main = output.page(language, "index")
        lists = {section["aria-labelledby"]: [(entry_of(item), dates(item)[0])
                                              for item in section.every("li") if any(dates(item))]
                 for section in main.every("section")}
        every = [(entry, *row) for entry in output.entry_paths
                 for row in in_force(output, language, entry)]
        happened = [row[:2] for row in every if not row[2]]
        planned = [row[:2] for row in every if row[2] and "".join(row[:2]) not in overdue]
        for name, rows, order in (("home-happened", happened, latest_first),
                                  ("home-planned", planned, soonest_over_first)):
            told = lists[name]
            assert set(told) <= set(rows), f"{language}: {name}: {set(told) - set(rows)}"
            same([day[date] for _, date in told], order(day[date] for _, date in rows)[:many],
                 f"{language}: {name}")
        totals = [number(item.text()) for item in main.one("dl").every("dd")]
        same(totals, [output.report["totals"][kind] for kind in ("entries", "milestones", "sources")] +
             [sum(len(output.report[kind]) for kind in ("conflicts", "overdue", "undated"))],
             f"{language}: home: totals")
    return len(every)


# --- pictures: what their marks are said to be ---

def words_of(language):
    """The program's words of a language, as written."""
    text = (outputs.ROOT / f"templates/i18n/{language}.yaml").read_text()
    return {key: value.strip('"') for key, value in re.findall(r"^([\w.]+): (.*)$", text, re.M)}


def wordings(output, language, entry, words):
    """(event, date) -> what the entry's page says of that date, and of its plan, in words."""
    told = collections.defaultdict(set)
    for table in output.page(language, output.entry_paths[entry]).every("table", of_class="milestones"):
        event, plan = "", ""
        for row, cells in table_rows(table):
            if row["id"] and "~" not in row["id"]:
                event = plain(cells[0].text(without=("detail", "conflict")))
                plan = next((span.text() for span in cells[1].every("span", of_class="status")
                             if re.search("plan-(overdue|cancelled|passed)|status-cancelled", span["class"])), "")
            value = cells[1].one("span", "s", "del", of_class="value")
            told_status = [span.text() for span in own(cells[1], "status")
                           if "status-" in span["class"]] or [words["legend.actual"]]
            for date in value.every("time", "span") if value is not None else ():
                told[event, plain(date.text())] |= {told_status[0], told_status[0] + words["title.comma"] + plan}
    return told


def compare_marks(output):
    """Every mark of a timeline is said to be what the entry's page says of that date: planned,
    reported, overdue, cancelled and when."""
    count = 0
    for language in worded(output):
        words = words_of(language)
        for name in diagrams_of(output, "timeline"):
            for cells in (cells for table in output.page(language, f"diagrams/{name}").every("table")
                          for _, cells in table_rows(table) if cells[2].text()):
                entry, event, date = entry_of(cells[0]), cells[1].text(), cells[2].text()
                told = set().union(*(each for (own_event, own_date), each in
                                     wordings(output, language, entry, words).items()
                                     if event.startswith(own_event) and own_date == plain(date)))
                assert cells[3].text() in told, \
                    f"{language}: {name}: {entry}: {event} {date}: {cells[3].text()!r}, the page says {told}"
                count += 1
    return count


def fact_statements(output, language, entry, slot, words):
    """Yields each value that the entry's page states of the slot, and what it says of it in words."""
    at = None
    for table in output.page(language, output.entry_paths[entry]).every("table", of_class="facts"):
        for row, cells in table_rows(table):
            at = part(row) or (at if cells[0].tag == "th" and not row.one("th") else None)
            if at == slot:
                said = [span.text() for span in own(cells[1], "status")] or [words["legend.actual"]]
                yield from ((value, said[0]) for value in values(cells[1]))


def mark_wordings(output, language, entry, slots, words):
    """What a chart may show of an entry -> what its page says of that: values of slots, and dates."""
    told = collections.defaultdict(set)
    for slot in slots:
        for value, said in fact_statements(output, language, entry, slot, words):
            told[plain(value.text())].add(said)
    for (_, date), said in wordings(output, language, entry, words).items():
        told[date] |= said
    return told


def diagrams_of(output, kind):
    """name -> how it is written."""
    texts = {path.stem: path.read_text() for path in (output.kb_folder / "diagrams").glob("*.yaml")}
    return {name: text for name, text in texts.items() if f"kind: {kind}" in text}


def worded(output):
    """The languages whose words the program has of its own."""
    return set(output.languages) & {"en", "zh", "de", "ja"}


def compare_chart_marks(output):
    """Every mark of a chart of slots is said to be what the entry's page says of one of its values."""
    count = 0
    charts = {name: re.findall(r"\bslot: (\w+)", text) + re.findall(r"^[xy]: (\w+)$", text, re.M)
              for name, text in diagrams_of(output, "chart").items()}
    for language in worded(output):
        words = words_of(language)
        for name, slots in charts.items():
            for table in output.page(language, f"diagrams/{name}").every("table") if slots else ():
                at = [head.text() for head in table.one("tr").every("th")].index(words["column.status"])
                for _, cells in table_rows(table):
                    told = mark_wordings(output, language, entry_of(cells[0]), slots, words)
                    said = set().union(*(told.get(plain(cell.text()), set()) for cell in cells[1:at]))
                    assert cells[at].text() in said, f"{language}: {name}: " \
                        f"{[cell.text() for cell in cells]!r}, the page says {dict(told)}"
                    count += 1
    return count


def figure_statements(output, language, entry, words):
    """Yields (measure, period, sources, what the entry's page says of the amount in words)."""
    main = output.page(language, output.entry_paths[entry])
    for table in main.every("table"):
        if not (table.has_class("figures") or table.has_class("other-figures")):
            continue
        heads = [plain(head.text()) for head in table.one("tr").every("th")]
        for _, cells in table_rows(table):
            measure = cells[0].text(without=("unit", "conflict")).strip()
            for at, cell in enumerate(cells[1:], 1):
                period = plain(cells[1].text()) if table.has_class("other-figures") else heads[at]
                for amount in cell.every(of_class="amount"):
                    said = [span.text() for span in own(amount, "status")] or [words["legend.actual"]]
                    yield measure, period, cited(main, amount.one(of_class="marks") or amount), said[0]


def cited_by_name(output, language, cell):
    """The ids of the sources whose names a cell of a picture's table says."""
    if cell.one("a"):
        return [entry_of(cell)]
    names = {source["id"]: plain(output.page(language, output.entry_paths[source["id"]]).one("h1").text())
             for source in output.report["sources"]}
    return sorted(source for source, name in names.items() if name in plain(cell.text()))


def compare_figure_marks(output):
    """Every mark of a chart of measures is said to be what the entry's page says of the amount that is
    told of that period by those sources."""
    count = 0
    charts = [name for name, text in diagrams_of(output, "chart").items() if "measure:" in text]
    for language in worded(output):
        words = words_of(language)
        for name in charts:
            for table in output.page(language, f"diagrams/{name}").every("table"):
                heads = [head.text() for head in table.one("tr").every("th")]
                at = heads.index(words["column.status"])
                for _, cells in table_rows(table):
                    is_one = words["chart.series"] not in heads
                    series = heads[2] if is_one else cells[heads.index(words["chart.series"])].text()
                    sources_of = cited_by_name(output, language, cells[-1])
                    told = {said for measure, period, sources_told, said
                            in figure_statements(output, language, entry_of(cells[0]), words)
                            if measure in series and period == plain(cells[1].text())
                            and sources_told == sources_of}
                    assert cells[at].text() in told, f"{language}: {name}: " \
                        f"{[cell.text() for cell in cells]!r}, the page says {told}"
                    count += 1
    return count


def package_wordings(output, language, chip, words):
    """The id of a part or a way of packaging, or a bandwidth -> what the chip's page says of it."""
    told = collections.defaultdict(set)
    for slot in ("composed_of", "packaged_with", "packaging", "die_to_die_bandwidth"):
        for value, said in fact_statements(output, language, chip, slot, words):
            for name in [target(link["href"]).split("/")[-1] for link in value.every("a")] or [plain(value.text())]:
                told[name].add(said)
    return told


def compare_package_marks(output):
    """Everything in the picture of a package is said to be what the chip's page says of its being there;
    where no dies are stated, the chip stands for its own, of which nobody says anything."""
    count = 0
    for name, text in diagrams_of(output, "package").items():
        chip = re.search(r"^chip: (\S+)", text, re.M)[1]
        for language in worded(output):
            words = words_of(language)
            told = {**package_wordings(output, language, chip, words), chip: {""}}
            for table in output.page(language, f"diagrams/{name}").every("table"):
                for _, cells in table_rows(table):
                    said = told.get(entry_of(cells[0]) or plain(cells[5].text()), set())
                    assert cells[6].text() in said, f"{language}: {name}: " \
                        f"{[cell.text() for cell in cells]!r}, the page says {said}"
                    count += 1
    return count


# --- what is related ---

IN_FORCE = """WITH RECURSIVE fallen(id) AS (
  SELECT id FROM claims WHERE rank = 'deprecated' OR standing <> 'in_force'
  UNION SELECT claims.id FROM claims JOIN fallen ON claims.enclosing = fallen.id)
SELECT entry, value, status FROM claims WHERE kind = 'reference' AND id NOT IN fallen"""


def said_references(output):
    """(who refers, whom to) -> the statuses of the references in force."""
    told = collections.defaultdict(set)
    for entry, other, status_told in output.select(IN_FORCE):
        told[entry, other].add(status_told)
    return told


def related_links(output, language, entry):
    """Yields whom an entry's page lists as related, and the status that stands behind."""
    main = output.page(language, output.entry_paths[entry])
    for cell in [*(dd for dl in main.every("dl", of_class="related") for dd in dl.every("dd")),
                 *(head for section in main.every("section") if section["aria-labelledby"] == "entry-related"
                   for head in section.every("th") if head["scope"] == "row")]:
        items = [child for child in cell.children if isinstance(child, Element)]
        for at, link in enumerate(items):
            if link.tag == "a":
                behind = items[at + 1] if at + 1 < len(items) else Element("", {})
                told = re.search("status-([a-z]+)", behind["class"])
                yield target(link["href"]).split("/")[-1], told[1] if told else "actual"


def compare_related(output):
    """What a page lists as related is as firm as a reference in force says that leads there or comes
    from there; who only cites a source says nothing of that."""
    count = 0
    told = said_references(output)
    for language in output.languages:
        for entry in output.entry_paths:
            for other, status_shown in related_links(output, language, entry):
                said = told[entry, other] | told[other, entry]
                assert status_shown in (said or {"actual"}), \
                    f"{language}: {entry}: {other} is {status_shown}, told is {said}"
                count += status_shown != "actual"
    return count


# --- relations in pictures ---

STATUSES = ("planned", "estimated", "reported", "rumoured", "cancelled")


def split_firmness(text, words):
    """A relation's name, and the status that stands in brackets behind it."""
    for status in STATUSES:
        bracketed = words["title.bracketed"].replace("{}", words[f"status.{status}"])
        if text.endswith(bracketed):
            return text.removesuffix(bracketed), status
    return text, "actual"


def check_firmness(told, pair, status, where):
    assert status in told[pair], f"{where}: {pair} is {status}, told is {told[pair]}"


def names_around(output, language, entry):
    """What nodes of the picture on the entry's page are called -> the entries that they lead to."""
    picture = output.picture(language, output.entry_paths[entry]) or outputs.Element("", {})
    names = {}
    for link in picture.every("a"):
        names[link.one("title").text().rsplit(" – ", 1)[0]] = target(link["href"]).split("/")[-1]
    for node in picture.every("g", of_class="dl-node"):
        names.setdefault(node.one("title").text().rsplit(" – ", 1)[0], entry)  # which leads nowhere
    return names, list(picture.every("g", of_class="dl-edge"))


def compare_neighbourhoods(output):
    """A relation in the picture on an entry's page is as firm as a reference in force between the two."""
    count = 0
    told = said_references(output)
    for language in worded(output):
        words = words_of(language)
        for entry in output.entry_paths:
            names, edges = names_around(output, language, entry)
            for title in (re.sub(r" × \d+$", "", edge.one("title").text()) for edge in edges):
                ends = [(a, b) for a in names for b in names
                        if title.startswith(f"{a} – ") and title.endswith(f" – {b}")]
                assert len(ends) == 1, f"{language}: {entry}: {title!r} is between {ends}"
                a, b = ends[0]
                status = split_firmness(title[len(a) + 3:-len(b) - 3], words)[1]
                check_firmness(told, (names[a], names[b]), status, f"{language}: {entry}")
                count += status != "actual"
    return count


# --- what moved, open questions, coverage ---

def sections(output, language, path):
    """Those of all pages of a list."""
    for part in output.parts(language, path):
        yield from part.every("section")


def compare_moves(output):
    """By state; the first forecast and the last word, worked out from milestone_dates."""
    words = collections.defaultdict(list)
    for row in output.select("SELECT * FROM milestone_dates ORDER BY milestone, position"):
        words[row["milestone"]].append(row)
    want = []
    for row in output.select("SELECT * FROM milestones WHERE state NOT IN ('none', 'open', 'passed')"):
        first = next((word["date"] for word in words[row["id"]]
                      if word["status"] in FORECASTS and not is_fallen(word) and word["date"]),
                     "")
        alone = sum(not is_fallen(word) for word in words[row["id"]]) == 1
        want.append((row["state"], row["id"], "" if alone else first, row["date"] or ""))
    for language in output.languages:
        found = []
        for section in sections(output, language, "what-moved"):
            state = section["aria-labelledby"].removeprefix("plans-")
            if state == "corrected":
                continue  # no plans: compare_corrections() looks at them
            for _, cells in table_rows(section.one("table")) if section.one("table") else ():
                anchor = cells[0].one("a")["href"].split("#milestone-")[1]
                told = [[dates(value)[0] if dates(value) else "" for value in
                         cell.every("span", "s", "del", of_class="value")] for cell in cells]
                firsts = told[-2] if len(cells) > 2 else []
                found.append((state, f"{entry_of(cells[0])}.{anchor}", "".join(firsts[:1]),
                              "".join(told[-1])))
        same_set(found, [row for row in want], f"{language}: what moved")
    return len(want)


def is_ahead(output, row):
    """Is the milestone's last word of something to come?"""
    forecast = row["status"] in FORECASTS or (
        row["status"] == "reported" and (row["earliest"] or "") > output.kb["as_of"])
    return forecast and row["state"] not in ("cancelled", "passed")


def planned_group(row):
    if row["state"] == "overdue":
        return "overdue"
    if not row["date"]:
        return "undated"
    if not row["latest"]:
        return "open"
    year, month, _ = row["latest"].rsplit("-", 2)
    return f"{year}-q{(int(month) + 2) // 3}"


def compare_planned(output):
    """Everything ahead, in the quarter of its last day, in that order; what it was before."""
    rows = [row for row in output.select("SELECT * FROM milestones") if is_ahead(output, row)]
    want = [(planned_group(row), row["id"], row["date"] or "") for row in rows]
    steps = collections.Counter(row["milestone"] for row in output.select("SELECT * FROM slips"))
    groups = sorted({group for group, *_ in want if "-q" in group})
    order = [*groups, *(name for name in ("open", "undated", "overdue")
                        if any(group == name for group, *_ in want))]
    for language in output.languages:
        found, names, filled = [], [], collections.defaultdict(set)
        for section in sections(output, language, "planned"):
            if not section["aria-labelledby"].startswith("planned-"):
                continue  # the sources
            group = section["aria-labelledby"].removeprefix("planned-")
            names += [group] if group not in names else []
            for _, cells in table_rows(section.one("table")):
                name = f"{entry_of(cells[0])}." + cells[0].one("a")["href"].split("#milestone-")[1]
                found.append((group, name, "".join(dates(cells[1].one("span", of_class="value")))))
                told = sum(1 for cell in cells for _ in cell.every("span", of_class="step"))
                assert told == steps[name], f"{language}: planned: {name}: {told} steps"
                filled[group, len(cells)] |= {at for at, cell in enumerate(cells) if cell.text().strip()}
        same_set(found, want, f"{language}: planned")
        same(names, order, f"{language}: planned: groups")
        for (group, width), columns in filled.items():
            assert len(columns) == width, f"{language}: planned: {group}: a column is empty"
    return len(want)


def compare_tracks(output):
    """A maker's plans by what became of them, as the table of milestones has it."""
    makers = collections.defaultdict(set)
    for entry, target in output.select(
            "SELECT from_entry, to_entry FROM refs WHERE slot = 'maker'"):
        makers[target].add(entry)
    want = {}
    for maker, made in makers.items():
        states = collections.Counter(
            row["state"] for row in output.select("SELECT subject, state FROM milestones")
            if row["subject"] in made | {maker} and row["state"] != "none")
        if set(states) - {"open"}:
            want[maker] = dict(states)
    for language in output.languages:
        found = {}
        for entry in output.entry_paths:
            table = output.page(language, output.entry_paths[entry]).one("table", of_class="track")
            if table:
                found[entry] = {row["data-state"]: int(cells[1].text())
                                for row, cells in table_rows(table)}
        same(found, want, f"{language}: track records")
    return len(want)


def fallen_claims(slots):
    """Those that count no more, but for what stands in one that fell."""
    for claims in slots.values():
        for claim in claims:
            if "standing" in claim:
                yield claim
            elif outputs_data.is_object(claim):
                yield from fallen_claims(claim["value"])


def compare_corrections(output):
    """What was corrected or withdrawn stands there, as often as kb.json has it."""
    want = collections.Counter(entry["id"] for entry in output.kb["entries"]
                               for _ in fallen_claims(entry["slots"]))
    for language in output.languages:
        found = collections.Counter(
            entry_of(cells[0]) for section in sections(output, language, "what-moved")
            if section["aria-labelledby"] == "plans-corrected" and section.one("table")
            for _, cells in table_rows(section.one("table")))
        same(found, want, f"{language}: corrections")
    return sum(want.values())


def anchor(question):
    if "milestone" in question:
        return "milestone-" + question["milestone"].removeprefix(question["entry"] + ".")
    return "figures" if "figure" in question else question.get("slot", "").split(".")[0]


def compare_questions(output):
    """The page, the report and check count and name the same."""
    slugs = collections.Counter(item["slug"] for item in output.messages if not item["accepted"])
    judged = collections.Counter(item["slug"] for item in output.messages if item["accepted"])
    assert slugs["claim.conflict"] == len(output.report["conflicts"]), "check counts other conflicts"
    assert slugs["claim.stale-plan"] == len(output.report["overdue"]), "check counts other plans"
    told = collections.Counter(item["kind"] for item in output.report["judged"])
    assert told["conflict"] == judged["claim.conflict"], "other conflicts were judged"
    assert told["overdue"] == judged["claim.stale-plan"], "other plans were judged"
    overdue = [row["id"] for row in output.select("SELECT id FROM milestones WHERE state='overdue'")]
    same_set([item["milestone"] for item in output.report["overdue"] + output.report["judged"]
              if item.get("kind") != "conflict"], overdue, "report: overdue")
    for language in output.languages:
        for kind in ("conflicts", "overdue", "undated", "judged"):
            found = [(entry_of(item), (item.one("a")["href"].split("#") + [""])[1],
                      sum(bool(claim.one("span", of_class="value"))
                          for claim in item.every("p", of_class="claim")))
                     for section in sections(output, language, "open-questions")
                     if section["aria-labelledby"] == f"questions-{kind}"
                     for item in section.every("li") if item.one("p")]
            want = [(item["entry"], anchor(item), len(item["claims"]))
                    for item in output.report[kind]]
            same(found, want, f"{language}: {kind}")
            if kind == "judged":
                notes = [item["note"][language] for item in output.report["judged"]]
                items = [item.text() for section in sections(output, language, "open-questions")
                         if section["aria-labelledby"] == "questions-judged"
                         for item in section.every("li") if item.one("p")]
                assert all(note in text for note, text in zip(notes, items)), "a note is missing"
    return sum(len(output.report[kind]) for kind in ("conflicts", "overdue", "undated", "judged"))


def compare_report(output):
    report = output.report
    assert report["totals"]["entries"] == len(products(output)), "variants or sources are counted"
    assert report["totals"]["sources"] == len(report["sources"])
    assert report["totals"]["milestones"] == len({row["id"] for row in output.table("milestones")})
    totals = [report["totals"][kind] for kind in ("entries", "milestones", "sources")] + [
              report["totals"]["claims"] - len(report["unsourced"]),
              *[len(report[kind]) for kind in ("unsourced", "untranslated", "conflicts", "overdue",
                                               "undated")]]
    totals += [len(report["judged"])] if report["judged"] else []
    for language in output.languages:
        main = output.page(language, "report")
        found = [number(item.text()) for item in main.one("dl").every("dd")]
        same(found, totals, f"{language}: report")
        rows = [(entry_of(cells[0]), *[number(cell.text()) for cell in cells[1:]])
                for section in sections(output, language, "report")
                if section["aria-labelledby"] == "report-sources"
                for _, cells in table_rows(section.one("table"))] if report["sources"] else []
        same(rows, [(source["id"], source["claims"], source["entries"])
                    for source in report["sources"]], f"{language}: report: sources")
    return len(report["sources"])


# --- diagrams ---

def words_of_dates(output, language):
    """EDTF by how pages say it."""
    words = {}
    for path in output.entry_paths.values():
        for date in output.page(language, path).every("time", "span"):
            if date["title"] and (date.tag == "time" or date.has_class("date")):
                words[date.text()] = date["title"]
    return words


def events_of_pages(output, language):
    """Events by how pages call them."""
    known = {row["id"]: row["event"] for row in output.table("milestones")}
    events = {}
    for entry, path in output.entry_paths.items():
        for table in output.page(language, path).every("table", of_class="milestones"):
            for row, cells in table_rows(table):
                name = f"{entry}.{part(row).removeprefix('milestone-')}"
                if row["id"] == part(row) != "":
                    events[next(child for child in cells[0].children
                                if isinstance(child, str)).strip()] = known[name]
    return events


def event_of(text, events):
    """Pictures tell what is told apart by a key as `event (key)`."""
    return events.get(text) or events.get(re.sub(r" ?[(（][^()（）]*[)）]$", "", text), text)


def compare_timeline(output, language, source, rows, drawn):
    """All dates of the entries and events that it shows, but those beyond its axis."""
    words, events = words_of_dates(output, language), events_of_pages(output, language)
    told = {(entry_of(cells[0]), event_of(cells[1].text(), events),
             words.get(cells[2].text(), cells[2].text())) for cells in rows if cells[2].text()}
    same_set({row[0] for row in told}, drawn, f"{language}: entries")
    shown = {row[1] for row in told}
    axis = [re.search(rf"^{end}: *(\S+)", source, re.MULTILINE) for end in ("from", "to")]
    want = set()
    for row in output.table("milestones"):
        is_beyond = axis[0] and row["date_latest"] < axis[0][1] or \
            axis[1] and row["date_earliest"][:len(axis[1][1])] > axis[1][1]
        if row["subject"] in drawn and row["event"] in shown and row["date"] and \
                not is_fallen(row) and not is_beyond:
            want.add((row["subject"], row["event"], row["date"]))
    same_set(told, want, f"{language}: timeline")
    return len(told)


def compare_relations(output, language, source, rows, drawn):
    """Each relation's word stands for one slot, all of whose references between the entries that
    are drawn it tells, but for those that a variant has of its base. So does that of the slot which
    gives the entries their colours, whatever it leads to and whoever says it."""
    refs, colours = collections.defaultdict(set), set()
    coloured_by = re.search(r"^color_by: *(\S+)", source, re.MULTILINE)
    for row in output.select("SELECT refs.*, inherited FROM refs JOIN claims ON claims.id = claim"):
        pair = row["from_entry"], row["to_entry"]
        if not row["inherited"]:
            refs[row["slot"]].add(pair)
        if coloured_by and row["slot"] == coloured_by[1] and pair[0] in drawn:
            colours.add(pair)
    told = collections.defaultdict(set)
    words, said = words_of(language), said_references(output)
    for cells in rows:
        pair = entry_of(cells[0]), entry_of(cells[2])
        if all(pair):
            relation, status = split_firmness(cells[1].text(), words)
            told[relation].add(pair)
            check_firmness(said, pair, status, f"{language}: {relation}")
    count = 0
    for word, pairs in told.items():
        wanted = [{pair for pair in known if set(pair) <= drawn} for known in refs.values()
                  if pairs <= known] + [colours]
        assert pairs in wanted, f"{language}: {word}: {pairs} is none of {wanted}"
        count += len(pairs)
    return count


def compare_diagrams(output):
    count = 0
    for path in sorted((output.kb_folder / "diagrams").glob("*.yaml")):
        source = path.read_text()
        kind = re.search("^kind: (.*)", source, re.MULTILINE)[1]
        for language in output.languages:
            table = output.page(language, f"diagrams/{path.stem}").one("table")
            rows = [cells for _, cells in table_rows(table)] if table else []
            drawn = {link.split("/")[-1] for link in output.drawn(language, f"diagrams/{path.stem}")
                     if link in output.entry_paths.values()}
            try:
                if kind == "timeline":
                    count += compare_timeline(output, language, source, rows, drawn)
                elif kind == "lineage":
                    count += compare_relations(output, language, source, rows, drawn)
            except AssertionError as error:
                raise AssertionError(f"{path.stem}: {error}") from None
    return count


# --- HTML against Markdown ---

def tokens(text):
    """Words; of scripts without spaces, characters. Digits in groups are one number."""
    text = re.sub(r"(?<=\d)[,\u202f](?=\d{3})", "", text.lower())
    return sorted(re.findall(r"[a-z0-9_]+|\w", text))


def markdown_words(text):
    """The words of a line, and the numbers of the sources that it cites."""
    cite = r"\[\\\[(\d+)\\\]\]\(#[^)]*\)"
    cites = set(re.findall(cite, text))
    text = re.sub(r"(?<!\\)\]\([^ )]*\)", "", re.sub(cite, "", text))
    return tokens(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))), cites


def cell_text(cell):
    """What is said of each item of a list Markdown says once."""
    hidden = ("visually-hidden", "cite")
    if cell.one("ul", of_class="phrases") is None:
        return cell.text(hidden, " ")
    told = {span.text() for span in cell.every("span", of_class="status")}
    return " ".join([cell.text((*hidden, "status"), " "), *told])


def html_words(cells):
    cites = {cite.text().strip("[]") for cell in cells for cite in cell.every(of_class="cite")}
    text = " ".join(map(cell_text, cells))
    marks = [cite for cite in cites if not cite.isdigit()]
    return tokens(" ".join([text, *marks])), cites.difference(marks)


def compare_rows(found, table, where):
    """Markdown says in each row of a cell over several rows what HTML says once."""
    first = []  # words of the row that begins the cell
    for at, (row, cells) in enumerate(table_rows(table)):
        words, cites = html_words(cells)
        told, told_cites = next(found, ([], set()))
        is_first = cells[0] in row.children
        first = words if is_first else first
        spare = [] if is_first else first
        extra = collections.Counter(told) - collections.Counter(words)
        assert not collections.Counter(words) - collections.Counter(told) and \
            cites == told_cites and not extra - collections.Counter(spare), \
            f"Markdown and HTML of {where}: row {at + 1}: {told}, {told_cites}\n{words}, {cites}"


def markdown_rows(text):
    """Rows of all tables, but their heads."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        is_rule = re.fullmatch(r"\|( -+:? \|)+", line)
        is_head = at + 1 < len(lines) and re.fullmatch(r"\|( -+:? \|)+", lines[at + 1])
        if line.startswith("| ") and not is_rule and not is_head:
            yield line


def compare_markdown(output):
    """The same rows with the same words, and links to the same pages."""
    count = 0
    entries = set(output.entry_paths.values())
    for language in output.languages:
        for path in output.paths(language):
            main, text = output.page(language, path), output.markdown(language, path)
            where = f"{language}/{path}"
            rows = list(markdown_rows(text))
            found = iter([markdown_words(row) for row in rows])
            for table in main.every("table"):
                compare_rows(found, table, where)
            same(list(found), [], f"Markdown of {where}: row")
            if path != "index":  # whose Markdown holds what HTML has around each page
                links = {target(href) for href in re.findall(r"(?<!\\)\]\(([^ )]*)\)", text)}
                want = {target(link["href"]) for link in main.every("a")}
                same_set(*[{link for link in side if link in entries - {path}} for side in (links, want)], f"Markdown and HTML of {where}: link")
            count += len(rows)
    return count


COMPARISONS = (compare_dates, compare_amounts, compare_facts, compare_class_pages, compare_home,
               compare_moves, compare_planned, compare_tracks, compare_corrections, compare_questions,
               compare_report, compare_diagrams, compare_marks, compare_chart_marks,
               compare_figure_marks, compare_package_marks, compare_related, compare_neighbourhoods,
               compare_markdown)
