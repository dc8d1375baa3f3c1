"""What tests/e2e/lsp-serve does with an editor and a browser: see there.
Usage: lsp_serve.py DIELINE [TEST...]

Nothing sleeps: an answer to a request is what is open when it is asked, events and messages tell of
all else.
"""
import http.client
import json
import re
import socket
import sys
from pathlib import Path
from urllib.parse import quote

from lsp_client import PATIENCE, Client, ServerError, uri_of

DIELINE = sys.argv[1]
KB = Path("kb").absolute()
CHIP = KB / "chips/good.yaml"
PAGE = "/site/en/chips/good.html"
TEXT = """name: Good
maker: acme
memory_bandwidth: 64 GB/s
tdp:
  - value: 75 W
  - value: 80 W
    as_of: 2024
milestones:
  - event: tape_out
    date: 2021
source: paper
"""


def check(fact, *text):
    if not fact:
        raise AssertionError(" ".join(map(str, text)))


def equal(got, wanted, about=""):
    check(got == wanted, f"{about}\n  got    {got!r}\n  wanted {wanted!r}")


class Browser:
    """Of the site that a server has told of."""

    def __init__(self, client):
        said = client.note("window/logMessage")["message"]
        self.port = int(re.fullmatch(r"The site is at http://127\.0\.0\.1:(\d+)/", said)[1])

    def ask(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def page(self, path=PAGE):
        status, body = self.ask(path)
        equal(status, 200, path)
        return body

    def begin_click(self, said, token=None, origin=None, method="POST"):
        """Clicks on a value; what comes of it depends on what the editor answers."""
        token = re.search(r'data-token="([0-9a-f]{32})"', self.page())[1] if token is None else token
        origin = f"http://127.0.0.1:{self.port}" if origin is None else origin
        headers = {**({"Origin": origin} if origin else {}), **({"X-Dieline-Token": token} if token else {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, f"/_dieline/open?said={quote(said)}", headers=headers)
        return connection

    def end_click(self, connection):
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def click(self, said, **more):
        return self.end_click(self.begin_click(said, **more))


class Events:
    """What a page hears."""

    def __init__(self, browser):
        self.connection = socket.create_connection(("127.0.0.1", browser.port), PATIENCE)
        self.connection.sendall(f"GET /_dieline/events HTTP/1.1\r\nHost: 127.0.0.1:{browser.port}\r\n\r\n".encode())
        self.lines = self.connection.makefile("r", encoding="utf-8", newline="\n")
        self.site = self.until("state", lambda state: state["site"] != "0")["site"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lines.close()
        self.connection.close()

    def next(self, kind):
        heard = None
        while line := self.lines.readline():
            if line.startswith("event: "):
                heard = line[7:].strip()
            elif line.startswith("data: ") and heard == kind:
                return json.loads(line[6:])
        raise AssertionError("the events have ended")

    def new_site(self):
        """Waits until pages are of what was opened or typed last."""
        self.site = self.until("state", lambda state: state["site"] != self.site)["site"]

    def until(self, kind, fact):
        while not fact(data := self.next(kind)):
            pass
        return data


def serving(shows=True, *options, encodings=("utf-8",)):
    client = Client(DIELINE, KB, "--serve", "--port", "0", *options, shows=shows, encodings=encodings)
    return client, Browser(client)


def line_of(text, part):
    return text[:text.index(part)].count("\n") + 1


# --- what the tests are ---

def test_unsaved_text():
    """Pages are of what is open as it was when they were asked for."""
    client, browser = serving()
    with client:
        client.open(CHIP, TEXT)
        check("64 GB/s" in browser.page(), "what is open")
        for width in range(100, 130):
            client.set(CHIP, TEXT.replace("64 GB/s", f"{width} GB/s"))
            client.begin("workspace/symbol", {"query": ""})  # it has come when this is answered
            client.end(client.next_id)
            check(f"{width} GB/s" in browser.page(), f"edit {width}")
        good = browser.page()
        client.set(CHIP, TEXT.replace("acme", "acne"))
        client.settle()
        without_site = re.compile(r'data-site="\d+"')
        equal(without_site.sub("", browser.page()), without_site.sub("", good), "the last one without mistakes")
        client.close(CHIP)
        client.settle()
        check("64 GB/s" not in browser.page() or "64 GB/s" in CHIP.read_text(), "what is saved")


def test_events():
    """A page hears that it is another one while it is typed, and of mistakes."""
    client, browser = serving()
    with client, Events(browser) as events:
        client.open(CHIP, TEXT)
        first = events.next("state")
        check("problem" not in first, first)
        client.set(CHIP, TEXT.replace("acme", "acne"))
        bad = events.until("state", lambda state: "ref.unknown" in state.get("problem", ""))
        client.set(CHIP, TEXT.replace("64", "65"))
        events.until("state", lambda state: "problem" not in state and state["site"] != bad["site"])


def test_places_in_pages():
    """Values say where they were said; only here, and wherever they stand."""
    client, browser = serving()
    with client:
        client.open(CHIP, TEXT)
        said = re.findall(r'data-said="([^"]*)"', browser.page())
        for part in ("64 GB/s", "value: 75", "value: 80", "date: 2021"):
            check(f"chips/good.yaml:{line_of(TEXT, part)}" in said, part, said)
        check("data-said" not in browser.page("/markdown/en/chips/good.md"), "Markdown")


def test_follows_the_cursor():
    client, browser = serving()
    with client, Events(browser) as events:
        client.open(CHIP, TEXT)
        events.new_site()
        for part, line in (("64 GB", 3), ("tdp:", 5), ("as_of: 2024", 6), ("75 W", 5), ("event: tape", 9),
                           ("name:", 1)):
            client.ask("textDocument/documentHighlight", client.at(CHIP, TEXT.index(part)))
            equal(events.next("show"), {"page": "chips/good", "file": "chips/good.yaml", "line": line}, part)
        client.ask("textDocument/documentHighlight", client.at(CHIP, 0))  # where it is already
        client.open(KB / "organizations/acme.yaml")
        client.ask("textDocument/documentHighlight", client.at(KB / "organizations/acme.yaml", 0))
        equal(events.next("show")["page"], "organizations/acme")


def test_follows_what_is_typed():
    """Also while what is typed is wrong: then pages are those of before, and so are their lines."""
    client, browser = serving()
    with client, Events(browser) as events:
        client.open(CHIP, TEXT)
        events.new_site()
        client.edit(CHIP, 0, 0, "# One\n# two\nnonsense: 1\n")
        events.until("state", lambda state: "entry.unknown-slot" in state.get("problem", ""))
        text = client.texts[CHIP].text
        client.edit(CHIP, text.index("64 GB"), text.index("64 GB") + 2, "66")
        equal(events.until("show", lambda spot: spot["line"] != 1),
              {"page": "chips/good", "file": "chips/good.yaml", "line": 3})


def test_highlights():
    """What means the same entry in the text; nothing where none is meant."""
    client, _ = serving()
    with client:
        text = client.open(CHIP, TEXT)
        at = client.at(CHIP, TEXT.index("acme"))
        equal([text.part(h["range"]) for h in client.ask("textDocument/documentHighlight", at)], ["acme"])
        equal(client.ask("textDocument/documentHighlight", client.at(CHIP, TEXT.index("64 GB"))), [])


def test_click():
    """It opens the line where what was clicked stands now, whatever was typed before it since."""
    for encodings in (("utf-8",), ()):
        client, browser = serving(encodings=encodings)
        with client:
            client.request()  # the site's own
            client.open(CHIP, TEXT)
            client.settle()
            browser.page()
            for typed, moved in (("", 0), ("nonsense: 芯\n", 1)):
                client.set(CHIP, typed + TEXT)
                client.settle()
                click = browser.begin_click("chips/good.yaml:6")
                request = client.request()
                equal(request["method"], "window/showDocument")
                place = {"line": 5 + moved, "character": 4}
                equal(request["params"], {"uri": uri_of(CHIP), "takeFocus": True,
                                          "selection": {"start": place, "end": place}})
                client.reply(request, {"success": True})
                equal(browser.end_click(click), (204, ""))
            click = browser.begin_click("organizations/acme.yaml:1")  # which is not open
            request = client.request()
            equal(request["params"]["uri"], uri_of(KB / "organizations/acme.yaml"))
            client.reply(request, {"success": False})
            status, body = browser.end_click(click)
            check(status == 501 and "did not open" in body, status, body)
            client.close(CHIP)


def test_click_without_an_editor_that_can():
    client, browser = serving(shows=False)
    with client:
        client.settle()
        browser.page()
        status, body = browser.click("chips/good.yaml:1")
        check(status == 501 and "cannot" in body, status, body)


def test_click_on_nothing():
    client, browser = serving()
    with client:
        client.settle()
        browser.page()
        for said in ("", ":", "chips/good.yaml", "chips/good.yaml:0", "chips/good.yaml:-1", "chips/good.yaml:x",
                     "../kb/chips/good.yaml:1", "/etc/passwd:1", "kb/chips/good.yaml:1", "chips/none.yaml:1",
                     "chips/good.yaml:99999999999999999999", "\xff:1"):
            status, body = browser.click(said)
            check(status == 501 and "no such place" in body, repr(said), status, body)
        client.request()
        click = browser.begin_click("chips/good.yaml:2000000000")  # behind its end
        request = client.request()
        equal(request["params"]["uri"], uri_of(CHIP))
        client.reply(request, {"success": True})
        equal(browser.end_click(click)[0], 204)


def test_foreigners():
    """No other site's page makes the editor jump; nor one of ours without its token."""
    client, browser = serving()
    with client:
        client.request()
        client.settle()
        said = "chips/good.yaml:1"
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{browser.port}", "",
                       f"http://127.0.0.1:{browser.port + 1}", f"http://127.0.0.1:{browser.port}.evil.example"):
            equal(browser.click(said, origin=origin)[0], 403, f"Origin {origin!r}")
        for token in ("", "0" * 32, "x"):
            equal(browser.click(said, token=token)[0], 403, f"token {token!r}")
        for method in ("GET", "HEAD"):
            equal(browser.click(said, method=method)[0], 404, method)
        for method in ("PUT", "OPTIONS", "DELETE"):
            equal(browser.click(said, method=method)[0], 405, method)
        equal(browser.ask(PAGE, "POST", Origin=f"http://127.0.0.1:{browser.port}")[0], 405, "another path")
        client.settle()
        equal(client.requests, [], "the editor was asked nothing")


def test_token_is_new():
    tokens = set()
    for _ in range(2):
        client, browser = serving()
        with client:
            tokens.add(re.search(r'data-token="([0-9a-f]+)"', browser.page())[1])
    equal(len(tokens), 2)


def test_address():
    """The editor shows the site where it can; the message about it is there in any case."""
    client, browser = serving()
    with client:
        request = client.request()
        equal((request["method"], request["params"]),
              ("window/showDocument", {"uri": f"http://127.0.0.1:{browser.port}/", "external": True}))
        client.reply(request, {"success": True})
        client.settle()
    client, _ = serving(shows=False)
    with client:
        client.settle()
        equal(client.requests, [])


def test_show_page():
    """The command leads pages that are there, or opens one."""
    client, browser = serving()
    with client:
        client.request()
        client.open(CHIP, TEXT)
        place = client.at(CHIP, TEXT.index("64"))
        command = {"command": "dieline.showPage", "arguments": [place]}
        equal(client.ask("workspace/executeCommand", command), None)
        equal(client.request()["params"], {"uri": f"http://127.0.0.1:{browser.port}{PAGE}", "external": True})
        with Events(browser) as events:
            check(browser.page(), "what is open is drawn")
            for _ in range(2):  # wherever they were led last
                client.ask("workspace/executeCommand", command)
                equal(events.next("show")["line"], 3)
        for wrong in ({"command": "x"}, {}, {"command": "dieline.showPage"},
                      {"command": "dieline.showPage", "arguments": [{}]}):
            try:
                client.ask("workspace/executeCommand", wrong)
                check(False, wrong, "is done")
            except ServerError:
                pass


def test_without_serve():
    with Client(DIELINE, KB) as client:
        client.open(CHIP, TEXT)
        client.settle()
        equal(client.notes, [])
        try:
            client.ask("workspace/executeCommand", {"command": "dieline.showPage", "arguments": [client.at(CHIP, 0)]})
            check(False, "no site is shown")
        except ServerError as error:
            check("--serve" in str(error), error)


def test_port():
    """One that another has taken does not keep the editor from its server."""
    client, browser = serving()
    with client, Client(DIELINE, KB, "--serve", "--port", str(browser.port)) as second:
        other = Browser(second)
        check(other.port != browser.port, other.port)
        check("Good" in other.page(), "its pages")


def test_ends_at_once():
    """Also with pages that listen, and a click that was never answered."""
    client, browser = serving()
    with Events(browser), client:
        client.request()
        client.settle()
        browser.page()
        click = browser.begin_click("chips/good.yaml:1")
        client.request()
    click.close()


def main():
    tests = {name.removeprefix("test_"): test for name, test in globals().items() if name.startswith("test_")}
    for name in sys.argv[2:] or tests:
        print(name, flush=True)
        tests[name]()


main()
