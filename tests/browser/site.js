// What the tests in a browser share: knowledge bases built into a temporary folder, one browser, and
// which pages stand for all.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const patience = 300_000; // milliseconds: the machine may be busy

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  timeout: patience,
  args: ['--no-sandbox', '--disable-background-networking'],
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dieline-browser-')); // tests/browser/run removes it

after(() => browser.close());

/** A context of the browser that waits as long as a busy machine may need. */
export async function newContext(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  return context;
}

export const languages = ['en', 'zh'];
export const themes = ['light', 'dark'];
export const phone = { width: 390, height: 844 };
export const narrowest = { width: 320, height: 700 }; // WCAG 2.1, 1.4.10
export const desktop = { width: 1280, height: 900 };

function dieline(...options) {
  execFileSync(process.env.DIELINE, options, { stdio: 'pipe' }); // its words are shown if it fails
}

function build(kb, out = `${kb}.out`, ...options) {
  dieline('build', '-q', kb, '-o', out, ...options);
  return out;
}

/** Builds the repository's kb/; returns the folder of its outputs. */
export function buildKb() {
  const kb = join(scratch, 'kb');
  cpSync(join(root, 'kb'), kb, { recursive: true });
  return build(kb);
}

/** Builds the knowledge base of a case, tests/cases/NAME. */
export function buildCase(name) {
  const kb = join(scratch, name);
  cpSync(join(root, 'tests/cases', name, 'kb'), kb, { recursive: true });
  return build(kb);
}

/** Serves the files of a folder below http://127.0.0.1:PORT/some/where/, as a plain web host does;
 * returns that address. The server ends with the tests. */
export async function serveBelow(folder) {
  const prefix = '/some/where/';
  const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const file = join(folder, decodeURIComponent(pathname).slice(prefix.length));
    if (!pathname.startsWith(prefix) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[file.split('.').at(-1)] ?? 'text/plain' });
    response.end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  return `http://127.0.0.1:${server.address().port}${prefix}`;
}

/** The same as of an earlier day, after buildKb(). */
export function buildKbAsOf(day) {
  const kb = join(scratch, 'kb');
  return build(kb, `${kb}.${day}`, '--as-of', day);
}

/** Draws the diagrams of the repository's kb/ for slides; returns their folder. */
export function drawKb(theme) {
  const out = join(scratch, theme);
  dieline('diagram', '-q', '-C', join(root, 'kb'), '-f', 'svg', '--theme', theme, '-o', out);
  return out;
}

/** Builds 450 generated entries, 200 of them chips, whose lineage is drawn in parts. */
export function buildSplit() {
  const kb = join(scratch, 'split');
  execFileSync(join(root, 'tests/bench/generate'), ['700', kb]);
  writeFileSync(join(kb, 'diagrams/family.yaml'),
    'kind: lineage\ntitle: {en: Family, zh: 家族}\nselect: {class: Chip}\n');
  return build(kb);
}

/** Builds a base whose lists go on on further pages; `longSamples` are in it. */
export function buildLong() {
  const kb = join(scratch, 'long');
  const write = (path, text) => {
    mkdirSync(dirname(join(kb, path)), { recursive: true });
    writeFileSync(join(kb, path), text);
  };
  const numbers = Array.from({ length: 501 }, (_, number) => number);
  write('kb.yaml', 'format: 1\nname: {en: Long, zh: 长}\nlanguages: [en, zh]\nas_of: 2026-Q1\n');
  write('sources/paper.yaml', 'name: Paper\ntitle: Paper\npublished: 2025-01-01\n');
  write('chips/many.yaml', numbers.map((number) => `---
id: c${number}
name: {en: Chip ${number}, zh: 芯片 ${number}}
source: paper
summary: {en: One of many.}
tdp: ${300 + number} W
milestones: [{event: tape_out, date: ${number === 0 ? 2022 : 2024}, status: planned, as_of: 2021}]
`).join(''));
  for (const number of numbers.slice(0, 60))
    for (const language of languages)
      write(`pages/${language}/p${number}.md`, `# Page ${number}\n\nText.\n`);
  return build(kb);
}

/** Its pages that others have no like of, without language. */
export const longSamples = [
  'chips/index.html', 'index/chips-2.html', 'what-moved.html', 'index/what-moved-2.html',
  'open-questions.html', 'index/open-questions-3.html', 'report.html', 'index/report-2.html',
  'index/pages.html', 'pages/p9.html', 'sources/paper.html', 'index/claims.paper-2.html',
];

/** Builds a base of six chips: bounds, ranges and nothing in one column, a conflict, a plan, what
 * succeeds what, a value that is known to be wrong, and a slot of its own. */
export function buildTables() {
  const kb = join(scratch, 'tables');
  const write = (path, text) => {
    mkdirSync(dirname(join(kb, path)), { recursive: true });
    writeFileSync(join(kb, path), text);
  };
  write('kb.yaml', 'format: 1\nname: {en: Tables, zh: 表}\nlanguages: [en, zh]\nas_of: 2026-01-04\n');
  write('schema/own.yaml', 'id: urn:x:own\nname: own\nimports: [dieline:default]\n'
    + 'slots: {sockets: {range: integer, slot_group: overview}}\nclasses: {Chip: {slots: [sockets]}}\n');
  for (const name of ['paper', 'other'])
    write(`sources/${name}.yaml`,
      `name: ${name}\ntitle: On ${name}\npublisher: İstanbul Press\npublished: 2025-12-22\n`);
  for (const name of ['Biren', 'Ascend'])
    write(`organizations/${name.toLowerCase()}.yaml`, `name: ${name}\nkind: company\nsource: paper\n`);
  const chips = [
    'id: old\nname: Old\nmaker: biren\nmemory_bandwidth: 1.6 TB/s\ntdp: 300 W\n'
      + 'sockets: 1\nclock: {value: 1 GHz, rank: deprecated, note: {en: wrong}}',
    'id: new\nname: New\nmaker: biren\nsuccessor_of: old\nmemory_bandwidth: 4 TB/s\nclock: 2 GHz\n'
      + 'tdp: [{value: 400 W}, {value: 500 W, source: other}]\n'
      + 'milestones: [{event: tape_out, date: 2027, status: planned}]',
    'id: range\nname: Range\nmaker: ascend\nmemory_bandwidth: 900..2000 GB/s\ntdp: ~ 350 W',
    'id: least\nname: Least\nmaker: [ascend, biren]\nmemory_bandwidth: ">= 1600 GB/s"\ntdp: 300 W',
    'id: most\nname: Most\nmaker: ascend\nmemory_bandwidth: "< 1600 GB/s"',
    'id: empty\nname: Empty\nmaker: ascend',
  ];
  write('chips/chips.yaml', chips.map((chip) => `---\n${chip}\nsource: paper\n`).join(''));
  return build(kb);
}

/** All files below `folder` that end in `suffix`, relative to it, in order. */
export function files(folder, suffix) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path, suffix).map((file) => join(entry.name, file))
        : entry.name.endsWith(suffix) ? [relative(folder, path)] : [];
    })
    .sort();
}

/** All pages below `folder` but those that only lead to another one. */
export function pages(folder) {
  return files(folder, '.html')
    .filter((file) => !readFileSync(join(folder, file), 'utf8').includes('http-equiv="refresh"'));
}

/** The pages of the repository's kb/ that have all that a page may have, without language. */
export const samples = [
  'index.html',
  'chips/br166.html', // facts, milestones, composition, neighbourhood
  'organizations/biren.html', // figures, prose
  'chips/index.html',
  'sources/index.html',
  'sources/herald-2025-12.html',
  'pages/about.html',
  'report.html',
  'data.html',
  'open-questions.html',
  'planned.html',
  'what-moved.html',
  'search.html',
  'diagrams/index.html',
  'diagrams/roadmap.html', // timeline
  'diagrams/field.html',
  'diagrams/lineage.html',
  'diagrams/generations.html', // ranked by year
  'diagrams/br166-package.html',
  'diagrams/blink-topology.html',
  'diagrams/systems.html', // nesting
];

export function url(...path) {
  const file = join(...path);
  if (!existsSync(file)) throw new Error(`${file} was not built`);
  return pathToFileURL(file).href;
}

/** Opens each page and runs `faults` in it; returns the lists that are not empty, by path. */
export async function findFaults(folder, paths, options, faults) {
  if (paths.length === 0) throw new Error(`${folder} has none of the pages`);
  const context = await newContext(options);
  const page = await context.newPage();
  const found = {};
  for (const path of paths) {
    await page.goto(url(folder, path));
    const list = await page.evaluate(faults);
    if (list.length > 0) found[path] = list;
  }
  await context.close();
  return found;
}
