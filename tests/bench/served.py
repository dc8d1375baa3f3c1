"""A `dieline serve` while files are saved: what it takes until a browser hears of it."""
import json
import re
import socket
import subprocess
import time

PATIENCE = 600  # seconds: a net for what hangs
REST = 1.5  # seconds in which what waits until pages were asked for is done


def processor_time(process):
    """Of all its threads, also those that have ended, in seconds."""
    scheduler_clock = 2  # as in clock_getcpuclockid(3), which Python does not have
    return time.clock_gettime(~process.pid << 3 | scheduler_clock)


class Served:
    """A server of a knowledge base, and a browser that listens."""

    def __init__(self, dieline, base):
        self.process = subprocess.Popen([dieline, "serve", base, "--port", "0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])
        self.listener = self.ask("/_dieline/events")
        self.lines = self.listener.makefile("r", newline="\n")
        self.hear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lines.close()
        self.listener.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def ask(self, path):
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
        return connection

    def hear(self):
        for line in self.lines:
            if line.startswith("data: "):
                return json.loads(line[6:])
        raise ConnectionError("the events have ended")

    def save(self, change):
        """Returns wall and processor time from a save until the browser is told to load again."""
        time.sleep(REST)
        before = processor_time(self.process)
        begun = time.monotonic()
        change()
        self.hear()
        return time.monotonic() - begun, processor_time(self.process) - before
