"""What a build left, read back: JSON, CSV, SQLite, pages as trees, Markdown as lines.

Nothing here knows what must be equal; outputs_data.py and outputs_pages.py do.
"""
import csv
import functools
import html.parser
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIELINE = pathlib.Path(os.environ.get("DIELINE", ROOT / "build/dev/dieline")).resolve()
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def same(found, wanted, what):
    """Two lists (or mappings) of one length with the same items, in the same order."""
    if isinstance(wanted, dict):
        found, wanted = sorted(found.items(), key=repr), sorted(wanted.items(), key=repr)
    for a, b in zip(found, wanted):
        assert a == b, f"{what}: {a}\ninstead of {b}"
    more, there = (found, "more") if len(found) > len(wanted) else (wanted, "fewer")
    assert len(found) == len(wanted), \
        f"{what}: {there} than wanted: {more[min(len(found), len(wanted))]}"


def same_set(found, wanted, what):
    """The same items, in any order, each as often."""
    same(sorted(found, key=repr), sorted(wanted, key=repr), what)


class Element:
    """An element of a page: its attributes, and elements and texts within."""

    def __init__(self, tag, attributes):
        self.tag = tag
        self.attributes = attributes
        self.children = []

    def __getitem__(self, name):
        return self.attributes.get(name) or ""

    def has_class(self, name):
        return name in self["class"].split()

    def every(self, *tags, of_class=None):
        """All elements within, in order, of one of the tags (none: any)."""
        for child in self.children:
            if isinstance(child, Element):
                if (not tags or child.tag in tags) and (not of_class or child.has_class(of_class)):
                    yield child
                yield from child.every(*tags, of_class=of_class)

    def one(self, *tags, of_class=None):
        return next(self.every(*tags, of_class=of_class), None)

    def text(self, without=(), between=""):
        """All text within, but in elements of one of the classes."""
        return between.join(child if isinstance(child, str) else child.text(without, between)
                            for child in self.children
                            if isinstance(child, str) or not any(map(child.has_class, without)))


class Parser(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open = [Element("", {})]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop().tag == tag, f"</{tag}> ends nothing"

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read_csv(path):
    """Rows as mappings; strict RFC 4180: every line ends with CRLF, every row has all cells."""
    data = path.read_bytes()
    assert data.endswith(b"\r\n") and not data.startswith(b"\xef\xbb\xbf"), path
    rows = list(csv.reader(data.decode().splitlines(keepends=True), strict=True))
    head = rows[0]
    assert len(set(head)) == len(head), f"{path}: two columns of one name"
    for row in rows:
        assert len(row) == len(head), f"{path}: {row}"
    return [dict(zip(head, row)) for row in rows[1:]]


def tell(command, kb):
    """What a command says about the base, as JSON."""
    done = subprocess.run([DIELINE, *command, "-C", kb], text=True, check=False,
                          capture_output=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or done.stderr)


class Output:
    """What is written of a knowledge base, in a folder."""

    def __init__(self, kb, folder):
        self.kb_folder = kb
        self.folder = folder
        self.languages = self.kb["languages"]

    @functools.cached_property
    def kb(self):
        return json.loads((self.folder / "data/kb.json").read_text())

    @functools.cached_property
    def classes(self):
        return sorted({entry["class"] for entry in self.kb["entries"]})

    @functools.cached_property
    def report(self):
        return tell(["report", "--json"], self.kb_folder)

    @functools.cached_property
    def messages(self):
        return tell(["check", "--diagnostics=json"], self.kb_folder)

    @functools.cache
    def table(self, name):
        return read_csv(self.folder / f"data/{name}.csv")

    @functools.cached_property
    def database(self):
        path = self.folder / "data/kb.sqlite"
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        database.row_factory = sqlite3.Row
        return database

    def select(self, sql):
        return self.database.execute(sql).fetchall()

    @functools.cached_property
    def references(self):
        """(entry, slot, target) of all claims that refer to an entry."""
        return {tuple(row) for row in self.select(
            "SELECT entry, slot, value FROM claims WHERE kind = 'reference' AND value IS NOT NULL")}

    @functools.cache
    def page(self, language, path):
        """The page's main element, without its drawings."""
        text = (self.folder / f"site/{language}/{path}.html").read_text()
        text = re.sub("<svg .*?</svg>|<script.*?</script>", "", text, flags=re.DOTALL)
        # With zeros filled in, which HTML greys: as stated, which is what Markdown has ("at least" is
        # said in words).
        text = re.sub('<data value="((?:[<>=~]|&[lg]t;| )*)([^"]*)"[^>]*>([^<0-9]*)[^<]*'
                      '<span class="filled">[^<]*</span>[^<]*',
                      '<data value="\\1\\2">\\3\\2', text)
        return Parser(text).open[0].one("main")

    def parts(self, language, path):
        """The main elements of a list's pages, from the first one on."""
        while path:
            yield self.page(language, path)
            text = (self.folder / f"site/{language}/{path}.html").read_text()
            following = re.search('<link rel="next" href="(?:\\.\\./)*(.*?)\\.html">', text)
            path = following[1] if following else None

    def picture(self, language, path):
        """The page's drawing; None: it has none."""
        text = (self.folder / f"site/{language}/{path}.html").read_text()
        svg = re.search('<svg [^>]*class="dl-diagram".*?</svg>', text, re.DOTALL)
        return Parser(svg[0]).open[0] if svg else None

    def drawn(self, language, path):
        """Paths of the pages that the page's drawings lead to."""
        text = (self.folder / f"site/{language}/{path}.html").read_text()
        links = re.findall('href="([^"#]+)', "".join(re.findall("<svg .*?</svg>", text, re.DOTALL)))
        return {re.sub(r"^(\.\./)*", "", link).removesuffix(".html") for link in links}

    def paths(self, language):
        """Of all pages: "index", "chips/br106", ...; that of searches says nothing by itself."""
        root = self.folder / "site" / language
        found = (str(path.relative_to(root))[:-5] for path in root.rglob("*.html"))
        return sorted(path for path in found if path != "search")

    def markdown(self, language, path):
        return (self.folder / f"markdown/{language}/{path}.md").read_text()

    @functools.cached_property
    def entry_paths(self):
        """Where each entry's page is, by its id."""
        folders = {entry["id"]: pathlib.Path(entry["file"]).parts[0] for entry in self.kb["entries"]}
        return {name: f"{folder}/{name}" for name, folder in folders.items()}


def build(kb, folder):
    subprocess.run([DIELINE, "build", kb, "-q", "-o", folder], check=True,
                   stderr=subprocess.DEVNULL)
    return Output(kb, folder)


def changed_copy(output, scratch, path, change):
    """The same output, but that one file's bytes are others."""
    folder = scratch / "changed"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(output.folder, folder, copy_function=os.link)
    data = (folder / path).read_bytes()
    (folder / path).unlink()
    (folder / path).write_bytes(data)
    change(folder / path)
    return Output(output.kb_folder, folder)
