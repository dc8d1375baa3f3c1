"""The entries of a generated knowledge base, in one language, as a site for Hugo: the same facts on
the same pages. Front matter is the entry as it is written, so that both read as much; links in prose
are made ready, and there are no pictures, no reports and no other formats, which Hugo does not have.
"""
import pathlib
import re
import shutil

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = {"process": "process-nodes", "memory": "memories", "software": "software", "packaging": "packaging"}


def page_of(match):
    name = match[1]
    kind = name.rsplit("-", 1)[0]
    return f"](/{FOLDERS.get(kind, kind + 's')}/{name}/)"


def split_entry(text):
    """The entry without its body, and that as Markdown."""
    lines = text.splitlines(keepends=True)
    if "body:\n" not in lines:
        return text, ""
    first = lines.index("body:\n")
    after = first + 1
    while after < len(lines) and lines[after][0] in " \n":
        after += 1
    body = "".join(line.removeprefix("    ") for line in lines[first + 2:after])
    return "".join(lines[:first] + lines[after:]), re.sub(r"\]\(([a-z]+-\d+)\)", page_of, body)


def title_of(entry, name):
    match = re.search(r'^name: \{en: "(.*)"\}$', entry, re.MULTILINE)
    return match[1] if match else name


def write(kb, folder):
    shutil.copytree(HERE / "hugo", folder)
    for path in kb.rglob("*.yaml"):
        section = path.relative_to(kb).parts[0]
        if section in ("kb.yaml", "diagrams"):
            continue
        entry, body = split_entry(path.read_text(encoding="utf-8"))
        target = folder / "content" / section / f"{path.stem}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"  {line}\n" for line in entry.splitlines())
        target.write_text(f'---\ntitle: "{title_of(entry, path.stem)}"\nentry:\n{lines}---\n{body}', encoding="utf-8")
