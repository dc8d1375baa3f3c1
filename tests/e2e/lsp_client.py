"""An editor, as far as a language server can tell: messages over its standard input and output.

Nothing sleeps: `settle()` asks something that waits for what is open to be compiled, so that all
that is said of it has come before the answer.
"""
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import quote, unquote

PATIENCE = 600  # seconds: a net for what hangs


def uri_of(path):
    return "file://" + quote(str(Path(path).absolute()))


def path_of(uri):
    return Path(unquote(uri.removeprefix("file://")))


class ServerError(Exception):
    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]


class Text:
    """An open text, with the places of LSP: `unit` is "utf-8" or "utf-16"."""

    def __init__(self, text, unit):
        self.text = text
        self.unit = unit

    def width(self, text):
        return len(text.encode("utf-16-le")) // 2 if self.unit == "utf-16" else len(text.encode())

    def place(self, offset):
        """Of an offset in code points."""
        before = self.text[:offset]
        ends = list(re.finditer(r"\r\n|\n|\r(?!$)", before + ("\0" if before.endswith("\r") else "")))
        begin = ends[-1].end() if ends else 0
        return {"line": len(ends), "character": self.width(before[begin:])}

    def offset(self, place):
        line, begin = 0, 0
        for end in re.finditer(r"\r\n|\n|\r", self.text):
            if line == place["line"]:
                break
            line, begin = line + 1, end.end()
        rest, at = place["character"], begin
        while rest > 0 and at < len(self.text) and self.text[at] not in "\r\n":
            rest -= self.width(self.text[at])
            at += 1
        return at

    def part(self, given):
        return self.text[self.offset(given["start"]):self.offset(given["end"])]

    def apply(self, edits):
        """The text with TextEdits made."""
        made = self.text
        places = [(self.offset(e["range"]["start"]), self.offset(e["range"]["end"]), e["newText"])
                  for e in edits]
        for start, end, new in sorted(places, reverse=True):
            made = made[:start] + new + made[end:]
        return made


class Client:
    """A server with an editor in front of it. `kb`: what the editor has for its folder."""

    def __init__(self, dieline, kb, *options, encodings=("utf-8",), initialize=True, documents=True,
                 shows=False, stderr="lsp.stderr"):
        self.stderr = Path(stderr)
        self.process = subprocess.Popen([dieline, "lsp", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.stderr.open("wb"))
        self.next_id = 0
        self.diagnostics = {}  # path -> list
        self.replies = {}
        self.requests = []  # of the server's, to be answered: reply()
        self.notes = []  # of (method, params): all that it told but diagnostics
        self.texts = {}  # path -> Text
        self.versions = {}
        self.unit = "utf-16"
        if initialize:
            general = {"positionEncodings": [*encodings, "utf-16"]} if encodings else {}
            answer = self.ask("initialize", {
                "processId": None, "rootUri": uri_of(kb) if kb else None,
                "capabilities": {"general": general, "window": {"showDocument": {"support": shows}}, "workspace": {"workspaceEdit": {
                    "documentChanges": documents, "resourceOperations": ["create", "rename"]}}}})
            self.capabilities = answer["capabilities"]
            self.unit = self.capabilities["positionEncoding"]
            self.tell("initialized", {})

    # --- messages ---

    def send_bytes(self, body, header=None):
        header = b"Content-Length: %d\r\n\r\n" % len(body) if header is None else header
        self.process.stdin.write(header + body)
        self.process.stdin.flush()

    def send(self, message):
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode())

    def receive(self):
        """The next message; None: there will be none any more."""
        length = None
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            return None
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[path_of(message["params"]["uri"])] = message["params"]["diagnostics"]
        elif "method" in message:
            (self.requests if "id" in message else self.notes).append(message)
        return message

    def request(self):
        """The next request of the server."""
        while not self.requests:
            if self.receive() is None:
                raise AssertionError(f"the server has gone: {self.stderr.read_text()}")
        return self.requests.pop(0)

    def note(self, method):
        """What the server told by this method, the first one."""
        while not (found := [note for note in self.notes if note["method"] == method]):
            if self.receive() is None:
                raise AssertionError(f"the server has gone: {self.stderr.read_text()}")
        self.notes.remove(found[0])
        return found[0]["params"]

    def reply(self, request, result):
        self.send({"id": request["id"], "result": result})

    def tell(self, method, params=None):
        self.send({"method": method, **({} if params is None else {"params": params})})

    def begin(self, method, params=None):
        """Asks, and does not wait; returns the number of the question."""
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, **({} if params is None else {"params": params})})
        return self.next_id

    def end(self, number):
        while number not in self.replies:
            message = self.receive()
            if message is None:
                raise AssertionError(f"the server has gone: {self.stderr.read_text()}")
            if "id" in message and "method" not in message:
                self.replies[message["id"]] = message
        reply = self.replies.pop(number)
        if "error" in reply:
            raise ServerError(reply["error"])
        return reply["result"]

    def ask(self, method, params=None):
        return self.end(self.begin(method, params))

    def settle(self):
        self.ask("workspace/symbol", {"query": "nobody is called so"})

    # --- texts ---

    def document(self, path):
        return {"uri": uri_of(path)}

    def open(self, path, text=None):
        path = Path(path).absolute()
        text = path.read_bytes().decode() if text is None else text
        self.texts[path] = Text(text, self.unit)
        self.versions[path] = 1
        self.tell("textDocument/didOpen", {"textDocument": {
            **self.document(path), "languageId": "yaml", "version": 1, "text": text}})
        return self.texts[path]

    def close(self, path):
        self.texts.pop(Path(path).absolute())
        self.versions.pop(Path(path).absolute())
        self.tell("textDocument/didClose", {"textDocument": self.document(path)})

    def edit(self, path, start, end, new):
        """Replaces code points [start, end) of an open text."""
        path = Path(path).absolute()
        text = self.texts[path]
        change = {"range": {"start": text.place(start), "end": text.place(end)}, "text": new}
        text.text = text.text[:start] + new + text.text[end:]
        self.versions[path] += 1
        self.tell("textDocument/didChange", {
            "textDocument": {**self.document(path), "version": self.versions[path]},
            "contentChanges": [change]})

    def set(self, path, new):
        path = Path(path).absolute()
        self.texts[path].text = new
        self.versions[path] += 1
        self.tell("textDocument/didChange", {
            "textDocument": {**self.document(path), "version": self.versions[path]},
            "contentChanges": [{"text": new}]})

    def at(self, path, offset):
        """What most questions are about: a place in an open text."""
        path = Path(path).absolute()
        return {"textDocument": self.document(path), "position": self.texts[path].place(offset)}

    def said(self, path):
        """What is shown at a file: sorted (slug, severity, text that is underlined)."""
        path = Path(path).absolute()
        text = self.texts.get(path) or Text(path.read_bytes().decode(), self.unit)
        return sorted((d["code"], d["severity"], text.part(d["range"]))
                      for d in self.diagnostics.get(path, []))

    def make(self, edit):
        """Makes a WorkspaceEdit in the files (those that are open are saved with it); returns which."""
        made = []
        changes = edit.get("documentChanges") or [
            {"textDocument": {"uri": uri}, "edits": edits} for uri, edits in edit.get("changes", {}).items()]
        for change in changes:
            if change.get("kind") == "rename":
                path_of(change["oldUri"]).rename(path_of(change["newUri"]))
                made.append(path_of(change["newUri"]))
                continue
            path = path_of(change["textDocument"]["uri"])
            if "version" in change["textDocument"]:
                assert change["textDocument"]["version"] == self.versions.get(path), (path, change["textDocument"])
            new = (self.texts.get(path) or Text(path.read_bytes().decode(), self.unit)).apply(change["edits"])
            path.write_bytes(new.encode())
            if path in self.texts:
                self.set(path, new)
            made.append(path)
        return made

    # --- the end ---

    def stop(self):
        """Says goodbye; returns the exit status."""
        self.ask("shutdown")
        self.tell("exit")
        return self.wait()

    def wait(self):
        while self.receive() is not None:
            pass
        status = self.process.wait(PATIENCE)
        self.process.stdin.close()
        self.process.stdout.close()
        said = self.stderr.read_text(encoding="utf-8")
        assert "CRITICAL" not in said and "WARNING **" not in said, said
        return status

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.process.kill()
            return
        if self.process.poll() is None and not self.process.stdin.closed:
            status = self.stop()
            assert status == 0, f"exit status {status}: {self.stderr.read_text()}"
