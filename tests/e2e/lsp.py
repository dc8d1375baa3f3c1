"""What tests/e2e/lsp does with a language server: see there. Usage: lsp.py DIELINE [TEST...]

All but the tests of the protocol itself talk to one server, and leave its texts as they were.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from lsp_client import Client, ServerError, Text

DIELINE = sys.argv[1]
KB = Path("kb").absolute()
CHIP = KB / "chips/br100.yaml"
SEVERITIES = {"error": 1, "warning": 2}


def check(fact, *text):
    if not fact:
        raise AssertionError(" ".join(map(str, text)))


def equal(got, wanted, about=""):
    check(got == wanted, f"{about}\n  got    {got!r}\n  wanted {wanted!r}")


# --- what `check` says ---

def code_point_place(text, line, column):
    """The offset of a place as people count."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[:line - 1])) + column - 1


def messages_of_check(kb):
    """File -> sorted (slug, severity, text that is underlined), as Client.said() has it."""
    result = subprocess.run([DIELINE, "check", "--diagnostics=json", str(kb)], capture_output=True, check=False)
    found = {}
    for d in json.loads(result.stdout):
        if d["accepted"] is not None:
            continue
        path = Path(d["file"]).absolute() if d["file"] else kb / "kb.yaml"
        underlined = ""
        if d["line"] is not None:
            text = path.read_bytes().decode().removeprefix("\ufeff")
            underlined = text[code_point_place(text, d["line"], d["column"]):
                              code_point_place(text, d["end_line"], d["end_column"])]
        found.setdefault(path, []).append((d["slug"], SEVERITIES[d["severity"]], underlined))
    return {path: sorted(all_of) for path, all_of in found.items()}


def shown(client):
    return {path: client.said(path) for path, said in client.diagnostics.items() if said}


def find(text, part, at_end=False):
    offset = text.index(part)
    return offset + len(part) if at_end else offset


# --- the protocol ---

def test_initialize(_):
    for offered, agreed in ((("utf-8",), "utf-8"), (("utf-32",), "utf-16"), ((), "utf-16")):
        with Client(DIELINE, KB, encodings=offered) as client:
            equal(client.unit, agreed)
            equal(client.capabilities["textDocumentSync"], {"openClose": True, "change": 2})


def test_order(_):
    client = Client(DIELINE, None, initialize=False)
    for method, code in (("workspace/symbol", -32002), ("initialize", None), ("initialize", -32600),
                         ("no/such", -32601), ("shutdown", None), ("workspace/symbol", -32600)):
        try:
            client.ask(method, {"capabilities": {}} if method == "initialize" else None)
            equal(None, code, method)
        except ServerError as error:
            equal(error.code, code, method)
    client.tell("exit")
    equal(client.wait(), 0)


def test_impolite_ends(_):
    client = Client(DIELINE, KB)
    client.tell("exit")
    equal(client.wait(), 1, "exit without shutdown")
    client = Client(DIELINE, KB)
    client.process.stdin.close()
    equal(client.wait(), 1, "the editor has gone")
    client = Client(DIELINE, KB)
    client.send_bytes(b"", b"hello\n\n")
    equal(client.wait(), 1, "no header")
    check("Content-Length" in client.stderr.read_text(), client.stderr.read_text())


def test_no_base(_):
    """Where there is no knowledge base, everything is answered, with nothing; until one is opened."""
    Path("empty").mkdir()
    path = Path("empty/a.yaml").absolute()
    with Client(DIELINE, path.parent) as client:
        client.open(path, "name: x\nid: y\n")
        for method in ("completion", "hover", "definition", "references", "documentSymbol", "prepareRename"):
            check(client.ask(f"textDocument/{method}", client.at(path, 3)) in (None, []), method)
        equal(client.ask("workspace/symbol", {"query": ""}), [])
        client.open(CHIP)
        client.settle()
        check(client.ask("workspace/symbol", {"query": "BR100"}), "found by the file that was opened")
    with Client(DIELINE, Path("nowhere").absolute(), "-C", "nowhere") as client:
        client.settle()
        check(any(said for said in client.diagnostics.values()), "a folder that is not there")


def test_open_at_once(_):
    """What is wrong with an open file by itself is said long before everything is compiled."""
    large = Path("large").absolute()
    shutil.copytree(KB, large)
    many = "---\n".join(f"id: org-{i}\nname: Organization {i}\nkind: company\n" for i in range(3000))
    (large / "organizations/many.yaml").write_text(many)
    path = large / "chips/br100.yaml"
    with Client(DIELINE, large) as client:
        text = path.read_text(encoding="utf-8")
        client.open(path, f"{text}nonsense: 1\nsuccessor_of: nobody\n")
        while not client.diagnostics.get(path):
            client.receive()
        equal([d["code"] for d in client.diagnostics[path]], ["entry.unknown-slot"])
        client.settle()
        equal(sorted(d["code"] for d in client.diagnostics[path] if d["severity"] == 1),
              ["entry.unknown-slot", "ref.unknown"])
    shutil.rmtree(large)


def test_bad_messages(client):
    deep = b'{"id":1,"x":' + b"[" * 100 + b"]" * 100 + b"}"
    for body in (b"{", b"\xff", b"[" * 100000, b'/* " */' + b"[" * 100000, deep, b""):
        client.send_bytes(body)
        equal(client.receive()["error"]["code"], -32700, body[:20])
    for body in (b"[]", b"1"):
        client.send_bytes(body)
        equal(client.receive()["error"]["code"], -32600, body)
    for body in (b"{}", b'{"method":1}', b'{"method":"textDocument/didOpen"}',
                 b'{"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"}}}',
                 b'{"method":"textDocument/didOpen","params":{"textDocument":{"uri":7,"text":"x"}}}',
                 b'{"method":"$/cancelRequest","params":{"id":77}}', b'{"id":5,"result":null}'):
        client.send_bytes(body)
    client.settle()


def test_headers(client):
    body = b'{"id":"a","method":"no/such"}'
    for header in (b"content-LENGTH: %d\n\n", b"Content-Type: x\r\nContent-Length:%d\r\n\r\n",
                   b"Content-Length: %d \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"):
        client.send_bytes(body, header % len(body))
        equal(client.receive()["id"], "a")
    client.send_bytes(b"x" * (16 * 1024 * 1024 + 1))
    client.settle()


def test_cancel(client):
    """Both are there before the first is read: so the second is never asked."""
    def message(content):
        body = json.dumps(content).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body
    client.process.stdin.write(
        message({"id": 900, "method": "workspace/symbol", "params": {"query": ""}}) +
        message({"method": "$/cancelRequest", "params": {"id": 900}}))
    client.process.stdin.flush()
    try:
        client.end(900)
        raise AssertionError("answered all the same")
    except ServerError as error:
        equal(error.code, -32800)


def rest_comes(process):
    """Does the server do nothing, before long?"""
    def used():
        return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0])
                   for task in Path("/proc", str(process.pid), "task").iterdir())
    before = None
    for _ in range(200):
        now = used()
        if now == before:
            return True
        before = now
        time.sleep(0.1)
    return False


def test_not_read(client):
    """Whoever asks and does not read is waited for, without a turn of the wheel."""
    size = len(json.dumps(client.ask("workspace/symbol", {"query": ""})))
    asked = [client.begin("workspace/symbol", {"query": ""}) for _ in range(9 * 1024 * 1024 // size)]
    check(rest_comes(client.process), "answers that nobody reads")
    asked.append(client.begin("workspace/symbol", {"query": ""}))
    check(rest_comes(client.process), "a question behind them")
    equal([len(client.end(number)) for number in asked[1:]], [len(client.end(asked[0]))] * (len(asked) - 1))


# --- what is wrong ---

def test_same_as_check(client):
    equal(shown(client), messages_of_check(KB))


def test_typed(client):
    text = client.open(CHIP).text
    before = shown(client)
    at = find(text, "maker: biren", at_end=True)
    client.edit(CHIP, at, at, "x")
    client.settle()
    check(("ref.unknown", 1, "birenx") in client.said(CHIP), client.said(CHIP))
    message = next(d for d in client.diagnostics[CHIP] if d["code"] == "ref.unknown")
    check("\n" in message["message"] and message["source"] == "dieline", message)
    client.edit(CHIP, at, at + 1, "")
    client.settle()
    equal(shown(client), before)
    client.close(CHIP)


def test_other_files(client):
    """What is called otherwise is missed where it is referred to."""
    maker = KB / "organizations/biren.yaml"
    text = client.open(maker).text
    client.settle()
    before = shown(client)
    client.set(maker, "id: biren-two\n" + text)
    client.settle()
    check(("ref.unknown", 1, "biren") in client.said(CHIP), client.said(CHIP))
    client.close(maker)
    client.settle()
    equal(shown(client), before)


def test_related(client):
    other = KB / "chips/another.yaml"
    client.open(other, "id: br100\nname: Another\nmaker: biren\n")
    client.settle()
    related = [note for d in client.diagnostics[other] + client.diagnostics.get(CHIP, [])
               if d["code"] == "entry.duplicate-id" for note in d["relatedInformation"]]
    check(related and related[0]["location"]["uri"].startswith("file:///"), client.diagnostics[other])
    client.close(other)
    client.settle()
    check(not client.diagnostics.get(other), "an unsaved text that was closed")


def test_not_yaml(client):
    text = client.open(CHIP).text
    for broken in ("", "a: [", "\x00\x01", "- a\n", "name: 'x", "\ufeff" + text, text.replace("\n", "\r\n")):
        client.set(CHIP, broken)
        client.settle()
    equal(client.said(CHIP), messages_of_check(KB).get(CHIP, []), "line ends of Windows")
    client.close(CHIP)
    client.settle()


def test_settings(client):
    settings = KB / "kb.yaml"
    text = client.open(settings).text
    client.settle()
    before = shown(client)
    client.set(settings, text + "nonsense: true\n")
    client.settle()
    check(any(slug.startswith("kb.") for slug, _, _ in client.said(settings)), client.said(settings))
    client.set(settings, text)
    client.settle()
    equal(shown(client), before)
    client.close(settings)


def test_files_change(client):
    """Others write files, too: that is heard of without a word of the editor's."""
    new = KB / "chips/new.yaml"
    new.write_text("name: New\nmaker: nobody\n", encoding="utf-8")
    while not client.diagnostics.get(new):
        check(client.receive() is not None, "the server has gone")
    new.unlink()
    while client.diagnostics.get(new):
        check(client.receive() is not None, "the server has gone")


def test_units(_):
    """Chinese counts one, what is beyond the BMP two, in UTF-16; in UTF-8 they have three bytes, and four."""
    text = "name: {en: X, zh: 芯片𠀀}  # 𠀀\nsummary: {en: 𠀀芯, nope: y}\nmaker: biren\n"
    new = KB / "chips/units.yaml"
    for encodings in (("utf-8",), ()):
        with Client(DIELINE, KB, encodings=encodings) as client:
            client.open(new, text)
            client.settle()
            check(any(part == "nope" for _, _, part in client.said(new)), client.said(new))
            at = text.index("nope")
            client.edit(new, text.index("芯片𠀀"), text.index("芯片𠀀") + 3, "𠀀𠀀")
            client.edit(new, at - 1, at + 3, "zh")
            equal(client.texts[new].text.count("zh: y"), 1)
            client.settle()
            check(all(part != "nope" for _, _, part in client.said(new)), client.said(new))


# --- what can be typed ---

SCRATCH = KB / "chips/typed.yaml"


def place(client, marked, path=SCRATCH):
    """Opens a text with the cursor at its "¦"; returns what a question about it says of the place."""
    offset = marked.index("¦")
    text = marked.replace("¦", "")
    if path in client.texts:
        client.set(path, text)
    else:
        client.open(path, text)
    return client.at(path, offset)


def completed(client, marked, path=SCRATCH):
    """Label -> (detail, what becomes of the text), in the order in which they are shown."""
    answer = client.ask("textDocument/completion", place(client, marked, path))
    items = sorted(answer["items"], key=lambda item: item["sortText"])
    check(len(items) <= 500, len(items))
    return {item["label"]: (item.get("detail"), client.texts[path].apply([item["textEdit"]])) for item in items}


def test_complete_slots(client):
    slots = completed(client, "maker: biren\n¦\ntdp: 1 W\n")
    equal(next(iter(slots)), "name", "what is required comes first")
    check("maker" not in slots and "tdp" not in slots, "what is there already")
    equal(slots["memory_bandwidth"], ("quantity in GB/s", "maker: biren\nmemory_bandwidth: \ntdp: 1 W\n"))
    listed = subprocess.run([DIELINE, "slots", "Chip"], capture_output=True, text=True, check=True).stdout
    names = [line.split("\t")[0] for line in listed.splitlines()]
    names = [name for name in names if name not in ("name", "maker", "tdp")]
    equal([name for name in slots if name != "name"], names, "in the schema's order")
    equal(list(completed(client, "na¦"))[0], "name")
    check("maker" in completed(client, "厂商¦") or "maker" in completed(client, "厂¦"), "by its title")
    answer = client.ask("textDocument/completion", place(client, "¦"))
    item = next(item for item in answer["items"] if item["label"] == "process")
    check("**" in item["documentation"]["value"], item)
    equal(completed(client, "t¦dp: 3 W\n")["tdp"][1], "tdp: 3 W\n", "its colon is there")


def test_complete_objects(client):
    first = "milestones:\n  - {event: tape_out, ¦}\n"
    slots = completed(client, first)
    names = list(slots)
    check(names.index("date") < names.index("note") < names.index("name"), names)
    check("event" not in slots and "subject" not in slots and "source" in slots, list(slots))
    events = completed(client, "milestones:\n  - event:¦\n")
    listed = subprocess.run([DIELINE, "events"], capture_output=True, text=True, check=True).stdout
    equal(list(events), [line.split("\t")[0] for line in listed.splitlines()])
    equal(events["tape_out"][1], "milestones:\n  - event: tape_out\n", "with a space")
    equal(list(completed(client, "milestones:\n  - ev¦\n    date: 2021\n"))[0], "event")


def test_complete_claims(client):
    keys = completed(client, "tdp: {value: 3 W, ¦}\n")
    page = (Path(__file__).parents[2] / "docs/reference/claims.md").read_text(encoding="utf-8")
    equal(set(keys) | {"value"}, {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")})
    equal(keys["status"][1], "tdp: {value: 3 W, status: }\n")
    check("value" in completed(client, "tdp:\n  ¦\nname: X\n"))
    check("planned" in completed(client, "tdp: {value: 3 W, status: ¦}\n"))
    check("preferred" in completed(client, "tdp: {value: 3 W, rank: ¦}\n"))
    check("boost" in completed(client, "tdp: {value: 3 W, for: [¦]}\n"))
    check("claim.conflict" in completed(client, "tdp: {value: 3 W, accept: [conf¦]}\n"))
    check({"maker", "measured", "biren"} <= set(completed(client, "tdp: {value: 3 W, by: ¦}\n")))
    sources = completed(client, "tdp:\n  value: 3 W\n  source: te¦\n")
    check("temis" in sources and "biren" not in sources, list(sources))
    equal(list(completed(client, "tdp: {value: 3 W, withdrawn: {¦}}\n")), ["by", "reason"])
    equal(list(completed(client, "summary: {en: x, ¦}\n")), ["zh"])
    check("draft" in completed(client, "¦") and list(completed(client, "draft: ¦")) == ["true", "false"])


def test_complete_ids(client):
    """By id, and by a name in any language."""
    found = completed(client, "maker: 壁仞¦\n")
    check("biren" in found, list(found))
    equal(found["biren"][1], "maker: biren\n")
    check("biren" in completed(client, "maker: bir¦\n"))
    check("br100" not in completed(client, "maker: ¦\n"), "only of the slot's class")
    found = completed(client, "successor_of: [br100, BR1¦]\n")
    check("br106" in found and "biren" not in found, list(found))


def test_complete_units(client):
    units = completed(client, "memory_bandwidth: 64¦\n")
    equal(next(iter(units)), "GB/s")
    units = completed(client, "memory_bandwidth: 64 G¦\n")
    equal(units["GB/s"][1], "memory_bandwidth: 64 GB/s\n")
    check("W" not in units, list(units))
    equal(completed(client, "memory_bandwidth: ¦\n"), {}, "no number yet")


def test_complete_dates(client):
    dates = completed(client, "milestones:\n  - {event: tape_out, date: 2027¦}\n")
    check({"2027", "2027-Q3", "2027-H1", "2027-11", "2027~", "../2027", "2027/.."} <= set(dates), list(dates))
    equal(dates["2027-Q3"], ("Q3 2027", "milestones:\n  - {event: tape_out, date: 2027-Q3}\n"))


def test_complete_nothing(client):
    for marked in ("# ma¦", "summary: >-\n  te¦\n", "name: ¦", "nonsense: ¦"):
        equal(completed(client, marked), {}, marked)
    for path in (KB / "kb.yaml", KB / "elsewhere.md", Path("/nowhere.yaml")):
        client.open(path, "x: ")
        equal(client.ask("textDocument/completion", client.at(path, 3)), None, path)
        client.close(path)
    client.close(SCRATCH)
    client.settle()


# --- what it means, and where it is ---

def hovered(client, marked, path=SCRATCH):
    answer = client.ask("textDocument/hover", place(client, marked, path))
    if answer is None:
        return None
    return answer["contents"]["value"], client.texts[path].part(answer["range"])


def test_hover(client):
    told, part = hovered(client, "memory_band¦width: 64 GB/s\n")
    equal(part, "memory_bandwidth")
    check(told.startswith("**") and "quantity in GB/s" in told and "\n\n" in told, told)
    told, part = hovered(client, "maker: bi¦ren\n")
    equal(part, "biren")
    check("Biren" in told and "\n\n" in told, told)
    told, part = hovered(client, "memory_bandwidth: 20¦00 GB/s # x\n")
    equal(part, "2000 GB/s")
    check("2,000 GB/s" in told and "2 TB/s" in told, told)
    check("0.5..1 TB/s" in hovered(client, "memory_bandwidth: 500..10¦00 GB/s\n")[0])
    told, _ = hovered(client, "milestones: [{event: tape_out, date: 20¦23-01}]\n")
    check("Jan 2023" in told and "2023-01-01 … 2023-01-31" in told, told)
    told, _ = hovered(client, "milestones: [{event: tape¦_out, date: 2023}]\n")
    check(told.lower().startswith("**tape"), told)
    told, _ = hovered(client, "source: toms¦22\n")
    check("http" in told and "20" in told, told)
    told, _ = hovered(client, "tdp: {value: 3 W, sta¦tus: planned}\n")
    check(told.startswith("**status**"), told)
    told, part = hovered(client, "body:\n  en: |-\n    See [it](br1¦00#milestones).\n")
    check("BR100" in told and part == "br100", told, part)
    for marked in ("# ma¦ker", "¦"):
        equal(hovered(client, marked), None, marked)
    client.set(SCRATCH, "name: something else\n")
    client.settle()
    told, part = hovered(client, "name: some¦thing else\n")
    equal(part, "something else")
    check("something else" in told and "Chip" in told, told)
    client.set(SCRATCH, "maker: nobody\nname: X\n")
    client.settle()
    told, _ = hovered(client, "maker: no¦body\nname: X\n")
    check("ref.unknown" in told, told)
    client.close(SCRATCH)
    client.settle()


def test_file_keys(client):
    """Settings, diagrams and decks: which keys there are, and what they mean."""
    drawn = KB / "diagrams/drawn.yaml"
    told, part = hovered(client, "kind: timeline\nti¦tle: X\nlanes: maker\n", drawn)
    check(part == "title" and told.startswith("**title**") and "heading" in told, told)
    equal(hovered(client, "kind: package\nla¦nes: maker\n", drawn), None, "no key of a package")
    check("lanes" in completed(client, "kind: timeline\n¦\ntitle: X\n", drawn))
    keys = completed(client, "kind: chart\n¦\ntitle: X\n", drawn)
    check("shape_by" in keys and "lanes" not in keys and "title" not in keys, list(keys))
    equal(list(completed(client, "kind: chart\nselect: {¦}\n", drawn)), ["class", "where", "ids", "sql"])
    equal(list(completed(client, "kind: chart\nx:\n  slot: tdp\n  li¦\n", drawn)), ["lines"])
    equal(list(completed(client, "kind: chart\ny: {slot: tdp, lines: [{¦}]}\n", drawn)), ["at", "title"])
    equal(client.ask("textDocument/completion", place(client, "kind: ¦\n", drawn)), None)
    client.close(drawn)
    settings = KB / "kb.yaml"
    text = settings.read_text(encoding="utf-8")
    check("base_url" in completed(client, text + "¦\n", settings))
    check("BCP" in hovered(client, text.replace("languages:", "lan¦guages:"), settings)[0])
    equal(list(completed(client, text + "accept:\n  - ¦\n", settings)), ["slug", "in", "note"])
    client.close(settings)
    client.settle()


def test_same_meaning(client):
    """What is proposed means what hovering says it means, and no mark of users' text is read as one."""
    for typed, whole in (("tdp: {value: 3 W, sta¦}\n", "tdp: {value: 3 W, sta¦tus: planned}\n"), ("t¦", "t¦dp: 1 W\n"),
                         ("milestones: [{event: tape_¦}]\n", "milestones: [{event: tape_¦out}]\n")):
        told, label = hovered(client, whole)
        answer = client.ask("textDocument/completion", place(client, typed))
        meaning = next(item for item in answer["items"] if item["label"] == label)["documentation"]["value"]
        check(meaning.split("**. ")[-1] in told, meaning, told)
    client.set(SCRATCH, "name: Typed\nmaker: biren\nsummary: 1. a &lt; b, www.example.com ![c](d)\n")
    client.settle()
    told, _ = hovered(client, "name: Ty¦ped\nmaker: biren\n")
    check(told.endswith("\n\n1\\. a &amp;lt; b, www\\.example.com \\!\\[c\\](d)"), told)
    client.close(SCRATCH)
    client.settle()


def spots(client, answer):
    """(path within the knowledge base, text there) of locations."""
    found = []
    for location in answer:
        path = Path(location["uri"].removeprefix("file://"))
        text = client.texts.get(path) or Text(path.read_bytes().decode(), client.unit)
        found.append((str(path.relative_to(KB)), text.part(location["range"])))
    return found


def defined(client, marked, path=SCRATCH):
    answer = client.ask("textDocument/definition", place(client, marked, path))
    return answer and spots(client, [answer])[0][0]


def test_definition(client):
    equal(defined(client, "maker: bi¦ren\n"), "organizations/biren.yaml")
    equal(defined(client, "tdp: {value: 3 W, source: [temis¦]}\n"), "sources/temis.yaml")
    equal(defined(client, "body:\n  en: |-\n    See [it](br1¦00#milestones).\n"), "chips/br100.yaml")
    equal(defined(client, "maker: nob¦ody\n"), None)
    equal(defined(client, "ma¦ker: biren\n"), None, "the default schema lies nowhere")
    client.close(SCRATCH)
    picture = KB / "diagrams/typed.yaml"
    equal(defined(client, "kind: package\nchip: br1¦00\n", picture), "chips/br100.yaml")
    client.close(picture)


def grep(name):
    """Where a reference to an id may stand, by its looks."""
    word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
    found = set()
    for path in KB.rglob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(rf"(maker|value|source|by|part|chip|architecture|builds_on|successor_of):.*{word.pattern}", line):
                found.add(str(path.relative_to(KB)))
    return found


def test_references(client):
    text = client.open(CHIP).text
    for name in ("br100-tile", "hbm2e", "bi-liren"):
        at = find(text, name)
        answer = client.ask("textDocument/references", {**client.at(CHIP, at), "context": {"includeDeclaration": False}})
        found = spots(client, answer)
        check(all(part == name for _, part in found), found)
        check({path for path, _ in found} >= grep(name) - {f"chips/{name}.yaml"}, found, grep(name))
        declared = client.ask("textDocument/references", {**client.at(CHIP, at), "context": {"includeDeclaration": True}})
        equal(len(declared), len(answer) + 1)
    own = client.ask("textDocument/references", client.at(CHIP, find(text, "BR100")))
    check(spots(client, own), "references to the entry itself, from its name")
    client.close(CHIP)


def test_references_to_values(client):
    """What a value comes from, and what comes of it."""
    tile, whole = KB / "chips/typed-tile.yaml", KB / "chips/typed-whole.yaml"
    client.open(tile, "name: Tile\nmaker: biren\ntransistors: 5e9\nsource: temis\n")
    client.open(whole, "name: Whole\nmaker: biren\ncomposed_of:\n  - {part: typed-tile, count: 2}\n"
                       "transistors: {value: 10e9, by: maker}\nsource: temis\n")
    answer = client.ask("textDocument/references", client.at(whole, find(client.texts[whole].text, "transistors")))
    found = spots(client, answer)
    check(("chips/typed-whole.yaml", "{value: 10e9, by: maker}") in found, found)
    answer = client.ask("textDocument/references", client.at(tile, find(client.texts[tile].text, "5e9")))
    client.set(whole, "name: Whole\nmaker: biren\ncomposed_of:\n  - {part: typed-tile, count: 2}\nsource: temis\n")
    answer = client.ask("textDocument/references", client.at(tile, find(client.texts[tile].text, "5e9")))
    found = spots(client, answer)
    check(("chips/typed-tile.yaml", "5e9") in found and len(found) == 2 and found[1][0] == "chips/typed-whole.yaml", found)
    client.set(whole, "name: Whole\nvariant_of: typed-tile\ntransistors: 6e9\nsource: temis\n")
    for path in (tile, whole):
        client.close(path)
    client.settle()


def test_symbols(client):
    client.open(CHIP)
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": client.document(CHIP)})
    equal([symbol["name"] for symbol in symbols], ["br100"])
    children = [child["name"] for child in symbols[0]["children"]]
    check({"maker", "composed_of", "tdp"} <= set(children), children)
    for child in symbols[0]["children"]:
        equal(client.texts[CHIP].part(child["selectionRange"]), child["name"])
    client.close(CHIP)
    for query in ("BR100", "br-100", "壁仞", "biren"):
        found = client.ask("workspace/symbol", {"query": query})
        names = [path for path, _ in spots(client, [symbol["location"] for symbol in found])]
        wanted = "chips/br100.yaml" if "100" in query else "organizations/biren.yaml"
        check(wanted in names, query, names)
    equal(client.ask("workspace/symbol", {"query": "nobody is called so"}), [])


# --- what is done for whoever types ---

def actions(client, path, part, **context):
    at = client.texts[path].text.index(part)
    where = {"start": client.texts[path].place(at), "end": client.texts[path].place(at + len(part))}
    return client.ask("textDocument/codeAction", {
        "textDocument": client.document(path), "range": where, "context": {"diagnostics": [], **context}})


def test_actions(client):
    client.open(SCRATCH, "name: X\nmaker: birne\nmemroy_bandwidth: 3 GB/sec\nsource: temis\n")
    found = actions(client, SCRATCH, "birne")
    equal([action["kind"] for action in found], ["quickfix", "source.fixAll.dieline"])
    check("biren" in found[0]["title"], found[0]["title"])
    fixed = found[0]["edit"]["documentChanges"][0]
    equal(fixed["textDocument"]["version"], client.versions[SCRATCH])
    equal(client.texts[SCRATCH].apply(fixed["edits"]).splitlines()[1], "maker: biren")
    equal([action["kind"] for action in actions(client, SCRATCH, "birne", only=["source"])], ["source.fixAll.dieline"])
    equal(actions(client, SCRATCH, "birne", only=["refactor"]), [])
    everything = actions(client, SCRATCH, "name", only=["source.fixAll"])[0]["edit"]["documentChanges"][0]["edits"]
    becomes = client.texts[SCRATCH].apply(everything)
    check("maker: biren" in becomes and "memory_bandwidth:" in becomes, becomes)
    client.close(SCRATCH)
    client.settle()


def renamed(name, what, where, new, documents=True):
    """Renames what is meant at `what` of a file of a copy of kb/; returns the copy and what was changed."""
    copy = Path(f"renamed-{name}").absolute()
    shutil.copytree(KB, copy)
    before = messages_of_check(copy)
    with Client(DIELINE, copy, documents=documents) as client:
        client.open(copy / where)
        at = client.at(copy / where, client.texts[copy / where].text.index(what) + 1)
        asked = client.ask("textDocument/prepareRename", at)
        check(asked["placeholder"], asked)
        made = client.make(client.ask("textDocument/rename", {**at, "newName": new}))
    after = messages_of_check(copy)
    equal({path.relative_to(copy) for path, said in after.items() if any(s == 1 for _, s, _ in said)}, set())
    equal(sum(map(len, after.values())), sum(map(len, before.values())), "nothing new is said")
    return copy, made


def test_rename(_):
    """By the file's name, by `id`, and without leave to rename files: nobody misses it afterwards."""
    copy, made = renamed("chip", "BR100", "chips/br100.yaml", "br100-two")
    check(copy / "chips/br100-two.yaml" in made and not (copy / "chips/br100.yaml").exists(), made)
    check("former_ids: [br100]" in (copy / "chips/br100-two.yaml").read_text(encoding="utf-8"), made)
    check(len(made) > 3, made)
    copy, made = renamed("source", "toms22", "chips/br100.yaml", "toms-2022", documents=False)
    text = (copy / "sources/toms22.yaml").read_text(encoding="utf-8")
    check("id: toms-2022\n" in text and "former_ids: [toms22]\n" in text, text)
    check("source: toms-2022" in (copy / "chips/br100.yaml").read_text(encoding="utf-8"), made)


def test_rename_lists(client):
    """Old ids go where others are, in the form that these have."""
    for before, after in (("former_ids: [a, b]", "former_ids: [typed, a, b]"), ("former_ids: a", "former_ids: [typed, a]"),
                          ("former_ids:\n  - a\n  - b", "former_ids:\n  - typed\n  - a\n  - b"),
                          ("id: 'typed'", "id: 'new-one'\nname: X\nformer_ids: [typed]")):
        text = f"{before}\nname: X\nmaker: biren\n" if "typed" not in before else f"{before}\nname: X\n"
        client.open(SCRATCH, text)
        edit = client.ask("textDocument/rename", {**client.at(SCRATCH, text.index("X")), "newName": "new-one"})
        equal(client.texts[SCRATCH].apply(edit["documentChanges"][0]["edits"]).split("\nmaker")[0].removesuffix("\nname: X").rstrip("\n"), after)
        client.close(SCRATCH)


def test_rename_refused(client):
    text = client.open(CHIP).text
    for name, why in (("br106", "there already"), ("Br 100", "id 'Br 100'"), ("", "id ''"), ("br100", "there already")):
        try:
            client.ask("textDocument/rename", {**client.at(CHIP, find(text, "BR100")), "newName": name})
            raise AssertionError(f"renamed to {name!r}")
        except ServerError as error:
            check(why in str(error), error)
    equal(client.ask("textDocument/prepareRename", client.at(CHIP, find(text, "1024 TFLOPS"))), None)
    client.close(CHIP)
    client.settle()


# --- whatever is typed ---

PIECES = ["a", ":", ": ", "\n", "\n\n", "  ", "- ", "{", "}", "[", "]", ", ", "'", '"', "#", "|", "\t", "芯", "😀", "---\n",
          "name: X\n", "maker: biren\n", "source: nobody\n", "milestones: []\n", "date: 2026-13", "id: br100\n", "draft: true\n",
          "tdp: 300 GB\n", "former_ids: [br106]\n", "successor_of: br104\n", "\r\n", "\x01"]


QUESTIONS = ("completion", "hover", "definition", "references", "documentSymbol", "codeAction", "prepareRename",
             "rename")


class Typist:
    """Types into the same texts of an editor and of a mirror of the folder, always the same way."""

    def __init__(self, client, mirror):
        self.client, self.mirror = client, mirror
        self.dice = random.Random(13)
        names = sorted(path.relative_to(KB) for path in KB.rglob("*.yaml") if path.parts[-2] != "rules")
        chosen = [Path("kb.yaml"), Path("chips/br100.yaml"), Path("organizations/biren.yaml"), *self.dice.sample(names, 9)]
        self.texts = {KB / name: (KB / name).read_bytes().decode() for name in chosen}
        self.order = sorted(self.texts)
        for path in self.order:
            client.open(path, self.texts[path])

    def type(self):
        path = self.dice.choice(self.order)
        text = self.client.texts[path].text
        way = self.dice.random()
        start = self.dice.randrange(len(text) + 1)
        end = min(len(text), start + self.dice.choice((0, 0, 0, 1, 1, 2, 5, 40)))
        if way < 0.25 or len(text) > 20000:
            self.client.set(path, self.texts[path])  # undone
        elif way < 0.85:
            self.client.edit(path, start, end, self.dice.choice(PIECES))
        else:
            other = self.client.texts[self.dice.choice(self.order)].text
            begin = self.dice.randrange(len(other) + 1)
            self.client.edit(path, start, end, other[begin:begin + 30])

    def ask(self):
        """Everything, at any place: whatever the text, it is answered."""
        for _ in range(4):
            path = self.dice.choice(self.order)
            text = self.client.texts[path]
            at = self.client.at(path, self.dice.randrange(len(text.text) + 1))
            more = {"newName": f"id-{self.dice.randrange(1000)}", "context": {"diagnostics": []},
                    "range": {"start": text.place(0), "end": text.place(len(text.text))}}
            for method in QUESTIONS:
                try:
                    self.client.ask(f"textDocument/{method}", {**at, **more})
                except ServerError as error:
                    check(method == "rename", error)

    def compare(self):
        """While the settings are wrong, no entry is looked at: so they seldom are."""
        if self.dice.random() < 0.8:
            self.client.set(KB / "kb.yaml", self.texts[KB / "kb.yaml"])
        self.client.settle()
        for path in self.order:
            (self.mirror / path.relative_to(KB)).write_bytes(self.client.texts[path].text.encode())
        wanted = {KB / path.relative_to(self.mirror): said for path, said in messages_of_check(self.mirror).items()}
        equal(shown(self.client), wanted)

    def resident(self):
        """The server's memory, when nothing is changed."""
        for path in self.order:
            self.client.set(path, self.texts[path])
        self.client.settle()
        status = Path("/proc", str(self.client.process.pid), "status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    def close(self):
        for path in self.order:
            self.client.close(path)
        self.client.settle()


def test_random_edits(client):
    """DIELINE_LSP_EDITS=2000: a long session, which must not grow."""
    edits = int(os.environ.get("DIELINE_LSP_EDITS", "150"))
    stops = min(50, edits // 30)
    mirror = Path("mirror").absolute()
    shutil.copytree(KB, mirror)
    typist = Typist(client, mirror)
    first = None
    for stop in range(stops):
        for _ in range(edits // stops):
            typist.type()
        typist.ask()
        typist.compare()
        if stop == stops // 5:
            first = typist.resident()
    if edits >= 1000:
        grown = typist.resident() - first
        print(f"grown by {grown / 1e6:.1f} MB", flush=True)
        check("DIELINE_SANITIZED" in os.environ or grown < 5e6, grown)
    typist.close()


TESTS = {name.removeprefix("test_"): test for name, test in list(globals().items())
         if name.startswith("test_")}


def main():
    wanted = sys.argv[2:] or TESTS
    with Client(DIELINE, KB) as client:
        client.settle()
        for name in wanted:
            print(name, flush=True)
            TESTS[name](client)


main()
