// Mermaid's own parser takes what `dieline diagram -f mermaid` writes, and draws all of it: every task
// and section, node and relation, with the texts that we meant, and nothing that could run.
//
// It needs mermaid, which is large and so not among what ./bootstrap gets:
//   npm ci --prefix tests/browser/mermaid
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const library = fileURLToPath(new URL('mermaid/node_modules/mermaid/dist/mermaid.min.js', import.meta.url));
if (!existsSync(library)) {
  console.log('browser-mermaid: skipped: there is no mermaid: npm ci --prefix tests/browser/mermaid');
  process.exit(77);
}
const { desktop, newContext } = await import('./site.js');
const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dieline-mermaid-'));

/** Draws every diagram of a knowledge base as Mermaid; returns their texts by name. */
function write(kb, ...options) {
  const out = mkdtempSync(join(scratch, 'out-'));
  execFileSync(process.env.DIELINE, ['diagram', '-q', '-C', kb, '-f', 'mermaid', '-o', out, ...options],
    { stdio: 'pipe' });
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** What a label says: its codes are characters, its break a space. */
function decode(label) {
  return label.replaceAll('<br/>', ' ').replace(/#(\d+);/g, (_, code) => String.fromCodePoint(code));
}

// Word joiners are there so that Mermaid takes no backslash and n for a line break.
const tidy = (text) => text.replace(/\u2060/g, '').replace(/\s+/g, ' ').trim();
const sorted = (texts) => texts.map(tidy).sort();

/** What the file says should be seen. */
function wanted(text) {
  const all = (pattern) => [...text.matchAll(pattern)].map((match) => decode(match[1] ?? ''));
  if (/^gantt$/m.test(text))
    return {
      tasks: sorted(all(/^ +(\S.*) :(?:\w+, )*m\d+, \d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d$/gm)),
      sections: sorted([...new Set(all(/^ +section (.*)$/gm))]),
    };
  return {
    nodes: sorted(all(/^ +n\d+\W+?"(.*)"\W+(?::::planned)?$/gm)),
    frames: sorted(all(/^ +subgraph g\d+\["(.*)"\]$/gm)),
    edges: sorted(all(/^ +n\d+ [-.>]+(?:\|"(.*)"\|)? n\d+$/gm)),
  };
}

/** Draws the text; returns what is to be seen. Runs in the browser. */
async function draw(text) {
  await mermaid.parse(text);
  const { svg } = await mermaid.render('drawn', text);
  document.body.innerHTML = svg;
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) =>
    element.tagName === 'text' && element.querySelector('tspan')
      ? [...element.querySelectorAll('tspan')].map((line) => line.textContent).join(' ')
      : [...element.querySelectorAll('p')].map((p) => p.innerHTML.replaceAll(/<br\/?>/g, ' ')).join(' ')
        || element.textContent);
  const plain = (html) => new DOMParser().parseFromString(html, 'text/html').body.textContent;
  const bad = document.body.querySelectorAll(
    'script, a, img, iframe, object, [onclick], [onerror], [onload], .clickable, .error-icon, .katex, em, strong, ul, ol, h1');
  return {
    title: document.querySelector('.titleText, .flowchartTitleText')?.textContent,
    tasks: texts('.taskText, .taskTextOutsideRight, .taskTextOutsideLeft'),
    bars: [...document.querySelectorAll('.task')].map((bar) => bar.getBoundingClientRect().width),
    sections: texts('.sectionTitle'),
    nodes: texts('.node .nodeLabel').map(plain),
    frames: texts('.cluster .nodeLabel').map(plain),
    edges: texts('.edgeLabels .edgeLabel > .label').map(plain),
    paths: document.querySelectorAll('.flowchart-link').length,
    bad: [...bad].map((element) => element.outerHTML.slice(0, 200)),
    ran: window.ran === true,
  };
}

async function newPage() {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.addScriptTag({ path: library });
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' }));
  return page;
}

/** Compares what is drawn with what was meant, and says which file it was. */
async function check(page, name, text) {
  const drawn = await page.evaluate(draw, text);
  if (process.env.DIELINE_SHOW) {
    await page.screenshot({ path: join(process.env.DIELINE_SHOW, `${name}.png`), fullPage: true });
  }
  const want = wanted(text);
  assert.deepEqual(drawn.bad, [], name);
  assert.equal(drawn.ran, false, name);
  assert.ok(text.length <= 50000, name);
  if (want.tasks) {
    assert.deepEqual(sorted(drawn.tasks), want.tasks, name);
    assert.deepEqual(sorted(drawn.sections), want.sections, name);
    assert.equal(drawn.bars.length, want.tasks.length, name);
    assert.ok(drawn.bars.every((width) => width > 0), `${name}: a bar of no length: ${drawn.bars}`);
  } else {
    assert.deepEqual(sorted(drawn.nodes), want.nodes, name);
    assert.deepEqual(sorted(drawn.frames), want.frames, name);
    assert.equal(drawn.paths, want.edges.length, name);
    assert.deepEqual(sorted(drawn.edges.filter((label) => label)), want.edges.filter((label) => label), name);
  }
  assert.equal(tidy(drawn.title ?? ''), tidy(JSON.parse(text.match(/^title: (".*")$/m)[1])), name);
}

test('every diagram of kb/ is drawn, and all of it', async () => {
  const page = await newPage();
  const files = write(join(root, 'kb'));
  assert.ok(files.size >= 10);
  for (const [name, text] of files) await check(page, name, text);
});

test('every kind of diagram is drawn', async () => {
  const page = await newPage();
  for (const [name, text] of write(join(root, 'tests/cases/diagram-kinds/kb'))) await check(page, name, text);
});

const hostile = [
  'title x', 'section x', 'Section', 'click m1 call ran()', 'click n1 href "javascript:ran=true"', 'call ran()',
  'includes monday', 'excludes weekends', 'dateFormat X', 'axisFormat %d', 'todayMarker on', 'tickInterval 1day',
  'weekday monday', 'vert', 'gantt', 'end', 'subgraph', 'graph TB', 'default', 'o', 'x', 'style n1 fill:#f00;',
  'classDef a fill:#f00;', '2021-05-06 tape-out', '2021', '-1', '1. one', '- one', '* one', '+ one', '# one', '> one',
  '**bold** _it_ ~~x~~', '`code`', '"`**md**`"', '[x](https://example.org)', 'https://example.org/?a=b&c=d', 'a@b.c',
  '%% comment', '%%{init: {"securityLevel": "loose"}}%%', '---', 'a --> b', 'A:B, crit, m1, 2021-01-01', 'a;b',
  '<img src=x onerror="ran=true">', '<script>ran=true</script>', '</p></foreignObject></svg>', 'AT&T &lt; &#60; #60;',
  '"] --> x["', ')}]>', '$$x^2$$', 'fa:fa-car', 'ﬂ°°60¶ß', '{{name}}', '@{ shape: circle }', 'a|b', "it's", '\\n \\',
  '壁仞科技', '日本語：テスト', 'ש לום', '😀 chip', 'é', 'accTitle: x', 'accDescr { x }',
];

/** A base in which each text is the name of a chip, of a source of its claims and of a diagram. */
function hostileKb() {
  const kb = mkdtempSync(join(scratch, 'hostile-'));
  for (const folder of ['chips', 'sources', 'diagrams']) mkdirSync(join(kb, folder));
  const put = (path, value) => writeFileSync(join(kb, path), JSON.stringify(value));
  writeFileSync(join(kb, 'kb.yaml'), 'format: 1\nname: Hostile\nlanguages: [en]\nas_of: 2026-01-04\n');
  put('sources/s.yaml', { name: 'S', title: 'S', published: '2025-01-01' });
  const dates = ['2020', '2021~', '2022?', '202X', '2019-Q3', '2022-03-14', '2018/2020', '2021/..', '../2019'];
  hostile.forEach((name, i) => {
    const id = `c${String(i).padStart(3, '0')}`;
    put(`chips/${id}.yaml`, {
      name, source: 's',
      ...(i > 0 && { successor_of: `c${String(i - 1).padStart(3, '0')}` }),
      milestones: [{ event: 'commercial_launch', name, date: dates[i % dates.length] }],
    });
    put(`diagrams/t${i}.yaml`, { kind: 'timeline', title: name, select: { class: 'Chip', ids: [id] } });
  });
  put('diagrams/all.yaml', { kind: 'timeline', title: 'All', select: { class: 'Chip' } });
  put('diagrams/tree.yaml', { kind: 'lineage', title: 'Tree', select: { class: 'Chip' } });
  return kb;
}

test('whatever names say is shown as it is, and nothing of it runs', async () => {
  const page = await newPage();
  for (const [name, text] of write(hostileKb())) await check(page, name, text);
});

/** One chip for each number, with a date, and a name whose every sign is a code. */
function largeKb(count) {
  const kb = mkdtempSync(join(scratch, 'large-'));
  for (const folder of ['chips', 'sources', 'diagrams']) mkdirSync(join(kb, folder));
  writeFileSync(join(kb, 'kb.yaml'), 'format: 1\nname: Large\nlanguages: [en]\nas_of: 2026-01-04\n');
  writeFileSync(join(kb, 'sources/s.yaml'), 'name: S\ntitle: S\npublished: 2025-01-01\n');
  for (let i = 0; i < count; i++)
    writeFileSync(join(kb, `chips/c${i}.yaml`), `name: "Chip ${i} ${'<'.repeat(80)}"\nsource: s\nmilestones:\n`
      + `  - {event: commercial_launch, date: ${1990 + (i % 30)}}\n`);
  writeFileSync(join(kb, 'diagrams/all.yaml'), 'kind: timeline\ntitle: All\nselect: {class: Chip}\n');
  return kb;
}

test('what is too much is cut where Mermaid still draws it', async () => {
  const page = await newPage();
  const files = write(largeKb(140));
  for (const [name, text] of files) await check(page, name, text);
  assert.deepEqual([...files.values()].map((text) => / dates are left out/.test(text)), [true]);
});
