"""incremental.py DIELINE SEQUENCES SEED FOLDER: builds a small knowledge base on and on, with random
edits between, and compares each result with a build from nothing."""
import filecmp
import os
import random
import shutil
import subprocess
import sys

dieline, sequences, seed, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rng = random.Random(seed)
kb, out = os.path.join(folder, "kb"), os.path.join(folder, "out")

VENDORS, CHIPS, SOURCES = 4, 14, 5
STATUSES = ["planned", "estimated", "reported", "rumoured", "cancelled"]


def path(name):
    return os.path.join(kb, name)


def write(name, text):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)


def chip(i):
    lines = [f"name: {{en: Chip {i} {rng.randint(0, 3)}, zh: 芯片 {i}}}", f"maker: v{rng.randrange(VENDORS)}"]
    if rng.random() < 0.5:
        lines.append("architecture: a0")
    if i > 0 and rng.random() < 0.6:
        twice = [f"{{value: c{rng.randrange(i)}, status: {rng.choice(STATUSES)}, as_of: 202{rng.randint(3, 5)}}}"
                 for _ in range(rng.randint(1, 2))]
        lines.append(rng.choice([f"successor_of: c{rng.randrange(i)}", f"successor_of: [{', '.join(twice)}]"]))
    if i > 2 and rng.random() < 0.6:
        lines.append(rng.choice(["product_line: c2", "product_line: c2", "product_line: {value: c2, rank: deprecated}"]))
    if rng.random() < 0.3 and i > 2:
        own = rng.choice(["", ", as_of: 2025", f", source: s{rng.randrange(SOURCES)}"])
        lines.append(f"composed_of:\n  - {{part: c{rng.randrange(2)}, count: {rng.randint(1, 4)}{own}}}")
    values = [f"{{value: {rng.randint(100, 900)} W, source: s{rng.randrange(SOURCES)}}}" for _ in range(rng.randint(1, 2))]
    lines.append("tdp:\n" + "\n".join(f"  - {value}" for value in values))
    if rng.random() < 0.5:
        lines.append(f"transistors: {rng.randint(10, 200)} billion")
    lines.append("milestones:")
    status = f", status: {rng.choice(STATUSES)}" if rng.random() < 0.5 else ""
    lines.append(f"  - {{event: tape_out, date: {rng.randint(2019, 2024)}-0{rng.randint(1, 9)}{status}}}")
    lines.append(f"  - {{event: commercial_launch, date: {rng.randint(2025, 2028)}, status: planned, as_of: 2025-0{rng.randint(1, 9)}}}")
    if rng.random() < 0.3:
        lines.append(f"aliases: [A{i}, {{en: Other {rng.randint(0, 3)}, zh: 别名}}]")
    lines.append(f"summary:\n  en: Part {rng.randint(0, 9)} of the test.\n  zh: 测试器件。")
    lines.append(f"body: |\n  See [a vendor](v{rng.randrange(VENDORS)}) and [a chip](c{rng.randrange(2)}).")
    if rng.random() < 0.2:
        lines[-1] += f"\n\n  ![A picture](images/{rng.choice('ab')}.gif)"
    if i % 4 == 1:
        lines += family()
    elif i % 7 == 6:
        lines.append(f"variant_of: c{rng.choice([1, 5, 9])}")
    lines.append(f"source: s{rng.randrange(SOURCES)}")
    if rng.random() < 0.1:
        lines.append("draft: true")
    return "\n".join(lines) + "\n"


def family():
    """Variants of a chip: what they do not state they have of it."""
    variants = [f"  - {{key: {key}, tdp: {rng.randint(100, 900)} W}}" for key in "abc" if rng.random() < 0.7]
    if rng.random() < 0.5:
        variants.append(f"  - {{key: d, name: {{en: D {rng.randint(0, 3)}, zh: 丁}}, source: s{rng.randrange(SOURCES)}, draft: {rng.choice(['true', 'false'])}}}")
    if rng.random() < 0.3:
        variants.append(f"  - {{key: e, transistors: {rng.randint(10, 200)} billion, milestones: {{event: tape_out, date: 2024}}}}")
    rng.shuffle(variants)
    by = ["varies_by: [tdp, transistors]"] if rng.random() < 0.5 else []
    return [*by, "variants:", *variants] if variants else by


def vendor(i):
    return f"name: {{en: Vendor {i} {rng.randint(0, 2)}, zh: 厂商 {i}}}\nsource: s{rng.randrange(SOURCES)}\n"


def source(i):
    return f"name: Source {i}\ntitle: Source {i} {rng.randint(0, 2)}\npublished: 2025-0{rng.randint(1, 9)}\nurl: https://example.org/{i}\npublisher: v{rng.randrange(VENDORS)}\n"


def config():
    lines = ["format: 1", "name: {en: Test, zh: 测试}", "languages: [en, zh]"]
    if rng.random() < 0.5:
        lines.append(f"as_of: 2026-0{rng.randint(1, 9)}")
    if rng.random() < 0.5:
        lines.append(f"license: CC0-{rng.randint(1, 2)}.0")
    return "\n".join(lines) + "\n"


def fill():
    write("kb.yaml", config())
    for i in range(VENDORS):
        write(f"organizations/v{i}.yaml", vendor(i))
    for i in range(SOURCES):
        write(f"sources/s{i}.yaml", source(i))
    write("architectures/a0.yaml", "name: Arch\nmaker: v0\nsource: s0\n")
    for i in range(CHIPS):
        write(f"chips/c{i}.yaml", chip(i))
    write("schema/cards.yaml", "imports: [dieline:default]\nclasses:\n  Card: {is_a: Chip, annotations: {folder: cards}}\n")
    write("cards/first.yaml", chip(13))
    write("diagrams/time.yaml", "kind: timeline\ntitle: All\n")
    chart = "kind: chart\ntitle: Chart\nselect: {class: [Chip, Organization]}\n"
    write("diagrams/cloud.yaml", chart + "shape: scatter\nx: {event: [tape_out, commercial_launch]}\ny: tdp\ncolor_by: maker\nshape_by: architecture\n")
    write("diagrams/ranked.yaml", chart + "shape: bars\nx: {slot: tdp, lines: [{at: 500 W, title: Limit}]}\ncolor_by: product_line\n")
    write("diagrams/periods.yaml", chart + "shape: lines\ny: {measure: market_size}\n")
    write("diagrams/best.yaml", chart + "shape: records\nx: {event: [tape_out, commercial_launch]}\ny: {slot: tdp, best: least}\ncolor_by: maker\n")
    write("diagrams/moved.yaml", chart + "shape: steps\ny: {event: commercial_launch}\n")
    write("pages/en/about.md", "# About\n\nSee [v0](v0).\n")
    for name in "ab":
        write(f"images/{name}.gif", "GIF89a\x07\0\x05\0")


def toggle(name, text):
    if os.path.exists(path(name)):
        os.remove(path(name))
    else:
        write(name, text)


def edit_chip():
    i = rng.randrange(CHIPS)
    name = f"chips/sub/c{i}.yaml" if os.path.exists(path(f"chips/sub/c{i}.yaml")) else f"chips/c{i}.yaml"
    if os.path.exists(path(name)):
        write(name, chip(i))


def edit_vendor():
    i = rng.randrange(VENDORS)
    write(f"organizations/v{i}.yaml", vendor(i))


def edit_source():
    i = rng.randrange(SOURCES)
    write(f"sources/s{i}.yaml", source(i))


def edit_config():
    write("kb.yaml", config())


def add_chip():
    toggle(f"chips/extra{rng.randrange(2)}.yaml", chip(rng.randrange(3, CHIPS)))


def add_figure():
    toggle("figures/f.yaml", f"subject: c1\nmeasure: market_size\nperiod: 2025\namount: {rng.randint(1, 9)} million USD\nsource: s1\n")


def add_milestone():
    toggle("milestones/m.yaml", f"subject: c{rng.randrange(2)}\nevent: tape_out\nkey: b\ndate: 2024-0{rng.randint(1, 9)}\nsource: s1\n")


def rename_chip():
    """An id that others name becomes a former one, or comes back."""
    if os.path.exists(path("chips/c0.yaml")):
        text = open(path("chips/c0.yaml"), encoding="utf-8").read()
        os.remove(path("chips/c0.yaml"))
        write("chips/renamed.yaml", text + "former_ids: [c0]\n")
    elif os.path.exists(path("chips/renamed.yaml")):
        os.remove(path("chips/renamed.yaml"))
        write("chips/c0.yaml", chip(0))


def move_file():
    """The same entry in another file, or further down in it."""
    if os.path.exists(path("chips/c3.yaml")):
        os.makedirs(path("chips/sub"), exist_ok=True)
        os.rename(path("chips/c3.yaml"), path("chips/sub/c3.yaml"))
    else:
        os.rename(path("chips/sub/c3.yaml"), path("chips/c3.yaml"))


def change_class():
    """The same entry in the folder of another class."""
    names = ["chips/c4.yaml", "cards/c4.yaml"]
    if not os.path.exists(path(names[0])):
        names.reverse()
    os.makedirs(path("cards"), exist_ok=True)
    os.rename(path(names[0]), path(names[1]))


def edit_image():
    """One of two pictures, which chips may show, gets another size."""
    os.makedirs(path("images"), exist_ok=True)
    with open(path(f"images/{rng.choice('ab')}.gif"), "wb") as file:
        file.write(b"GIF89a" + bytes([rng.randint(1, 9), 0, rng.randint(1, 9), 0]))


def add_lines():
    name = path("chips/c1.yaml")
    text = open(name, encoding="utf-8").read()
    write("chips/c1.yaml", "# one line more\n" + text)


def touch_back():
    """Other bytes, as many of them, at the same time."""
    name = path("chips/c1.yaml")
    status = os.stat(name)
    text = open(name, encoding="utf-8").read()
    write("chips/c1.yaml", text.replace("Part 1", "Part 2") if "Part 1" in text else text.replace("of the test", "in the test"))
    os.utime(name, ns=(status.st_atime_ns, status.st_mtime_ns))


def touch():
    os.utime(path(rng.choice(["chips/c1.yaml", "kb.yaml", "sources/s1.yaml"])))


def edit_schema():
    toggle("schema/own.yaml", "imports: [dieline:default]\nslots:\n  colour: {range: string, title: Colour}\nclasses:\n  Chip: {slots: [colour]}\n")


def edit_template():
    toggle("templates/html/moved.mustache", f"<p>{{{{heading}}}} {rng.randint(0, 3)}</p>\n")


def edit_asset():
    toggle("templates/assets/own.css", f"p {{ margin: {rng.randint(0, 3)}px }}\n")


def edit_words():
    toggle("templates/i18n/en.yaml", f"plans.title: What moved {rng.randint(0, 3)}\n")


def edit_labels():
    toggle("i18n/zh.yaml", f"slots: {{tdp: 功耗{rng.randint(0, 3)}}}\n")


def edit_rule():
    toggle("rules/loud.sql", f"-- Too loud.\nSELECT id AS entry, 'tdp' AS slot, 'loud' AS message, 'warning' AS severity FROM Chip WHERE tdp_max > {rng.randint(1, 9)}00\n")


def edit_diagram():
    variants = rng.choice(["", "variants: base\n", "variants: all\n"])
    write("diagrams/time.yaml", f"kind: timeline\ntitle: {{en: All {rng.randint(0, 3)}}}\n{variants}")


def add_diagram():
    colours = rng.choice(["", "color_by: maker\n", "color_by: architecture\nsplit_by: maker\n"])
    toggle("diagrams/line.yaml", f"kind: lineage\ntitle: Line\nselect: {{class: Chip}}\n{colours}")


def add_page():
    toggle("pages/zh/about.md", f"# 关于 {rng.randint(0, 3)}\n\n[c1](c1) 与 [c9](c9)。\n")


def spoil_output():
    names = [os.path.join(top, name) for top, _, files in os.walk(out) if ".dieline" not in top for name in files]
    if not names:
        return
    name = rng.choice(sorted(names))
    if rng.random() < 0.5:
        os.remove(name)
    else:
        with open(name, "ab") as file:
            file.write(b"spoilt")


def spoil_cache():
    name = os.path.join(out, ".dieline", rng.choice(["documents", "inputs", "manifest", "cache"]))
    if os.path.isfile(name) and "manifest" not in name:
        with open(name, "r+b") as file:
            file.seek(rng.randrange(max(os.path.getsize(name), 1)))
            file.write(bytes([rng.randrange(256)]))
    elif os.path.isdir(name):
        shutil.rmtree(name)


EDITS = [edit_chip] * 8 + [edit_vendor, edit_source, edit_config, add_chip, add_figure, add_milestone, rename_chip,
                           move_file, change_class, add_lines, touch_back, touch, edit_schema, edit_template, edit_asset, edit_words,
                           edit_labels, edit_rule, edit_diagram, add_diagram, add_page, edit_image, spoil_output, spoil_cache]


def build(where, options):
    result = subprocess.run([dieline, "build", "kb", "-o", where, *options], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in result.stderr.splitlines() if not line.startswith(os.path.basename(where) + ": ")]
    return result.returncode, lines, result.stderr


def differences(left, right):
    compared = filecmp.dircmp(left, right, ignore=[".dieline"])
    found = [os.path.join(left, name) for name in compared.left_only + compared.right_only + compared.funny_files]
    _, unequal, errors = filecmp.cmpfiles(left, right, compared.common_files, shallow=False)
    found += [os.path.join(left, name) for name in unequal + errors]
    for name in compared.common_dirs:
        found += differences(os.path.join(left, name), os.path.join(right, name))
    return found


before = os.path.join(folder, "before")
fill()
errors = unchanged = 0
for number in range(sequences):
    edits = [rng.choice(EDITS) for _ in range(rng.randint(0, 3))]
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(kb, before)
    for edit in edits:
        edit()
    options = ["--as-of", "2025-03"] if rng.random() < 0.1 else ["-W", "no-claim.conflict"] if rng.random() < 0.1 else []
    names = " ".join(edit.__name__ for edit in edits) + " " + " ".join(options)
    shutil.rmtree(os.path.join(folder, "new"), ignore_errors=True)
    old_status, old_lines, shown = build("out", options)
    new_status, new_lines, _ = build("new", options)
    if (old_status, old_lines) != (new_status, new_lines):
        sys.exit(f"sequence {number} (seed {seed}): {names}: said {old_status} {old_lines[-5:]}, from nothing {new_status} {new_lines[-5:]}")
    if new_status != 0:
        errors += 1
        shutil.rmtree(kb)
        shutil.copytree(before, kb)
    unchanged += " 0 files written" in shown
    if new_status == 0:
        found = differences(out, os.path.join(folder, "new"))
        # What `show` and `list` say after it, too.
        found += differences(*(os.path.join(top, ".dieline", "shown") for top in (out, os.path.join(folder, "new"))))
        if found:
            sys.exit(f"sequence {number} (seed {seed}): {names}: {len(found)} files differ: {found[:8]}")
print(f"{sequences} sequences, {errors} with errors, {unchanged} with nothing to write")
if sequences >= 50 and (errors > sequences * 3 // 4 or unchanged == 0):
    sys.exit("the edits are no test: too many errors, or never nothing to do")
