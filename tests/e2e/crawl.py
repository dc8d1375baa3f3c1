"""Follows every link from a folder's first page, as a reader would: crawl(folder, first) returns the
files that are reached, and the links that lead to nothing. Fragments must be ids of what they lead to.
Pages, pictures and Markdown are read; addresses with a scheme are nobody's here."""
import html
import html.parser
import pathlib
import re
import urllib.parse

LINK = re.compile(r"\]\(<?([^()\s<>]+)>?\)")
ANCHOR = re.compile(r'<a id="([^"]+)">')
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


class Page(html.parser.HTMLParser):
    """Links and ids of HTML and SVG."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(values["id"])
        for name in ("href", "src"):
            if values.get(name):
                self.links.append(values[name])
        if values.get("http-equiv") == "refresh" and "url=" in values["content"]:
            self.links.append(values["content"].split("url=", 1)[1])


class Markdown:
    def __init__(self, text):
        self.links = [html.unescape(link) for link in LINK.findall(text)]
        self.ids = set(ANCHOR.findall(text)) | {
            re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
            for heading in HEADING.findall(text)}


def read(path):
    if path.suffix in (".html", ".svg"):
        return Page(path.read_text(encoding="utf-8"))
    if path.suffix == ".md" or path.name == "llms.txt":
        return Markdown(path.read_text(encoding="utf-8"))
    return None


def crawl(folder, first, root="/"):
    """`root` is the path at which a server has the folder; links that begin with it lead there."""
    folder = pathlib.Path(folder).resolve()
    start = (folder / first).resolve()
    pages, dead, waiting = {}, [], [start]
    wanted = []  # (from, link, to, fragment)
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        pages[path] = page = read(path)
        for link in page.links if page else ():
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            name = urllib.parse.unquote(parts.path)
            if name.startswith(root):
                to = folder / name[len(root):]
            else:
                to = path.parent / name if name else path
            to = pathlib.Path(to).resolve()
            if to.is_dir():
                to = to / "index.html"
            if not to.is_file() or folder not in to.parents:
                dead.append(f"{path.relative_to(folder)}: {link}")
                continue
            wanted.append((path, link, to, urllib.parse.unquote(parts.fragment)))
            waiting.append(to)
    for path, link, to, fragment in wanted:
        if fragment and pages[to] and fragment not in pages[to].ids:
            dead.append(f"{path.relative_to(folder)}: {link}")
    return {str(path.relative_to(folder)) for path in pages}, sorted(set(dead))


def all_files(folder):
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
