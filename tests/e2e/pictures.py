"""What the tests of pictures share: reading SVG, DOT and the tables beside them.

Each gives the same small records, so that tests compare what is there, not how it is written. Places
are in the SVG's pixels, y downwards from the top of the picture.
"""
import contextlib
import dataclasses
import html
import html.parser
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIELINE = pathlib.Path(os.environ.get("DIELINE", ROOT / "build/dev/dieline")).resolve()
KINDS = ROOT / "tests/cases/diagram-kinds/kb"  # a picture of every kind
SVG = "{http://www.w3.org/2000/svg}"


@dataclasses.dataclass
class Box:
    """A shape, or a line of text on its own."""
    role: str  # "mark", "node", ...; "" in DOT
    lines: tuple  # of text
    title: str  # all there is to say; "" if the text says it
    left: float
    top: float
    right: float
    bottom: float
    anchor: str = ""  # of text alone in SVG, which does not know its width: start, middle or end
    href: str = ""
    dates: tuple = ()  # a mark's earliest and latest day
    name: str = ""  # in DOT
    cluster: str = ""  # in DOT: the title of that it stands in

    @property
    def middle(self):
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def label(self):
        """The whole name, though it may be shown shortened or broken into lines."""
        if self.anchor:
            return self.title.split("\n")[0] or self.lines[0]
        return self.title.split("\n")[0].rsplit(" – ", 1)[0] if self.title else "".join(self.lines)

    def holds(self, point, slack=0.0):
        return (self.left - slack <= point[0] <= self.right + slack and
                self.top - slack <= point[1] <= self.bottom + slack)


@dataclasses.dataclass
class Wire:
    role: str
    title: str
    points: list  # of a Bézier spline: 3n + 1
    tip: tuple  # of its arrow; () if it has none
    look: tuple  # its line, "solid", "dashed" or "dotted"; is its tip hollow? is it crossed out?
    tail: Box = None  # in DOT
    head: Box = None


@dataclasses.dataclass
class Picture:
    title: str
    width: float
    height: float
    boxes: list
    wires: list

    def of_role(self, *roles):
        return [item for item in self.boxes + self.wires if item.role in roles]


def build(kb, out, *options, environment=None, status=0):
    """Returns what the build says, a line each, without its last line."""
    result = subprocess.run([DIELINE, "build", kb, "-o", out, *options], text=True, check=False,
                            stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    assert result.returncode == status, f"exit status {result.returncode}:\n{result.stderr[-2000:]}"
    return result.stderr.splitlines()


# --- SVG ---

def split_path(text):
    """Yields (command, numbers) of each command of a path, as svg.c writes them: absolute."""
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", text):
        yield command, [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", numbers)]


def arc_points(start, rx, ry, sweep, end):
    """Points along an arc of less than half an ellipse, or just half."""
    if rx == 0 or ry == 0:
        return [end]
    dx, dy = (start[0] - end[0]) / 2 / rx, (start[1] - end[1]) / 2 / ry
    share = max(0.0, 1 / max(dx * dx + dy * dy, 1e-9) - 1) ** 0.5 * (1 if sweep else -1)
    cx, cy = share * dy, -share * dx
    first = math.atan2(dy - cy, dx - cx)
    last = math.atan2(-dy - cy, -dx - cx)
    if sweep and last < first:
        last += 2 * math.pi
    elif not sweep and last > first:
        last -= 2 * math.pi
    x, y = (start[0] + end[0]) / 2 + cx * rx, (start[1] + end[1]) / 2 + cy * ry
    return [(x + rx * math.cos(first + (last - first) * i / 32),
             y + ry * math.sin(first + (last - first) * i / 32)) for i in range(33)]


def outline(path):
    """Points that span the path."""
    points = []
    for command, numbers in split_path(path):
        if command == "A":
            rx, ry, _, _, sweep, x, y = numbers
            points += arc_points(points[-1], rx, ry, sweep == 1, (x, y))
        else:
            points += zip(numbers[::2], numbers[1::2])
    return points


def spline(path):
    """The path's control points; a straight line has its ends twice."""
    (_, start), (command, rest) = split_path(path)
    start = tuple(start)
    points = list(zip(rest[::2], rest[1::2]))
    return [start, start, points[0], points[0]] if command == "L" else [start, *points]


LINES = {None: "solid", "5 3": "dashed", "1.5 3": "dotted", "7 3 1.5 3": "dash-dotted"}


def read_wire(group, paths):
    """The tip is what lies furthest from where the line ends; of a square one, the middle of its side."""
    points = spline(paths[0].get("d"))
    strikes = [path for path in paths if path.get("class") == "dl-strike"]
    tips = [path for path in paths[1:] if path not in strikes]
    end = points[-1]
    tip = ()
    if tips:
        corners = [tuple(numbers[-2:]) for _, numbers in split_path(tips[0].get("d")) if numbers]
        length = max(math.dist(end, corner) for corner in corners)
        far = {corner for corner in corners if math.dist(end, corner) > length - 0.02}
        tip = tuple(sum(values) / len(far) for values in zip(*far))
    look = (LINES[paths[0].get("stroke-dasharray")], any("dl-line" in path.get("class") for path in tips),
            bool(strikes))
    return Wire(role_of(group), own_title(group), points, tip, look)


def own_title(element):
    title = element.find(SVG + "title")
    return title.text or "" if title is not None else ""


def role_of(element):
    return next(name[3:] for name in element.get("class").split() if name.startswith("dl-") and
                name != "dl-text")


def read_text(element, title, href):
    x, y, size = (float(element.get(name)) for name in ("x", "y", "font-size"))
    return Box(role_of(element), (element.text or "",), title, x, y - size, x, y + size / 4,
               element.get("text-anchor", "start"), href)


def read_group(group, href):
    """A wire, a shape with or without text, or text with a title."""
    shapes = list(group.iter(SVG + "path"))
    paths = [path.get("d") for path in shapes]
    texts = list(group.iter(SVG + "text"))
    if not paths:
        box = read_text(texts[0], own_title(group), href)
        box.lines = tuple(text.text or "" for text in texts)
        box.bottom = read_text(texts[-1], "", href).bottom
        return box
    if "Z" not in paths[0]:
        return read_wire(group, shapes)
    xs, ys = zip(*outline(paths[0]))
    dates = group.get("data-earliest"), group.get("data-latest")
    return Box(role_of(group), tuple(text.text or "" for text in texts), own_title(group), min(xs),
               min(ys), max(xs), max(ys), "", href, dates if dates[0] else ())


def flat(elements):
    """What groups without a look hold, in their place."""
    for element in elements:
        if element.tag == SVG + "g" and element.get("class") == "dl-diagram":
            yield from flat(element)
        else:
            yield element


def parse_svg(root):
    picture = Picture(own_title(root), float(root.get("width")), 0, [], [])
    top = float(root.get("viewBox").split()[1])
    picture.height = float(root.get("height")) + top
    for element in flat(root):
        href = element.get("href", "")
        for item in element if element.tag == SVG + "a" else [element]:
            if item.tag == SVG + "g":
                found = read_group(item, href)
            elif item.tag == SVG + "text" and role_of(item) != "title":
                found = read_text(item, "", href)
            else:
                continue
            (picture.wires if isinstance(found, Wire) else picture.boxes).append(found)
    return picture


def read_svg(path):
    return parse_svg(xml.etree.ElementTree.parse(path).getroot())


# --- DOT ---

def unescape(text):
    """What Graphviz shows for a label: its escape sequences and character references undone."""
    text = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)
    return text.replace("&#45;", "-").replace("&amp;", "&")


def dot_points(text, height):
    """The spline and the tip of an edge's `pos`."""
    tip = ()
    points = []
    for word in text.split():
        is_tip = word.startswith("e,")
        x, y = word.removeprefix("e,").split(",")
        if is_tip:
            tip = (float(x), height - float(y))
        else:
            points.append((float(x), height - float(y)))
    return points, tip


def read_node(node, height):
    x, y = (float(number) for number in node["pos"].removesuffix("!").split(","))
    width, tall = float(node["width"]) * 72, float(node["height"]) * 72
    label = unescape(node["label"])
    return Box("", tuple(label.split("\n")) if label else (), unescape(node.get("tooltip", "")),
               x - width / 2, height - y - tall / 2, x + width / 2, height - y + tall / 2,
               name=node["name"])


def read_cluster(cluster, height):
    """A cluster's box and its label, which begins at a fixed distance from the left."""
    left, bottom, right, top = (float(number) for number in cluster["bb"].split(","))
    x, y = (float(number) for number in cluster["lp"].split(","))
    label, tooltip = unescape(cluster["label"]), unescape(cluster["tooltip"])
    whole = tooltip.split(" – ")[0] if label.endswith("…") else ""
    return [Box("", (), tooltip, left, height - top, right, height - bottom, name=cluster["name"]),
            Box("", (label,), whole, left + 10, height - y, 2 * x - left - 10, height - y)]


def read_dot(path):
    """As Graphviz's own parser reads it, without a layout; invisible nodes are no boxes."""
    result = subprocess.run(["dot", "-Tdot_json", path], check=True, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert result.stderr == "", f"dot says about {path}: {result.stderr}"
    graph = json.loads(result.stdout)
    _, _, width, height = (float(number) for number in re.split("[ ,]", graph["bb"]))
    nodes = {node["_gvid"]: node for node in graph.get("objects", []) if "nodes" not in node}
    boxes = {number: read_node(node, height) for number, node in nodes.items()}
    clusters = [item for item in graph.get("objects", []) if item["name"].startswith("cluster_")]
    for cluster in clusters:
        for number in cluster["nodes"]:
            boxes[number].cluster = unescape(cluster["tooltip"])
    wires = []
    for edge in graph.get("edges", []):
        points, tip = dot_points(edge["pos"], height)
        head = edge.get("arrowhead", "none")
        assert (head != "none") == (tip != ()), f"{path}: {edge}"
        look = (edge.get("style", "solid"), head.startswith("o"), head.endswith("tee"))
        wires.append(Wire("", unescape(edge.get("tooltip", "")), points, tip, look, boxes[edge["tail"]],
                          boxes[edge["head"]]))
    shown = [box for number, box in boxes.items() if nodes[number].get("style") != "invis"]
    shown += [box for cluster in clusters for box in read_cluster(cluster, height)]
    return Picture(unescape(graph["label"]), width, height, shown, wires)


# --- tables ---

class Page(html.parser.HTMLParser):
    """The tables of a page: rows of (text, address) cells, heads as the first row."""

    def __init__(self, text):
        super().__init__()
        self.tables = []
        self.cell = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ["", ""]
        elif tag == "a" and self.cell is not None:
            self.cell[1] = dict(attributes)["href"]

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(tuple(self.cell))
            self.cell = None


def read_html_table(path):
    """The table beside a page's picture; the picture, too."""
    text = path.read_text()
    svg = re.search(r'<svg [^>]*class="dl-diagram".*?</svg>', text, re.DOTALL)
    tables = Page(text.replace(svg[0], "") if svg else text).tables
    assert len(tables) == 1, f"{path}: {len(tables)} tables"
    picture = parse_svg(xml.etree.ElementTree.fromstring(svg[0])) if svg else None
    return tables[0], picture


def read_markdown_table(path):
    """The page's last table, its links' texts and addresses."""
    lines = [line for line in path.read_text().splitlines() if line.startswith("| ")]
    rows = []
    for line in lines:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if all(re.fullmatch("-+", cell) for cell in cells):
            continue
        rows.append([])
        for cell in cells:
            link = re.fullmatch(r"\[(.*)\]\((.*)\)", cell)
            text, address = link.groups() if link else (cell, "")
            text = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
            rows[-1].append((text, address))
    return rows


def read_pages(folder, name, extension, read):
    """The table of a diagram's page, and what of it stands on further pages; `read` gives that of one."""
    table = read(folder / f"diagrams/{name}.{extension}")
    number = 2
    while (page := folder / f"index/table.{name}-{number}.{extension}").exists():
        part = read(page)
        assert part[0] == table[0], f"{page}: other columns"
        table = table + part[1:]
        number += 1
    return table


def read_diagram(folder, name):
    """A diagram's table and picture (None: it stands not in the page), from a language's folder of the site."""
    _, picture = read_html_table(folder / f"diagrams/{name}.html")
    return read_pages(folder, name, "html", lambda path: read_html_table(path)[0]), picture


def read_markdown_diagram(folder, name):
    """The same table, of the Markdown pages."""
    return read_pages(folder, name, "md", read_markdown_table)


# --- knowledge bases ---

def write(folder, files):
    """Writes the files, texts by path."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def generate(folder, dice):
    """A base of `dice`'s choice: chips and systems that relate at random, never in a circle."""
    names = ["Chip {}", "芯片 {}", "A name that takes two lines {}", "<&\"'\\n> {}", "W" * 60 + "{}"]
    files = {"kb.yaml": "format: 1\nname: Generated\nlanguages: [en, zh]\nas_of: 2026\n",
             "sources/s.yaml": "name: S\ntitle: S\npublished: 2025\n"}

    def some(earlier, counts):
        return dice.sample(earlier, min(len(earlier), dice.choice(counts)))

    def firmness():
        """Some relations are said twice, and not alike."""
        return dice.choice(["actual"] * 6 + ["planned", "estimated", "reported", "rumoured", "cancelled"])

    def related(earlier):
        return ", ".join(f"{{value: {other}, status: {firmness()}}}" for other in some(earlier, [0, 0, 1, 2])
                         for _ in range(dice.choice([1, 1, 1, 2])))

    def parts(slot, earlier, counts):
        lines = [f"  - {{part: {part}, count: {dice.randint(1, 20)}, status: {firmness()}}}"
                 for part in some(earlier, counts)]
        return [f"{slot}:", *lines] if lines else []

    chips = [f"c{i}" for i in range(dice.randint(2, 60))]
    for i, chip in enumerate(chips):
        name = dice.choice(names).format(i).replace("'", "''")
        year = dice.randint(2015, 2030)
        date = f"{year}{dice.choice(['', '-05', '-Q2', '-07-09', '-H1'])}"
        lines = [f"name: '{name}'", "source: s",
                 *[f"generation: {dice.choice(['first', 'second', 'future'])}"] * dice.randint(0, 1),
                 f"successor_of: [{related(chips[:i])}]", f"builds_on: [{related(chips[:i])}]",
                 *parts("composed_of", chips[:i], [0, 0, 1, 3]),
                 f"milestones: [{{event: tape_out, date: {date}, status: planned}}]"]
        if dice.random() < 0.5:
            end = f"{year + dice.randint(1, 8)}{dice.choice(['', '-11', '-Q1', '-02-03'])}"
            lines[-1] = (lines[-1].replace("planned", "actual" if year < 2025 else "planned")[:-1] +
                         f", {{event: end_of_life, date: {end}, status: {'actual' if end < '2025' else 'planned'}}}]")
        files[f"chips/{chip}.yaml"] = "\n".join(line for line in lines if "[]" not in line) + "\n"
    systems = [f"y{i}" for i in range(dice.randint(1, 12))]
    for i, system in enumerate(systems):
        lines = [f"name: System {i}", "kind: server", "source: s",
                 *parts("integrates", systems[:i], [0, 1, 2, 3])]
        files[f"systems/{system}.yaml"] = "\n".join(lines) + "\n"
    for name, rest in {
            "times": "kind: timeline\nconnectors: true\nselect: {class: Chip}",
            "lines": "kind: lineage\nselect: {class: [Chip, System]}",
            "boxes": "kind: lineage\ncluster: generation\nselect: {class: [Chip, System]}",
            "lives": "kind: lineage\naxis: time\nselect: {class: [Chip, System]}",
            "years": "kind: lineage\nranked_by: year\nselect: {class: [Chip, System]}",
            "floor": f"kind: package\nchip: {chips[-1]}",
            "nest": "kind: topology\nshape: nesting\nselect: {class: System}"}.items():
        files[f"diagrams/{name}.yaml"] = f"title: {name}\n{rest}\n"
    write(folder, files)


# --- tests ---

@contextlib.contextmanager
def inside(folder):
    """Makes the folder the current one."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)



def run(*checks):
    """Runs the checks, each a function; the first that fails ends the test."""
    for check in checks:
        try:
            check()
        except AssertionError as error:
            sys.exit(f"{check.__name__}: {error}")
