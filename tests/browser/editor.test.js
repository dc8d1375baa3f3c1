// `dieline lsp --serve` in a browser: it shows what is typed, follows the cursor unless the reader
// does not want that, and what is clicked is opened in the editor.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { desktop, newContext } from './site.js';

const kb = join(mkdtempSync(join(tmpdir(), 'dieline-editor-')), 'kb');
cpSync(fileURLToPath(new URL('../../kb', import.meta.url)), kb, { recursive: true });
const file = join(kb, 'chips/br166.yaml');
const uri = pathToFileURL(file).href;
const text = readFileSync(file, 'utf8');

/* --- an editor --- */

const server = spawn(process.env.DIELINE, ['lsp', '--serve', '--port', '0', kb],
  { stdio: ['pipe', 'pipe', 'inherit'] });
const heard = [];
let tell = () => {};
let buffer = Buffer.alloc(0);
server.stdout.on('data', (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (let end; (end = buffer.indexOf('\r\n\r\n')) >= 0;) {
    const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
    if (buffer.length < end + 4 + length) break;
    heard.push(JSON.parse(buffer.subarray(end + 4, end + 4 + length)));
    buffer = buffer.subarray(end + 4 + length);
    tell();
  }
});

const send = (message) => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};

/* The first message that is so, now or later. */
const hear = async (fact) => {
  for (;;) {
    const at = heard.findIndex(fact);
    if (at >= 0) return heard.splice(at, 1)[0];
    await new Promise((resolve) => { tell = resolve; });
  }
};

let asked = 0;
const ask = async (method, params) => {
  const id = ++asked;
  send({ id, method, params });
  return (await hear((message) => message.id === id && !message.method)).result;
};

const placeOf = (part) => {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } };
};
const moveTo = (part) => ask('textDocument/documentHighlight', placeOf(part));

await ask('initialize', { processId: null, rootUri: pathToFileURL(kb).href,
  capabilities: { window: { showDocument: { support: true } } } });
send({ method: 'initialized', params: {} });
send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
const shown = await hear(({ method }) => method === 'window/showDocument');
send({ id: shown.id, result: { success: true } });
const address = new URL('site/en/', shown.params.uri);

after(async () => {
  await ask('shutdown');
  send({ method: 'exit' });
  const [status] = await once(server, 'exit');
  assert.equal(status, 0);
});

/* --- a reader --- */

const slot = 'packaging:';
assert.ok(text.includes(slot));

const newPage = async (path) => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(new URL(path, address).href);
  await page.locator('dieline-editor section').waitFor();
  return { page, faults, close: () => context.close() };
};

const isSeen = (page) => page.waitForFunction(() => {
  const box = document.querySelector('[data-shown]')?.getBoundingClientRect();
  return box && box.top >= 0 && box.bottom <= innerHeight;
});

test('it follows the cursor to another page, and there to the value', async () => {
  const { page, faults, close } = await newPage('index.html');
  await moveTo(slot);
  await page.waitForURL(new URL('chips/br166.html', address).href);
  await isSeen(page);
  assert.equal(await page.locator('tr#packaging [data-shown]').count(), 1);
  await moveTo('maker:');
  await page.locator('tr#maker [data-shown]').waitFor();
  await isSeen(page);
  assert.deepEqual(faults, []);
  await close();
});

test('it stays where it is if the reader wants that, also in other pages', async () => {
  const { page, close } = await newPage('chips/br166.html');
  await page.getByLabel('Follow the editor').uncheck();
  await moveTo(slot);
  await page.goto(new URL('index.html', address).href);
  assert.equal(await page.getByLabel('Follow the editor').isChecked(), false);
  await moveTo('maker:');
  await page.getByLabel('Follow the editor').check(); // which comes after what it has heard by then
  await moveTo(slot);
  await page.locator('tr#packaging [data-shown]').waitFor();
  await close();
});

test('what is typed is shown, and what was shown stays marked', async () => {
  const { page, close } = await newPage('chips/br166.html');
  await moveTo('maker:');
  await page.locator('tr#maker [data-shown]').waitFor();
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  send({ method: 'textDocument/didChange', params: { textDocument: { uri, version: 2 },
    contentChanges: [{ range, text: 'name: Typed\n' }] } });
  await page.getByRole('heading', { level: 1, name: 'Typed' }).waitFor();
  send({ method: 'textDocument/didChange', params: { textDocument: { uri, version: 3 },
    contentChanges: [{ text: `${text}nonsense: 1\n` }] } });
  await page.getByText('Not up to date').waitFor();
  assert.equal(await page.locator('dieline-problem').count(), 0, 'what is wrong, the editor says');
  send({ method: 'textDocument/didChange', params: { textDocument: { uri, version: 4 },
    contentChanges: [{ text }] } });
  await page.waitForFunction(() => !document.querySelector('h1').textContent.includes('Typed'));
  await close();
});

test('a click on a value opens its line; one on a link does not', async () => {
  const { page, close } = await newPage('chips/br166.html');
  const value = page.locator('td > .value[data-said^="chips/br166.yaml:"]:not(:has(a))').first();
  const said = await value.getAttribute('data-said');
  await value.click();
  const request = await hear(({ method }) => method === 'window/showDocument');
  assert.equal(request.params.uri, uri);
  assert.equal(request.params.selection.start.line + 1, Number(said.split(':')[1]));
  send({ id: request.id, result: { success: false } });
  await page.getByText('The editor did not open it').waitFor();
  await page.locator('tr#maker .value a').first().click();
  await page.waitForURL(/organizations\//);
  assert.equal(heard.filter(({ method }) => method === 'window/showDocument').length, 0);
  await close();
});
