"""The worst input of each kind that the limits allow (README.md, yaml/tree.h): what a file, a document,
a scalar, prose, a list of sources may hold, and what a folder may hold of files.

Every kind is a function of KINDS that returns files, {path: text or bytes}, to lie over a small good
base (base()). None of them is more to libyaml, cmark, Graphviz or SQLite than they take in their
stride: what is deep or repeats endlessly is just long enough to meet our own limit.
"""
import pathlib
import random
import shutil

FILE = 1024 * 1024
SCALAR = 256 * 1024
PROSE = 64 * 1024 - 2
TEMPLATE = 256 * 1024
NODES = 10000  # of a document
SOURCES = 64  # of a value

CHIP = "name: Worst\nmaker: acme\nsource: paper\n"
KINDS = {}


def base(folder, root):
    """Good entries, and a diagram of either sort that shows all of them."""
    shutil.copytree(root / "tests/neighbours/kb", folder)
    shutil.copy(folder / "chips/good.yaml", folder / "chips/worst-else.yaml")
    for kind in "lineage", "timeline":
        write(folder, {f"diagrams/{kind}.yaml": f"kind: {kind}\ntitle: T\nselect: {{class: Chip}}\n"})


def write(folder, files):
    for path, text in files.items():
        path = pathlib.Path(folder, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def kind(function):
    KINDS[function.__name__.replace("_", "-")] = function
    return function


def add(name, text):
    """One file, as an entry of its own."""
    KINDS[name] = lambda: {"chips/worst.yaml": text() if callable(text) else text}


def fill(size, text):
    """`text` over and over, so many bytes of it."""
    data = text.encode()
    return (data * (size // len(data) + 1))[:size]


def count(n, form):
    """`form` once for each number: {i}, and the next one, {next}."""
    return "".join(form.format(i=i, next=i % n + 1) for i in range(1, n + 1))


def prose(text):
    """An entry with a body of so much Markdown."""
    data = text if isinstance(text, bytes) else text.encode()
    lines = b"".join(b"  " + line + b"\n" for line in data[:PROSE].rstrip(b"\n").split(b"\n"))
    return b"name: Prose\nmaker: acme\nsource: paper\nbody: |\n" + lines


def long_id(number, length=60):
    """Ids that are all near to each other, and cost what the longest ones cost."""
    return f"{number:05d}".rjust(length, "a")


def listing(key, n, form):
    return f"{key}:\n" + count(n, "  - " + form + "\n")


def documents(n, form):
    return count(n, "---\n" + form)


# What is no YAML, or hardly.

for name, text in {
        "open-brackets": fill(100, "["), "open-braces": fill(100, "{"),
        "nested-dashes": fill(FILE, "- "), "nested-questions": fill(FILE, "? "),
        "colons": fill(FILE, ": "), "double-quotes": fill(FILE, '"'),
        "single-quotes": fill(FILE, "'"), "one-double-quote": b'"' + fill(FILE - 1, "a "),
        "backslashes": b'"' + fill(FILE - 1, "\\"), "anchors": fill(FILE, "&a "),
        "aliases": fill(FILE, "*"), "tags": fill(FILE, "!"), "comments": fill(FILE, "#"),
        "percents": fill(FILE, "%"), "pipes": fill(FILE, "|"), "spaces": fill(FILE, " "),
        "carriage-returns": fill(FILE, "\r"), "newlines": fill(FILE, "\n"),
        "tabs": fill(FILE, "\t"), "nuls": fill(FILE, "\0"), "high-bytes": b"\xff" * FILE,
        "bidi-marks": b'name: "' + fill(SCALAR, "\u202e")[:SCALAR // 3 * 3] + b'"\n',
        "random-bytes": random.Random(1).randbytes(FILE),
        "random-yaml": "".join(random.Random(1).choices("ab:,-? []{}\n\n\"&*#|>!%@", k=FILE)),
        "too-large": fill(FILE + 1, "a"),
        "deep-flow": "name: " + "[" * 64 + "]" * 64,
}.items():
    add(name, text)

# Long lines, long scalars, many keys.

add("long-line", b'name: "' + fill((SCALAR - 100) // 9 * 9, "wide \u5bbd ") + b'"\nmaker: nobody\n')
add("error-at-line-end", b'name: {en: "' + fill(200000, "wide ") + b'", zh: "' +
    fill(200000, "wide ") + b'", xx: 1}\n')
add("flow-line", "{name: A, tags: [" + count(4900, "tag{i}, ") + "a], no_such: [" +
    count(4900, "x, ") + "a]}\n")
add("keys", count(9900, "k{i}: v\n"))
add("equal-keys", count(9900, "name: v\n"))
add("unknown-slots", CHIP + count(4900, "naem{i}: v\n"))
add("long-unknown-slots", CHIP + count(4900, "memory_bandwidth_of_all_the_stacks_of_it_together_{i}: v\n"))
add("aliases-of-slots", CHIP + count(4900, "maker{i}: *a\n"))
add("long-key", fill(900 + 200000, "k") + b": v\n")
add("large-name", b"name: " + fill(SCALAR, "a") + b"\n")
add("large-id", b"id: " + fill(SCALAR, "a") + b"\nname: A\n")
add("large-date", CHIP.encode() + b"milestones:\n  - {event: tape_out, date: " + fill(SCALAR, "1") + b"}\n")
add("large-number", CHIP.encode() + b"memory_bandwidth: " + fill(SCALAR, "1") + b" GB/s\n")
add("large-unit", CHIP.encode() + b"memory_bandwidth: 1 " + fill(SCALAR, "GB.") + b"\n")
add("power-unit", CHIP.encode() + b"memory_bandwidth: 1 ((" + fill(60000, "(") + b"m^9)^9\n")
add("large-alias", CHIP.encode() + b"aliases: " + fill(PROSE, "a") + b"\n")
add("large-url", b"title: A\nurl: https://example.org/" + fill(SCALAR, "%41") + b"\n")
add("tall-name", b'name: "' + fill(160000, "\\n") + b'"\n')
add("tall-block-name", "name: |\n" + count(40000, "  line\n"))

# Prose.

for name, text in {
        "quotes": fill(PROSE, ">"), "quotes-of-lists": fill(PROSE, "> - "),
        "square-brackets": fill(PROSE, "["), "link-starts": fill(PROSE, "[a]("),
        "images": fill(PROSE, "!["), "nested-links": fill(32768, "[") + fill(32768, "]()"),
        "emphasis": fill(PROSE, "*a "), "emphasis-both": fill(PROSE, "*a_ "),
        "emphasis-nested": fill(700, "*a **a ") + fill(700, "b** b* "),
        "backticks": "".join("`" * i + "e" for i in range(1, 350)),
        "less-thans": fill(PROSE, "<"), "comment-starts": fill(PROSE, "<!-- a "),
        "instructions": fill(PROSE, "<?"), "entities": fill(PROSE, "&"),
        "long-entities": fill(PROSE, "&lt;&#"), "backslashed": fill(PROSE, "\\"),
        "deep-lists": "".join(" " * (2 * i) + "- a\n" for i in range(360)),
        "flat-lists": fill(PROSE, "- "),
        "numbered-lists": "".join("1.\n" if i % 500 else "---\n" for i in range(16000)),
        "numbered-list": fill(2000, "1.\n"),
        "definitions": count(5000, "[a{i}]: b\n"), "equal-definitions": count(9000, "[a]: b\n"),
        "thematic-breaks": fill(PROSE, "* "), "headings": count(9000, "# a {i}\n"),
        "underlined": count(9000, "a\n===\n"), "broken-links": count(4500, "[a](no{i})\n"),
        "good-links": count(5500, "[a](acme)\n"),
        "unsafe-links": count(2500, "[a](javascript:{i})\n"),
        "address-starts": fill(PROSE, "http://"), "addresses-without-end": fill(PROSE, "www.a..("),
        "good-addresses": fill(PROSE, "http://a.b "),
        "addresses-in-one": fill(PROSE - 2, "www.") + b"..",
        "broken-pictures": count(2200, "![a](images/no{i}.png)\n"),
}.items():
    add(name, prose(text))
add("escaped-links", CHIP + 'body: "' + count(4000, "[\\u0061](n\\u006F{i}) ") + '"\n')
add("large-note", CHIP.encode() + b"tdp: {value: 1 W, note: \"" + fill(PROSE, "a b ").rstrip() + b"\"}\n")

# Values and claims.

add("unknown-references", CHIP + listing("successor_of", 4900, "chip{i}"))
add("equal-references", CHIP + listing("builds_on", 4900, "worst-else"))
add("equal-values", CHIP + listing("aliases", 4900, "Same"))
add("different-values", CHIP + listing("aliases", 4900, "Other {i}"))
add("equal-claims", CHIP + listing("tdp", 2400, "{{value: 300 W}}"))
add("conflicting-claims", CHIP + listing("tdp", 1990, "{{value: {i} W, note: n}}"))
add("broken-relations", CHIP + "tdp: 1 W\n" + listing("peak_fp64", 1200, "{{value: {i}00 TFLOPS, for: {{en: c{i}}}}}"))
add("broken-relations-disputed", CHIP + listing("tdp", 1600, "{{value: {i} mW}}") +
    listing("peak_fp64", 1600, "{{value: {i}000 TFLOPS}}"))
add("unknown-units", CHIP + listing("tdp", 2400, "{{value: {i} wats{i}}}"))
add("unknown-words", CHIP + listing("tdp", 2400, "{{value: 1 W, status: plannd{i}}}"))
add("milestones", CHIP + listing("milestones", 1400, "{{event: tape_out, key: k{i}, date: 2021}}"))
add("equal-milestones", CHIP + listing("milestones", 1900, "{{event: tape_out, date: 2021}}"))
add("unknown-events", CHIP + listing("milestones", 1900, "{{event: tape_uot{i}, date: 2021-13}}"))
add("empty-milestones", CHIP + listing("milestones", 9900, "{{}}"))
add("milestones-out-of-order", CHIP + listing("milestones", 700,
    "{{event: tape_out, key: k{i}, date: 2025}}") + count(
        700, "  - {{event: commercial_launch, key: k{i}, date: 2021}}\n"))
add("plans", CHIP + "milestones:\n" + count(
    28, "  - event: tape_out\n    key: k{i}\n    date:\n" + "".join(
        f"      - {{{{value: {2000 + i}, as_of: {1900 + i}, status: planned}}}}\n" for i in range(45))))
add("figures", CHIP + listing("figures", 1200, "{{measure: revenue, period: {i:04d}, amount: {i} CNY}}"))
add("amounts-of-one", CHIP + "figures:\n  - measure: revenue\n    period: 2021\n    amount:\n" +
    count(1900, "      - {{value: {i} CNY, as_of: {i:04d}}}\n"))
add("dates-of-one", CHIP + "milestones:\n  - event: tape_out\n    date:\n" +
    count(1900, "      - {{value: 2021, as_of: {i:04d}}}\n"))
add("sources", "name: A\nmaker: acme\nsource: [" + count(4900, "paper, ") + "paper]\naliases: [" +
    count(4900, "a{i}, ") + "]\n")
add("unknown-sources", "name: A\nmaker: acme\nsource: [" + count(4900, "paper{i}, ") +
    "]\nbuilds_on: [" + count(4900, "worst-else, ") + "]\n")
add("former-ids", CHIP + listing("former_ids", 9900, "was-{i}"))


@kind
def united_sources():
    return {"chips/worst.yaml": CHIP + listing("tags", 1200, "{{value: same, source: [paper, p{i}]}}"),
            "sources/worst.yaml": documents(1200, "id: p{i}\ntitle: P\npublished: 2025\n")}


@kind
def sources_of_each():
    ids = [f"s{i}" for i in range(SOURCES)]
    return {"chips/worst.yaml": CHIP + listing("aliases", 140, "{{value: A{i}, source: [" + ", ".join(ids) + "]}}"),
            **{f"sources/{id}.yaml": f"title: {id}\npublished: 2025\n" for id in ids}}


# Entries, many a file and many files.

add("documents", documents(20000, "name: A\n"))
add("empty-documents", "---\n" * 260000)
add("entries", documents(15000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n"))
add("former-ids-of-each", documents(9000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\nformer_ids: [b{i}, c{i}]\n"))
add("cycle", documents(5000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\nsuccessor_of: a{next}\n"))
add("self-references", documents(5000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\nsuccessor_of: a1\n"))
add("chain", documents(5000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\nsuccessor_of: a{next}\n")
    .replace("successor_of: a1\n", ""))
add("parts-of-parts", documents(4000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n"
                                      "composed_of: [{{part: a{next}, count: 1}}]\ntdp: {i} W\n")
    .replace("composed_of: [{part: a1, count: 1}]\n", ""))


@kind
def parts_of_two():
    """Ways from the first to the last: two to the power of so many."""
    form = "id: a{i}\nname: A\nmaker: acme\nsource: paper\ncomposed_of: [{{part: a{next}}}, {{part: b{next}}}]\n"
    text = documents(2000, form) + documents(2500, form.replace("id: a", "id: b"))
    return {"chips/worst.yaml": text.replace("composed_of: [{part: a1}, {part: b1}]\n", "tdp: 1 W\n")}


@kind
def built_on_all_before():
    return {"chips/worst.yaml": "".join(
        f"---\nid: a{i}\nname: A\nmaker: acme\nsource: paper\nbuilds_on: [" +
        ", ".join(f"a{k}" for k in range(i)) + "]\n" for i in range(130)).replace("builds_on: []\n", "")}


@kind
def entangled():
    """Everything refers to everything."""
    ids = ", ".join(f"a{i}" for i in range(1, 101))
    return {"chips/worst.yaml": documents(100, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n"
                                               f"builds_on: [{ids}]\n")}


@kind
def claims_of_one():
    return {"milestones/worst.yaml": documents(
        9000, "id: m{i}\nsubject: worst-else\nevent: tape_out\ndate: {{value: 2021, as_of: {i:04d}}}\nsource: paper\n")}


@kind
def variants():
    """As many claims as may be passed on, each to so many variants, in as many documents as fit."""
    return {"chips/worst.yaml": "---\n".join(
        f"id: w{n}\n{CHIP}features:\n" + count(245, "  - f{i}\n") +
        "variants:\n" + count(200, "  - {{key: k{i}}}\n") for n in range(4))}


@kind
def variants_too_many():
    return {"chips/worst.yaml": CHIP + "features:\n" + count(4000, "  - f{i}\n") +
                                "variants:\n" + count(1800, "  - {{key: k{i}}}\n")}


GIF = b"GIF89a\7\0\5\0"


@kind
def pictures():
    """So many, each shown; and one text that shows hundreds."""
    shown = "".join(f"![a](images/p{i}.gif)\n" for i in range(2000))
    return {**{f"images/p{i}.gif": GIF for i in range(2000)}, "chips/worst.yaml": prose(shown)}


@kind
def large_pictures():
    """Each as large as it may be."""
    return {**{f"images/p{i}.gif": GIF + bytes(4 * FILE - len(GIF)) for i in range(8)},
            "chips/worst.yaml": prose("".join(f"![a](images/p{i}.gif)\n" for i in range(8)))}


@kind
def headers_of_pictures():
    """Pictures whose headers go on for ever."""
    exif = b"\xff\xe1\0\x12Exif\0\0II*\0\x08\0\0\0\xff\xff"
    return {"images/a.jpg": b"\xff\xd8" + exif * (4 * FILE // len(exif) - 1),
            "images/b.jpg": b"\xff\xd8" + b"\xff" * (4 * FILE - 2)}


@kind
def near_pictures():
    """Long names, of which each unknown one is near to each known one."""
    shown = "".join(f"![a](images/b{long_id(i, 58)}.gif)\n" for i in range(700))
    return {**{f"images/{long_id(i)}.gif": GIF for i in range(3000)}, "chips/worst.yaml": prose(shown)}


def near_entries(n=6000):
    return "".join(f"---\nid: {long_id(i)}\nname: A\nmaker: acme\nsource: paper\n" for i in range(n))


@kind
def near_references():
    """Long ids, of which each unknown one is near to each known one."""
    unknown = "".join(f"  - b{long_id(i, 58)}\n" for i in range(4900))
    return {"chips/worst.yaml": near_entries(), "chips/else.yaml": CHIP + "successor_of:\n" + unknown}


@kind
def near_diagram_ids():
    unknown = "".join(f"    - b{long_id(i, 58)}\n" for i in range(9900))
    return {"chips/worst.yaml": near_entries(),
            "diagrams/worst.yaml": "kind: lineage\ntitle: T\nselect:\n  ids:\n" + unknown}


@kind
def near_links():
    links = "".join(f"[a](b{long_id(i, 58)})\n" for i in range(900))
    return {"chips/worst.yaml": near_entries(), "chips/else.yaml": prose(links)}


@kind
def files():
    return {f"chips/a{i}.yaml": f"name: A{i}\nmaker: acme\nsource: paper\n" for i in range(3000)}


@kind
def fixes():
    """A long file, and many short ones: a date after the other that `fix` writes anew."""
    dates = "".join(f"  - {{{{event: tape_out, key: a{i}, date: March 2021}}}}\n" for i in range(1100))
    document = f"---\nid: a{{i}}\n{CHIP}milestones:\n{dates}"
    return {"chips/worst.yaml": count(FILE // len(document.format(i=10)), document),
            **{f"chips/b{i}.yaml": f"{CHIP}milestones:\n  - {{event: tape_out, date: March 2021}}\n"
               for i in range(3000)}}


# Pages, diagrams, rules.


@kind
def free_pages():
    return {f"pages/en/p{i}.md": f"# Page {i}\n\nText.\n" for i in range(2000)}


@kind
def diagrams():
    return {f"diagrams/d{i}.yaml": "kind: timeline\ntitle: T\nselect: {class: Chip}\n" for i in range(1000)}


@kind
def chart_marks():
    """As many points as a shop's catalogue has, most in one heap, each with a name to be placed."""
    dice = random.Random(7)
    chips = "".join(f"---\nid: a{i}\nname: A chip called {i}\nmaker: acme\nsource: paper\n"
                    f"memory_capacity: {1 + dice.expovariate(0.01):.0f} GB\n"
                    f"memory_bandwidth: {1 + dice.expovariate(0.001):.0f} GB/s\n"
                    for i in range(1379))
    halves = chips, chips.replace("id: a", "id: b").replace(" called ", " named ")
    return {"chips/worst.yaml": halves[0], "chips/worst-b.yaml": halves[1],
            "diagrams/chart.yaml": "kind: chart\ntitle: T\nselect: {class: Chip}\nshape: scatter\n"
                                   "x: memory_capacity\ny: {slot: memory_bandwidth, scale: log}\n"}


def drawn(kind, *lines):
    """A diagram of 2,000 chips, each built on the one before, with a milestone a year."""
    form = ("id: a{i}\nname: A{i}\nmaker: acme\nsource: paper\nbuilds_on: [a{next}]\n"
            "milestones: [{{event: tape_out, date: {i:04d}}}]\n")
    return {"chips/worst.yaml": documents(2000, form).replace("builds_on: [a1]\n", ""),
            "diagrams/lineage.yaml": f"kind: {kind}\ntitle: T\nselect: {{class: Chip}}\n" + "\n".join(lines) + "\n"}


@kind
def lanes():
    return drawn("timeline", "lanes: maker", "connectors: true")


@kind
def years():
    return drawn("lineage", "ranked_by: year", "direction: down")


@kind
def clusters():
    return drawn("lineage", "cluster: maker")


@kind
def depth():
    files = drawn("lineage", "depth: 20")
    files["diagrams/lineage.yaml"] = files["diagrams/lineage.yaml"].replace("{class: Chip}", "{ids: [a1000]}")
    return files


@kind
def selection():
    files = drawn("lineage")
    files["diagrams/lineage.yaml"] = files["diagrams/lineage.yaml"].replace("{class: Chip}", "{sql: SELECT id FROM Chip}")
    return files


@kind
def nesting():
    return {"systems/worst.yaml": documents(2500, "id: a{i}\nname: A{i}\nkind: card\nmaker: acme\nsource: paper\n"
                                                  "integrates: [{{part: a{next}}}, {{part: b{i}}}]\n").replace("{part: a1}, ", "") +
            documents(2500, "id: b{i}\nname: B{i}\nkind: card\nmaker: acme\nsource: paper\n"),
            "diagrams/nested.yaml": "kind: topology\ntitle: T\nshape: nesting\nselect: {class: System}\n"}


@kind
def package():
    return {"chips/worst.yaml": CHIP + listing("composed_of", 1600, "{{part: good, count: {i}}}"),
            "diagrams/package.yaml": "kind: package\ntitle: T\nchip: worst\n"}


@kind
def languages():
    return {"kb.yaml": "format: 1\nname: {en: Case}\nlanguages: [en, zh, ja, de, fr, es, it, nl]\nas_of: 2026-01-04\n",
            "chips/worst.yaml": documents(1000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n")}


@kind
def diagram_ids():
    """More than a picture holds, all of them there."""
    return {"chips/worst.yaml": documents(5000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n"),
            "diagrams/worst.yaml": "kind: lineage\ntitle: T\nselect:\n  ids:\n" + count(5000, "    - a{i}\n")}


@kind
def diagram_keys():
    return {"diagrams/worst.yaml": "kind: lineage\ntitle: T\nselect:\n  class:\n" +
                                   count(3000, "    - Chap{i}\n") + "  where:\n" +
                                   count(3000, "    tpd_of_it_{i}: x\n")}


@kind
def rules():
    return {f"rules/r{i}.sql": f"-- Rule {i}.\nSELECT id AS entry, 'name' AS slot, 'x' AS message, 'warning' AS severity FROM entries\n"
            for i in range(500)}


@kind
def findings():
    return {"chips/worst.yaml": documents(9000, "id: a{i}\nname: A\nmaker: acme\nsource: paper\n"),
            "rules/r.sql": "-- All.\nSELECT id AS entry, 'name' AS slot, 'x' AS message, 'warning' AS severity FROM Chip\n"}


# Schema, labels, words, templates, settings.


def own_schema(text):
    return {"schema/own.yaml": "id: urn:example:own\nname: own\nimports: [dieline:default]\n" + text}


@kind
def enum_values():
    values = "".join(f"      {long_id(i).replace('-', '_')}: {{}}\n" for i in range(4900))
    return {**own_schema("enums:\n  Much:\n    permissible_values:\n" + values +
                         "slots:\n  much: {title: Much, range: Much, multivalued: true}\n"
                         "classes:\n  Chip: {slots: [much]}\n"),
            "chips/worst.yaml": CHIP + "much:\n" + "".join(f"  - {long_id(i)}\n" for i in range(4900)),
            "chips/else.yaml": CHIP + "much:\n" + "".join(f"  - b{long_id(i, 58)}\n" for i in range(4900))}


@kind
def enum_chain():
    values = "".join(f"      v{i}: {{annotations: {{after: v{i - 1}}}}}\n" for i in range(1, 1600))
    return own_schema("enums:\n  Much:\n    permissible_values:\n      v0: {}\n" + values)


@kind
def expressions():
    """Each slot follows from the one before it, in so many entries: 45,000 claims that nobody wrote."""
    slots = "".join(f'  s{i}: {{title: T, range: quantity, unit: {{symbol: W}}, equals_expression: "{{s{i - 1}}} * {{n}}"}}\n'
                    for i in range(1, 750))
    return {**own_schema("slots:\n  n: {title: N, range: integer}\n"
                         "  s0: {title: T, range: quantity, unit: {symbol: W}}\n" + slots + "classes:\n  Chip:\n    slots: [n, " +
                         ", ".join(f"s{i}" for i in range(750)) + "]\n"),
            "chips/worst.yaml": documents(60, "id: a{i}\nname: A\nmaker: acme\nsource: paper\nn: 1\ns0: 1 W\n")}


@kind
def own_slots():
    slots = "".join(f"  {long_id(i, 50)}: {{title: T}}\n" for i in range(1500))
    names = ", ".join(long_id(i, 50) for i in range(1500))
    return {**own_schema("slots:\n" + slots + f"classes:\n  Chip:\n    slots: [{names}]\n"),
            "chips/worst.yaml": CHIP + "".join(f"{long_id(i, 50)}: v\n" for i in range(1500)),
            "chips/else.yaml": CHIP + "".join(f"b{long_id(i, 50)}: v\n" for i in range(4900))}


@kind
def own_classes():
    return own_schema("classes:\n" + count(900, "  Klass{i}: {{is_a: Entry, title: K, annotations: {{folder: k{i}}}}}\n"))


@kind
def unknown_ranges():
    return own_schema("slots:\n" + count(2400, "  slot_{i}: {{range: Nowhere{i}}}\n"))


@kind
def unknown_class_slots():
    return own_schema("classes:\n  Chip:\n    slots:\n" + count(9000, "      - slot_of_{i}\n"))


@kind
def labels():
    return {"i18n/en.yaml": "slots:\n" + count(4900, "  memory_bandwith_of_the_{i}: x\n")}


@kind
def words():
    return {"templates/i18n/en.yaml": count(4900, "diagrams.titel.{i}: x\n")}


@kind
def template():
    return {"templates/html/more.mustache": fill(TEMPLATE // 18 * 18, "{{#a}}{{b}}{{/a}}\n")}


@kind
def settings():
    return {"kb.yaml": "format: 1\nname: {en: Case}\nlanguages: [en]\nas_of: 2026-01-04\n" +
                       count(4900, "licence_{i}: x\n")}
