"""What LibreOffice draws of slides, beside the PNG of the same pictures.

Fonts differ, and so do textures and tips of arrows by a pixel or two; what is where does not. So both
are taken apart into squares, and each square's darkness is compared: of all squares' darkness together
at most a share of WRONG_MAX may stand elsewhere by more than one square.
"""
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

import pictures

SQUARE = 8  # pixels of the slide
WRONG_MAX = 0.05
SVG_TITLE = 44  # above the picture


def read_png(path):
    """Width, height and luminance, a list of rows; 8 bits a channel, not interlaced."""
    data = path.read_bytes()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    channels = {2: 3, 6: 4}[colour]
    return width, height, luminance(zlib.decompress(packed), width, height, channels)


def unfilter(kind, line, above, channels):
    for i in range(len(line)):
        a = line[i - channels] if i >= channels else 0
        b = above[i]
        c = above[i - channels] if i >= channels else 0
        if kind == 4:
            nearest = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
        else:
            nearest = (0, a, b, (a + b) // 2)[kind]
        line[i] = (line[i] + nearest) & 255


def luminance(data, width, height, channels):
    stride = width * channels
    above, rows = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        line = bytearray(data[start + 1:start + 1 + stride])
        if data[start]:
            unfilter(data[start], line, above, channels)
        rows.append([sum(line[x:x + 3]) / 3 for x in range(0, stride, channels)])
        above = line
    return rows


def squares(rows, left, top, scale, width, height):
    """How dark each square of the picture is, 0 to 1; `scale` pixels of rows are one of the slide."""
    paper = rows[1][1]
    found = {}
    for row in range(int(height / SQUARE)):
        for column in range(int(width / SQUARE)):
            ys = range(int((top + row * SQUARE) * scale), int((top + (row + 1) * SQUARE) * scale))
            xs = range(int((left + column * SQUARE) * scale),
                       int((left + (column + 1) * SQUARE) * scale))
            points = [abs(rows[y][x] - paper) for y in ys for x in xs
                      if y < len(rows) and x < len(rows[y])]
            found[row, column] = sum(points) / max(len(points), 1) / 255
    return found


def astray(one, other):
    """The share of one's darkness that nothing of the other's within a square of it accounts for."""
    total = wrong = 0.0
    for (row, column), dark in one.items():
        near = max(other.get((row + dy, column + dx), 0) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        total += dark
        wrong += max(dark - near - 0.05, 0)
    return wrong / max(total, 1e-9)


def compare_one(slide_png, picture_png, svg):
    scale = min(1200 / svg.width, 566 / svg.height, 1.6)
    left = 40 + (1200 - svg.width * scale) / 2
    top = 76 + (566 - svg.height * scale) / 2
    width, _, rows = read_png(slide_png)
    size = svg.width * scale, svg.height * scale
    seen = squares(rows, left, top, width / 1280, *size)
    own_width, _, own_rows = read_png(picture_png)
    own_scale = own_width / svg.width / scale
    wanted = squares(own_rows, 0, SVG_TITLE * scale, own_scale, *size)
    return max(astray(seen, wanted), astray(wanted, seen))


def compare(kb, out, options):
    """Opens every slide in `out`; beside each lies its SVG."""
    if not shutil.which("soffice"):
        print("skipped: there is no LibreOffice")
        return
    paths = sorted(out.glob("*.pptx"))
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([pictures.DIELINE, "diagram", "-q", "-C", kb, "-o", scratch, "-f", "png",
                        "--scale", "1", *options], check=True)
        worst = 0.0
        for path in paths:
            result = subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless",
                 "--convert-to", "png", "--outdir", scratch + "/seen", path],
                check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            seen = pathlib.Path(scratch, "seen", path.with_suffix(".png").name)
            assert seen.exists(), f"{path.name}: {result.stdout}"
            wrong = compare_one(seen, pathlib.Path(scratch, path.with_suffix(".png").name),
                                pictures.read_svg(path.with_suffix(".svg")))
            print(f"{path.name}: {wrong:.3f}", file=sys.stderr)
            worst = max(worst, wrong)
            assert wrong <= WRONG_MAX, f"{path.name}: {wrong:.3f} of it stands elsewhere"
    print(f"LibreOffice draws {len(paths)} slides alike, but for {worst:.3f}")
