"""What tests/e2e/serve does with a server: see there. Usage: serve.py DIELINE [TEST...]

No test sleeps: an answer to a request is what the files were when it was asked, and of all else an
event tells.
"""
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

DIELINE = sys.argv[1]
SANITIZED = "DIELINE_SANITIZED" in os.environ  # its builds are slow, and their memory is their own
PATIENCE = 600  # seconds: a net for what hangs
SCRIPT = re.compile(rb"<script data-site=\"\d+\">.*?</script>\n", re.S)
LEAVE = re.compile(rb"script-src 'sha256-[^']*'; connect-src 'self'; "
                   rb"|connect-src 'self'; (?=default-src)|(?<=script-src) 'sha256-[^']*'(?= 'self')")
OURS = ("127.0.0.1", "localhost")


def check(fact, text):
    if not fact:
        raise AssertionError(text)


class Server:
    """A server of the folder `kb`."""

    def __init__(self, *options, kb="kb", **more):
        self.process = subprocess.Popen(
            [DIELINE, "serve", kb, "--port", "0", *options], stdout=subprocess.PIPE,
            stderr=open("serve.stderr", "w", encoding="utf-8"), text=True, **more)
        line = self.process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", line)
        check(found, f"no address, but {line!r}; {Path('serve.stderr').read_text()}")
        self.port = int(found[1])

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.process.kill()
            return
        self.stop(signal.SIGTERM)

    def stop(self, how):
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        said = Path("serve.stderr").read_text(encoding="utf-8")
        check(status == 0, f"exit status {status} after {how!r}: {said}")
        check("CRITICAL" not in said and "WARNING **" not in said, said)

    def connect(self, family=socket.AF_INET):
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1" if family == socket.AF_INET else "::1", self.port))
        return connection

    def send(self, request, **more):
        """Returns all that comes back for the bytes of a request, b"" if the connection is dropped."""
        with self.connect(**more) as connection:
            try:
                connection.sendall(request)
                parts = []
                while part := connection.recv(1 << 16):
                    parts.append(part)
                return b"".join(parts)
            except (ConnectionResetError, BrokenPipeError):
                return b""

    def ask(self, path, method="GET", headers=(), host=None, **more):
        """Returns status, headers in lower case, body."""
        host = f"127.0.0.1:{self.port}" if host is None else host
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
        answer = self.send("".join(line + "\r\n" for line in lines + [""]).encode(), **more)
        if not answer:
            return 0, {}, b""
        head, body = answer.split(b"\r\n\r\n", 1)
        first, *rest = head.decode().split("\r\n")
        return (int(first.split()[1]),
                dict((name.lower(), value) for name, value in (r.split(": ", 1) for r in rest)), body)

    def page(self, path):
        status, _, body = self.ask("/" + path)
        check(status == 200, f"{path}: {status}")
        return body

    def text(self, path):
        return self.page(path).decode()

    def events(self):
        return Events(self)

    def usage(self):
        """Returns memory in KiB, descriptors, children, processor time in ticks."""
        home = Path("/proc", str(self.process.pid))
        memory = int(re.search(r"VmRSS:\s+(\d+)", (home / "status").read_text())[1])
        children = [(task / "children").read_text() for task in (home / "task").iterdir()]
        times = (home / "stat").read_text().rsplit(")", 1)[1].split()
        return (memory, len(list((home / "fd").iterdir())), "".join(children).split(),
                int(times[11]) + int(times[12]))


class Events:
    """What a page hears."""

    def __init__(self, server):
        self.connection = server.connect()
        self.connection.sendall(f"GET /_dieline/events HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
                                "Accept: text/event-stream\r\n\r\n".encode())
        self.lines = self.connection.makefile("r", encoding="utf-8", newline="\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lines.close()
        self.connection.close()

    def next(self):
        while line := self.lines.readline():
            if line.startswith("data: "):
                return json.loads(line[6:])
        raise AssertionError("the events have ended")

    def until(self, fact):
        while not fact(state := self.next()):
            pass
        return state


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def save_by_rename(path, text):
    write(f"{path}.tmp~", text)
    os.rename(f"{path}.tmp~", path)


def chip(name, bandwidth=64, parent=None):
    ancestor = f"derived_from: [{parent}]\n" if parent else ""
    return f"name: {name}\nmaker: acme\nmemory_bandwidth: {bandwidth} GB/s\n{ancestor}source: paper\n"


def compare_with_build(server):
    """Everything that is served is what a build from nothing writes, but for the script."""
    shutil.rmtree("out", ignore_errors=True)
    subprocess.run([DIELINE, "build", "-q", "kb", "-o", "out"], check=True)
    built = [path for path in Path("out").rglob("*")
             if path.is_file() and ".dieline" not in path.parts]
    check(len(built) > 20, "nothing was built")
    for path in built:
        name = path.relative_to("out").as_posix()
        served = server.page(name)
        if name.endswith(".html"):
            check(len(SCRIPT.findall(served)) == 1, f"{name} has no script")
            check(b"Content-Security-Policy" not in served or LEAVE.search(served),
                  f"{name} does not let its script run")
            served = LEAVE.sub(b"", SCRIPT.sub(b"", served))
        check(served == path.read_bytes(), f"{name} is served with other bytes than it is built")


# --- what the tests are ---

def test_same_bytes_as_built():
    with Server() as server:
        compare_with_build(server)


def test_answers():
    with Server() as server:
        status, headers, _ = server.ask("/")
        check(status in (301, 302) and headers["location"] == "/site/index.html", f"{status} {headers}")
        types = {"site/en/index.html": "text/html; charset=utf-8",
                 "site/assets/site.css": "text/css; charset=utf-8",
                 "site/assets/icon.svg": "image/svg+xml", "data/kb.json": "application/json",
                 "data/claims.csv": "text/csv; charset=utf-8",
                 "markdown/en/index.md": "text/markdown; charset=utf-8"}
        for path, kind in types.items():
            status, headers, body = server.ask("/" + path)
            check(status == 200 and headers["content-type"] == kind, f"{path}: {status} {headers}")
            check(headers["x-content-type-options"] == "nosniff", path)
            check(headers["cache-control"] == "no-store", path)
            status, headers, nothing = server.ask("/" + path, method="HEAD")
            check(status == 200 and nothing == b"", f"HEAD {path}: {status}")
            check(int(headers["content-length"]) == len(body), f"HEAD {path}: {headers}")
        check(server.page("site/en/") == server.page("site/en/index.html"), "a folder is its index")
        check(server.page("site/en/index.html?x=1#y"), "a query changes nothing")
        status, _, body = server.ask("/site/en/chips/none.html")
        check(status == 404 and SCRIPT.search(body), "a page that may come has the script")
        status, headers, body = server.ask("/_dieline/events", method="HEAD")
        check(status == 200 and headers["content-type"] == "text/event-stream", f"{status} {headers}")


def test_ipv6():
    if not Path("/proc/net/if_inet6").exists() or not Path("/proc/net/if_inet6").read_text():
        return
    with Server() as server:
        try:
            server.connect(family=socket.AF_INET6).close()
        except OSError:
            return  # not for servers
        status, _, _ = server.ask("/site/index.html", host=f"[::1]:{server.port}",
                                  family=socket.AF_INET6)
        check(status == 200, f"by IPv6: {status}")


def test_new_text_after_a_save():
    """A request right after a save gets what was saved: nobody waits for a watch."""
    with Server() as server:
        for i in range(50):
            how = save_by_rename if i % 2 else write
            how("kb/chips/good.yaml", chip(f"Good {i}"))
            check(f"Good {i}<" in server.text("site/en/chips/good.html"), f"edit {i} is not there")
        write("kb/chips/new.yaml", chip("New"))
        check("New<" in server.text("site/en/chips/new.html"), "a new file is not there")
        os.rename("kb/chips/new.yaml", "kb/chips/newer.yaml")
        check(server.ask("/site/en/chips/new.html")[0] == 404, "a renamed file is still there")
        check("New<" in server.text("site/en/chips/newer.html"), "a renamed file is not there")
        os.unlink("kb/chips/newer.yaml")
        check(server.ask("/site/en/chips/newer.html")[0] == 404, "a removed file is still there")
        write("kb/chips/deep/er/in.yaml", chip("Deep"))
        check("Deep<" in server.text("site/en/chips/in.html"), "a new folder is not there")
        shutil.rmtree("kb/chips/deep")
        status = os.stat("kb/chips/good.yaml")
        write("kb/chips/good.yaml", chip("Same"))
        server.page("site/en/chips/good.html")
        same = os.stat("kb/chips/good.yaml")
        write("kb/chips/good.yaml", chip("Sama"))  # as long, and as old
        os.utime("kb/chips/good.yaml", ns=(same.st_atime_ns, same.st_mtime_ns))
        check("Sama<" in server.text("site/en/chips/good.html"), "a hidden edit is not there")
        os.utime("kb/chips/good.yaml", ns=(status.st_atime_ns, status.st_mtime_ns))
        compare_with_build(server)


def test_other_kinds_of_files():
    """What is read of its own, or by all."""
    with Server() as server:
        write("kb/pages/en/more.md", "# More\n\nOf it.\n")
        check("Of it." in server.text("site/en/pages/more.html"), "a free page")
        write("kb/templates/assets/own.css", "p { color: red }\n")
        check("red" in server.text("site/assets/own.css"), "an asset")
        write("kb/pages/en/more.md", "# More\n\n![A picture](images/a.gif)\n")
        for width in (7, 9):
            write("kb/images/a.gif", f"GIF89a{chr(width)}\0\5\0")
            check(f'alt="A picture" width="{width}"' in server.text("site/en/pages/more.html"),
                  "a picture, and its size once it has changed")
        status, _, picture = server.ask("/site/images/a.gif")
        check(status == 200 and picture[6] == 9, "the picture as it is")
        write("kb/templates/i18n/en.yaml", 'nav.home: "Start here"\n')
        compare_with_build(server)
        write("kb/schema/own.yaml",
              "id: https://example.org/own\nname: own\nimports: [dieline:default]\n"
              "slots:\n  colour: {range: string}\nclasses:\n  Chip: {slots: [colour]}\n")
        compare_with_build(server)
        config = Path("kb/kb.yaml").read_text(encoding="utf-8")
        write("kb/kb.yaml", config.replace("[en]", "[en, de]"))
        server.page("site/de/index.html")
        compare_with_build(server)
        write("kb/kb.yaml", config)
        check(server.ask("/site/de/index.html")[0] == 404, "a language that is gone")
        for path in ("kb/schema", "kb/templates", "kb/pages", "kb/images"):
            shutil.rmtree(path)
            compare_with_build(server)


def test_mistakes():
    """Told as on the terminal; the last good site stays; it goes when it is mended."""
    with Server() as server, server.events() as events:
        good = events.until(lambda state: state["site"] != "0")
        check("problem" not in good, good)
        page = server.page("site/en/chips/good.html")
        text = Path("kb/chips/good.yaml").read_text(encoding="utf-8")
        write("kb/chips/good.yaml", text.replace("acme", "acne"))
        bad = events.until(lambda state: "ref.unknown" in state.get("problem", ""))
        check(bad["site"] == good["site"], "the last good site does not stay")
        said = subprocess.run([DIELINE, "check", "kb"], stderr=subprocess.PIPE, text=True, check=False)
        check(bad["problem"] == said.stderr, f"{bad['problem']!r} is not {said.stderr!r}")
        check(server.page("site/en/chips/good.html") == page, "the last good page is not served")
        write("kb/chips/good.yaml", text)
        mended = events.until(lambda state: "problem" not in state)
        check(mended["site"] != good["site"], "pages are not told that it is mended")
        compare_with_build(server)


def test_begins_with_a_mistake():
    text = Path("kb/chips/good.yaml").read_text(encoding="utf-8")
    write("kb/chips/good.yaml", "name: [\n")
    with Server() as server, server.events() as events:
        bad = events.until(lambda state: "problem" in state)
        check(bad["site"] == "0", bad)
        status, _, body = server.ask("/site/index.html")
        check(status == 503 and SCRIPT.search(body), f"{status} {body!r}")
        write("kb/chips/good.yaml", text)
        events.until(lambda state: state["site"] != "0")
        compare_with_build(server)


def test_folder_comes_and_goes():
    """Swapped, renamed, gone and there again."""
    shutil.copytree("kb", "other")
    write("other/chips/good.yaml", chip("Other"))
    with Server() as server, server.events() as events:
        events.until(lambda state: state["site"] != "0")
        os.rename("kb", "old")
        gone = events.until(lambda state: "problem" in state)
        check("cannot read" in gone["problem"], gone)
        check("Good<" in server.text("site/en/chips/good.html"), "the last site is not there")
        os.rename("other", "kb")
        events.until(lambda state: "problem" not in state)
        check("Other<" in server.text("site/en/chips/good.html"), "the swapped folder is not there")
        write("kb/chips/good.yaml", chip("Watched"))
        events.until(lambda state: True)
        check("Watched<" in server.text("site/en/chips/good.html"), "the new folder is not looked at")
        os.rename("kb/chips", "kb/chips~")
        os.mkdir("kb/chips")
        check(server.ask("/site/en/chips/good.html")[0] == 404, "an emptied folder")
        os.rmdir("kb/chips")
        os.rename("kb/chips~", "kb/chips")
        check("Watched<" in server.text("site/en/chips/good.html"), "a folder that came back")
        compare_with_build(server)


def test_events_without_requests():
    """Watches tell by themselves, also of folders that are new."""
    with Server() as server, server.events() as events:
        last = events.until(lambda state: state["site"] != "0")["site"]
        for name in ("a", "b"):
            write(f"kb/chips/{name}/{name}.yaml", chip(name))
            last = events.until(lambda state: state["site"] != last)["site"]
            write(f"kb/chips/{name}/{name}.yaml", chip(name * 2))
            events.until(lambda state: state["site"] != last)
            while f"{name * 2}<" not in server.text(f"site/en/chips/{name}.html"):
                pass
            last = str(max(int(last), int(server_site(server))))


def server_site(server):
    return re.search(rb'data-site="(\d+)"', server.page("site/en/index.html"))[1].decode()


def test_foreigners():
    with Server() as server:
        port = server.port
        path = "/site/en/index.html"
        for host in (*OURS, "LOCALHOST"):
            check(server.ask(path, host=f"{host}:{port}")[0] == 200, f"Host {host}")
            check(server.ask(path, headers=[f"Origin: http://{host}:{port}"])[0] == 200, host)
        foreign = ["evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", "",
                   f"127.0.0.1.evil.example:{port}", f"localhost:{port}@evil.example", "0.0.0.0",
                   f"127.0.0.1:{port}, evil.example", f"[::]:{port}", f"2130706433:{port}"]
        for host in foreign:
            check(server.ask(path, host=host)[0] in (0, 400, 403), f"Host {host!r}")
        for origin in ("null", "http://evil.example", f"https://127.0.0.1:{port}", "file://",
                       f"http://127.0.0.1:{port}.evil.example"):
            check(server.ask(path, headers=[f"Origin: {origin}"])[0] == 403, f"Origin {origin}")
        ours = f"Host: 127.0.0.1:{port}\r\n"
        for request in (f"GET {path} HTTP/1.1\r\n\r\n", f"GET {path} HTTP/1.0\r\n\r\n",
                        f"GET {path} HTTP/1.1\r\n{ours}Host: evil.example\r\n\r\n",
                        f"GET {path} HTTP/1.1\r\nHost: evil.example\r\n{ours}\r\n",
                        f"GET {path} HTTP/1.1\r\n{ours}{ours}\r\n",
                        f"GET http://evil.example{path} HTTP/1.1\r\n{ours}\r\n",
                        f"GET http://evil.example:{port}{path} HTTP/1.1\r\n{ours}\r\n",
                        f"GET http://127.0.0.1:{port}{path} HTTP/1.1\r\nHost: evil.example\r\n\r\n"):
            request = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
            answer = server.send(request.encode())
            check(not re.match(rb"HTTP/1\.[01] 200", answer), f"{request!r} is answered")
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "BREW"):
            status, headers, _ = server.ask(path, method=method)
            check(status in (400, 405, 403), f"{method}: {status}")
        check(server.ask(path, method="POST")[1].get("allow") == "GET, HEAD", "405 says what there is")
        for length, body in ("Content-Length: 1", "x"), ("Transfer-Encoding: chunked", "0\r\n\r\n"):
            answer = server.send(f"GET {path} HTTP/1.1\r\n{ours}{length}\r\n\r\n{body}".encode())
            check(answer.startswith(b"HTTP/1.1 413"), f"{length}: {answer[:80]}")
        check(server.ask(path)[0] == 200, "others are served meanwhile")


def test_nothing_but_documents():
    write("secret.html", "secret")
    here = str(Path.cwd())
    with Server() as server:
        paths = ["/../secret.html", "/site/../../secret.html", "/%2e%2e/secret.html",
                 "/..%2fsecret.html", "/%2e%2e%2fsecret.html", "/site/%2e%2e/%2e%2e/secret.html",
                 "/%252e%252e/secret.html", "/..%5csecret.html", "/..\\secret.html",
                 "/%c0%ae%c0%ae/secret.html", "/..;/secret.html", f"/{here}/secret.html",
                 f"{here}/secret.html", "//secret.html", "/kb/kb.yaml", "/kb.yaml", "/.dieline/",
                 "/site/en/index.html%00", "/site/en/index.html%00.css", "/%zz", "/%", "/_dieline/",
                 "/_dieline/../kb.yaml", "/_dieline/eventsx", "/_dieline/events/", "/site", "/etc/passwd",
                 "/site/en//index.html", "*", "/" + "a" * 20000, "/" + "../" * 3000 + "etc/passwd"]
        for path in paths:
            status, _, body = server.ask(path)
            check(status != 200 and b"secret" not in body, f"{path[:80]} is answered with {status}")
        check(server.ask("/site/x/../en/index.html")[0] in (200, 404), "dots within the site")
        check(server.ask("/site/en/index.html")[0] == 200, "others are served meanwhile")


def test_too_much():
    with Server() as server:
        path = "/site/en/index.html"
        check(server.ask(path, headers=["X: " + "x" * (1 << 20)])[0] != 200, "a header of 1 MB")
        check(server.ask(path, headers=["X: y"] * 100000)[0] != 200, "100,000 headers")
        check(server.send(b"G" * (1 << 20))[:12] != b"HTTP/1.1 200", "no request at all")
        check(server.ask(path)[0] == 200, "after those")
        idle = [server.connect() for _ in range(200)]
        for connection in idle[:100]:
            connection.sendall(b"GET /site/en/index.html HTT")
        check(server.ask(path)[0] == 200, "beside 200 idle connections")
        more = [server.connect() for _ in range(200)]
        check(server.ask(path)[0] == 200, "beside 400 idle connections")
        with server.events() as events:
            events.until(lambda state: state["site"] != "0")
            listening = [server.events() for _ in range(100)]
            check(server.ask(path)[0] == 200, "beside 100 that listen")
            for other in listening:
                other.__exit__()
        for connection in idle + more:
            connection.close()
        check(server.ask(path)[0] == 200, "after all that")


def test_command_line():
    with Server() as server:
        taken = subprocess.run([DIELINE, "serve", "kb", "--port", str(server.port)], text=True,
                               capture_output=True, check=False)
        check(taken.returncode == 3 and taken.stdout == "", taken)
        check(taken.stderr == f"dieline: port {server.port} is taken; name another one with --port, "
              "or 0 for any that is free\n", taken.stderr)
    for port in ("-1", "65536", "x"):
        wrong = subprocess.run([DIELINE, "serve", "kb", "--port", port], capture_output=True, check=False)
        check(wrong.returncode == 2, f"--port {port}: {wrong}")
    Path("bin").mkdir(exist_ok=True)
    os.mkfifo("opened")
    write("bin/xdg-open", '#!/bin/sh\necho "$@" >opened\n')
    os.chmod("bin/xdg-open", 0o755)
    with Server("--open", env={**os.environ, "PATH": f"bin:{os.environ['PATH']}"}) as server:
        opened = Path("opened").read_text(encoding="utf-8")
        check(opened == f"http://127.0.0.1:{server.port}/\n", opened)
    os.unlink("opened")


def test_ends_at_once():
    """Whatever it is doing; an open connection, or a page that listens, does not keep it."""
    for how in (signal.SIGINT, signal.SIGTERM):
        server = Server()
        server.stop(how)
        server = Server()
        with server.connect(), server.events() as events:
            events.until(lambda state: state["site"] != "0")
            server.stop(how)


def test_many_edits():
    """In bursts: what is served at their end is what a build writes, and nothing has grown."""
    edits, settled = (100, 40) if SANITIZED else (1000, 200)
    chance = random.Random(9)
    names = [f"c{i}" for i in range(12)]
    first = last = None
    with Server() as server, server.events():
        server.page("site/en/chips/good.html")
        for i in range(edits):
            name = chance.choice(names)
            path = f"kb/chips/{name}.yaml"
            kind = chance.randrange(6)
            if kind == 0 and Path(path).exists():
                os.unlink(path)
            elif kind == 1:
                write(path, "name: {")
            else:
                how = chance.choice((write, save_by_rename))
                how(path, chip(f"{name} {i}", chance.randrange(1, 999)))
            if chance.randrange(5) == 0 or i in (settled - 1, edits - 1):
                if i in (settled - 1, edits - 1):
                    for other in names:
                        write(f"kb/chips/{other}.yaml", chip(other))
                server.page("site/en/chips/good.html")
            if i == settled - 1:
                compare_with_build(server)
                first = server.usage()
            elif i == edits - 1:
                compare_with_build(server)
                last = server.usage()
        print(f"{edits} edits: {first} after {settled}, {last} at the end")
        check(last[1] <= first[1], f"descriptors: {first[1]}, then {last[1]}")
        check(not last[2], f"children: {last[2]}")
        if not SANITIZED:
            check(last[0] - first[0] < 5 * 1024, f"memory: {first[0]} KiB, then {last[0]} KiB")


def main():
    tests = {name: test for name, test in globals().items() if name.startswith("test_")}
    os.rename("kb", "pristine")
    for name in sys.argv[2:] or tests:
        print(name, flush=True)
        shutil.rmtree("kb", ignore_errors=True)
        shutil.copytree("pristine", "kb")
        tests[name]()


main()
