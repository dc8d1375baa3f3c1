"""Follows hints: hints.py DIELINE ROOT SCRATCH.

For each knowledge base of tests/cases, what `check --diagnostics=json` says is taken one by one: its
fixes are applied to a fresh copy, and `check` must have no error where they were. Numbers are read
here anew, by rules of this file's own, and must be of the size that was written. Then `fix` does all of
a knowledge base at once: its files must be what this file makes of them, to the byte.
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

DIELINE, ROOT, SCRATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
failures = []
followed = {'fix': 0, 'move': 0, 'all': 0, 'choice': 0, 'command': 0, 'advice': 0}


def fail(case, diagnostic, text):
    place = f"{diagnostic['file']}:{diagnostic['line']}:{diagnostic['column']}"
    failures.append(f"{case}: {place}: {diagnostic['message']}\n    {diagnostic['hints']}\n    {text}")


# --- knowledge bases ---

def lay_out(case, work):
    """A copy of the case's knowledge base in `work`, as tests/run-case makes it."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if not (case / 'kb/kb.yaml').exists():
        shutil.copytree(ROOT / 'tests/neighbours', work, dirs_exist_ok=True, symlinks=True)
    shutil.copytree(case, work, dirs_exist_ok=True, symlinks=True)
    if (work / 'setup').exists():
        subprocess.run(['sh', '-eu', './setup'], cwd=work, check=False, capture_output=True)


def check(work):
    done = subprocess.run([DIELINE, 'check', '--diagnostics=json', 'kb'], cwd=work, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    try:
        return json.loads(done.stdout or b'[]')
    except json.JSONDecodeError:
        return []


def offset(text, line, column):
    """Bytes before a place; lines end as the program counts them."""
    lines = re.split(r'(?<=\n)|(?<=\r)(?!\n)', text)
    return sum(len(part) for part in lines[:line - 1]) + column - 1


def replace(work, places):
    """Puts texts in the places of others; returns the file's path, and where the last one went."""
    path = work / places[0]['file']
    text = path.read_text(encoding='utf-8')
    for place in sorted(places, key=lambda p: (p['line'], p['column']), reverse=True):
        start = offset(text, place['line'], place['column'])
        end = offset(text, place['end_line'], place['end_column'])
        text = text[:start] + place['text'] + text[end:]
    path.write_text(text, encoding='utf-8')
    return text


def written(work, place):
    text = (work / place['file']).read_text(encoding='utf-8')
    return text[offset(text, place['line'], place['column']):
                offset(text, place['end_line'], place['end_column'])]


# --- sizes ---

WORDS = {'trillion': 1e12, 'tn': 1e12, '万亿': 1e12, 'billion': 1e9, 'bn': 1e9, 'mrd': 1e9, '十亿': 1e9,
         'million': 1e6, 'mn': 1e6, 'mln': 1e6, 'mio': 1e6, '百万': 1e6, '千万': 1e7, '亿': 1e8,
         '億': 1e8, '万': 1e4, '萬': 1e4, 'thousand': 1e3, '千': 1e3}
PREFIXES = {'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18, 'm': 1e-3, 'u': 1e-6,
            'n': 1e-9, '%': 1e-2}
BINARY = {'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40}
NUMBER = re.compile(r'\d[\d,\'. ]*\d|\d')


def narrow(text):
    return ''.join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else ' ' if c == '\u3000' else c
                   for c in text)


def readings(digits):
    """What a number with commas, points, spaces and apostrophes may be."""
    bare = digits.replace(' ', '').replace("'", '')
    found = set()
    for text in (bare.replace(',', ''), bare.replace(',', '.'), bare.replace('.', '').replace(',', '.')):
        try:
            found.add(float(text))
        except ValueError:
            pass
    return found


def scales(rest):
    """What the text behind a number may multiply it by."""
    rest = rest.lstrip(' -')
    found = {1.0}
    for word, scale in WORDS.items():
        if rest.lower().startswith(word):
            found.add(scale)
    for prefix, scale in {**PREFIXES, **BINARY}.items():
        if rest.startswith(prefix):
            found.add(float(scale))
    for letter, scale in {'B': 1e9, 'b': 1e9, 'm': 1e6, 'M': 1e6, 'k': 1e3, 'T': 1e12}.items():
        if rest.startswith(letter):
            found.add(scale)
    return found


def sizes(text):
    text = narrow(text)
    found = set()
    for match in NUMBER.finditer(text):
        for part in re.split(r'\.\.', match.group()):
            for number in readings(part):
                for scale in scales(text[match.end():]):
                    found.add(number * scale)
    return found


def near(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-300)


def derived(old):
    """Products, sums and tolerances of what was written, where it has their signs."""
    numbers = sorted(sizes(old))
    found = set(numbers)
    if re.search(r'[x×*х]', old):
        found |= {a * b for a in numbers for b in numbers}
    if '+' in old:
        found.add(sum(float(n) for n in re.findall(r'\d+', old)))
    if re.search(r'±|\+/-|\+-|\+/−', old):
        found |= {a + s * b * f for a in numbers for b in numbers for s in (1, -1)
                  for f in (1, a, 1e-3)}
    return found


def quantity_keeps_size(old, new):
    """Is each number of the new value, whatever its unit is called, one of the old text's?"""
    value = re.sub(r'^\{value: |, (note|quote): .*|\n *(note|quote): .*', '', new)
    wanted = derived(old)
    for match in re.finditer(r'(?<![A-Za-z])\d[\d,]*(?:\.\d+)?', value):
        number = float(match.group().replace(',', ''))
        if not any(near(number * scale, want) for want in wanted
                   for scale in scales(value[match.end():])):
            return False
    return True


def date_keeps_years(old, new):
    """A date's years are those written, or the next ones on the other side of before and after."""
    value = re.sub(r'^\{value: |, (note|quote): .*', '', new)
    digits = {'〇': '0', '零': '0', **{c: str(i) for i, c in enumerate('零一二三四五六七八九')}}
    old = re.sub('[〇零一二三四五六七八九]{2,4}(?=年)', lambda m: ''.join(digits[c] for c in m.group()),
                 narrow(old))
    years = {int(y) for y in re.findall(r'(?<!\d)\d{4}', old)}
    years |= {2000 + int(y) for y in re.findall(r'(?<!\d)\d\d(?!\d)', old)}
    return all(any(abs(int(year) - y) <= 1 for y in years)
               for year in re.findall(r'(?<!\d)\d{4}', value))


ORDINALS = {'thirteenth': '13'}  # values beyond those with a name are numbers


def keeps_size(diagnostic, old, new):
    if diagnostic['slug'] == 'value.date':
        return date_keeps_years(old, new)
    if diagnostic['slug'] in ('value.quantity', 'value.unit', 'value.dimension'):
        return quantity_keeps_size(old, new)
    old = ORDINALS.get(old, old)
    return re.findall(r'\d', narrow(old).replace('O', '0')) == re.findall(r'\d', new) or \
        diagnostic['slug'].startswith(('ref.', 'yaml.', 'markdown.'))


# --- following ---

def errors_at(found, file, first, last):
    return [d for d in found if d['severity'] == 'error' and d['file'] == file and
            d['line'] is not None and first <= d['line'] <= last]


def same_place(before, after, places):
    """Errors where the fixes were that were not there before, or still are."""
    first = min(p['line'] for p in places)
    last = max(p['end_line'] + p['text'].count('\n') for p in places)
    column = min(p['column'] for p in places)
    new = max(p['column'] + len(p['text']) for p in places)
    return [d for d in errors_at(after, places[0]['file'], first, last)
            if first != last or column <= d['column'] <= new]


def follow_fix(case, diagnostic, work, places, kind):
    for place in places:
        if not keeps_size(diagnostic, written(work, place), place['text']):
            fail(case.name, diagnostic, f"'{place['text']}' is of another size than "
                                        f"'{written(work, place)}'")
    replace(work, places)
    after = check(work)
    for error in same_place(None, after, places):
        fail(case.name, diagnostic, f"followed, it leads to: {error['message']} {error['hints']}")
    followed[kind] += 1


def in_place(work, diagnostic, text):
    """`text` in the place that is pointed at; a name in braces keeps them."""
    if re.fullmatch(r'\{\w+\}', written(work, diagnostic)):
        text = '{' + text + '}'
    return [{'text': text, **{key: diagnostic[key] for key in
                              ('file', 'line', 'column', 'end_line', 'end_column')}}]


# Hints that leave a choice: each choice is what takes the place of the text they point at.
CHOICES = [
    (r'^kB is 1000 B, KiB is 1024 B', ['kB', 'KiB']),
    (r'^write \{unknown: true\}', ['{unknown: true}']),
    (r'^write \{none: true\}', ['{none: true}']),
    (r"^did you mean '([^#].*)'\?$", [r'\1']),
    (r"^write (https?:.*|'[<>].*')$", [r'\1']),
]

# Hints that say what is so, and what only their author can decide.
ADVICE = [line for line in (ROOT / 'tests/e2e/hints-advice.txt').read_text(encoding='utf-8').split('\n')
          if line and not line.startswith('#')]


def follow_commands(case, diagnostic, work, hint):
    for command in re.findall(r'`dieline ([^`]*)`', hint):
        words = [word for word in shlex.split(command) if word not in ('...', 'NAME')]
        done = subprocess.run([DIELINE, *words, '-C', 'kb'], cwd=work, check=False,
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
        followed['command'] += 1
        if done.returncode == 2:
            fail(case.name, diagnostic, f"`dieline {command}`: {done.stderr.decode()[:200]}")


def follow_moves(case, diagnostic, work):
    lay_out(case, work)
    for move in diagnostic['moves']:
        if (work / move['to']).exists():
            return
        (work / move['to']).parent.mkdir(parents=True, exist_ok=True)
        (work / move['file']).rename(work / move['to'])
    for move in diagnostic['moves']:
        judge_move(case, move['to'], diagnostic['slug'], check(work))
    followed['move'] += 1


def follow(case, diagnostic, work):
    if 'moves' in diagnostic:
        follow_moves(case, diagnostic, work)
        return
    if diagnostic['fixes']:
        lay_out(case, work)
        follow_fix(case, diagnostic, work, diagnostic['fixes'], 'fix')
        return
    for hint in diagnostic['hints']:
        follow_commands(case, diagnostic, work, hint)
        for pattern, texts in CHOICES:
            match = re.search(pattern, hint)
            if not match or diagnostic['line'] is None:
                continue
            if written(work, diagnostic).startswith('|'):
                break # somewhere in a text of several lines
            for text in texts:
                lay_out(case, work)
                follow_fix(case, diagnostic, work, in_place(work, diagnostic, match.expand(text)), 'choice')
            break
        else:
            followed['advice'] += 1
            if not any(re.search(pattern, hint) for pattern in ADVICE):
                fail(case.name, diagnostic, 'a hint that nobody follows: a fix, or hints-advice.txt?')


# --- all at once ---

def is_in_the_way(edit, done):
    return any(edit != other and edit[0] <= other[1] and other[0] <= edit[1] for other in done)


def can_move(work, move, edits, moves):
    return not (move['file'] in edits or move['file'] in moves or move['to'] in moves.values() or
                os.path.lexists(work / move['to']) or (work / move['file']).is_symlink())


def plan(work, found):
    """What fixes come to: a file's edits, as (start, end, text), and where files go. Those in the way of
    others wait."""
    edits, texts, moves = {}, {}, {}
    for diagnostic in found:
        own = []
        for place in diagnostic['fixes'] if diagnostic['accepted'] is None else []:
            file = place['file']
            if file not in texts:
                texts[file] = (work / file).read_bytes().decode()
            ends = [offset(texts[file], place[line], place[column]) for line, column in
                    (('line', 'column'), ('end_line', 'end_column'))]
            own.append((file, (*ends, place['text'])))
        goes = diagnostic.get('moves', []) if diagnostic['accepted'] is None else []
        if not any(file in moves or is_in_the_way(edit, edits.get(file, ())) for file, edit in own) and \
                all(can_move(work, move, edits, moves) for move in goes):
            moves.update((move['file'], move['to']) for move in goes)
            for file, edit in own:
                edits.setdefault(file, set()).add(edit)
    return edits, texts, moves


def judge_move(case, place, slug, after):
    for error in after:
        if error['slug'] == slug and error['file'] == place:
            fail(case.name, error, 'moved, and not clean')


def make(text, edits):
    """The text with its edits made, and where they are in it."""
    new, done, places = '', 0, []
    for start, end, put in sorted(edits):
        new += text[done:start]
        places.append((len(new), len(new) + len(put)))
        new += put
        done = end
    return new + text[done:], places


def read_all(work):
    return {path.relative_to(work): path.read_bytes() for path in sorted(work.rglob('*'))
            if path.is_file()}


def judge_places(case, file, text, places, after):
    for error in after:
        if error['severity'] != 'error' or error['file'] != file or error['line'] is None:
            continue
        at = offset(text, error['line'], error['column'])
        if any(start <= at <= end for start, end in places):
            fail(case.name, error, 'fixed, and not clean')


def fix_all(case, found, work):
    """Does `fix` make what is proposed, and nothing else? `found` is what `check` says before."""
    lay_out(case, work)
    wanted = read_all(work)
    edits, texts, moves = plan(work, found)
    done = subprocess.run([DIELINE, 'fix', '--diagnostics=json', 'kb'], cwd=work, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    got = read_all(work)
    after = json.loads(done.stdout)
    while edits or moves:
        made = {file: make(texts[file], edits[file]) for file in edits}
        wanted.update({Path(file): text.encode() for file, (text, _) in made.items()})
        for old, new in moves.items():
            wanted[Path(new)] = wanted.pop(Path(old))
            (work / old).unlink(missing_ok=True)
            (work / new).parent.mkdir(parents=True, exist_ok=True)
        if wanted != got: # what was made lets more be seen
            for path, text in wanted.items():
                (work / path).write_bytes(text)
            found = check(work)
        else:
            found = after
        for file, (text, places) in made.items():
            judge_places(case, file, text, places, found)
        for place in moves.values():
            for slug in 'entry.unknown-class', 'entry.wrong-folder', 'fs.unknown-file':
                judge_move(case, place, slug, found)
        followed['all'] += 1
        edits, texts, moves = plan(work, found)
    for path in wanted.keys() | got.keys():
        if wanted.get(path) != got.get(path):
            failures.append(f'{case.name}: fix makes something else of {path}')


def main():
    for case in sorted((ROOT / 'tests/cases').iterdir()):
        if not (case / 'kb').is_dir() or (case / 'env').exists():
            continue
        work = SCRATCH / case.name
        lay_out(case, work)
        found = check(work)
        for diagnostic in found:
            follow(case, diagnostic, work)
        if any(diagnostic['fixes'] or 'moves' in diagnostic for diagnostic in found):
            fix_all(case, found, work)
        shutil.rmtree(work, ignore_errors=True)
    for text in failures:
        print(text)
    print(f'{followed} of hints followed, {len(failures)} failures')
    sys.exit(1 if failures or followed['fix'] < 80 or followed['move'] < 5 else 0)


main()
