// Search, as readers use it: in every page, by keys alone, from a folder and from a web host, in each
// language, light and dark, wide and narrow; without a script there are the lists.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  buildCase, buildKb, buildTables, desktop, newContext, phone, serveBelow,
} from './site.js';

const site = join(buildKb(), 'site');
const variants = join(buildCase('variants'), 'site');
const folder = pathToFileURL(`${site}/`).href;
const host = await serveBelow(site);
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** A page that notes what goes wrong: errors, and requests that leave the site. */
async function open(base, path, options = {}) {
  const context = await newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') faults.push(`${errorText}: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) faults.push(`asks for ${request.url()}`);
  });
  await page.goto(new URL(path, base).href);
  await page.locator('.search input').waitFor();
  return { context, page, faults };
}

/** Types a query as a reader does; returns the paths of what is found, in order. */
async function type(page, query) {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('/');
  await page.keyboard.press('Backspace'); // what stood there is selected
  await page.keyboard.insertText(query);
  await page.waitForFunction((text) => {
    const last = document.querySelector('.search [role=listbox]:not([hidden]) li:last-child');
    return last && new URL(last.dataset.address).searchParams.get('q') === text;
  }, query);
  return page.locator('.search [role=option]').evaluateAll((options) =>
    options.slice(0, -1).map(({ dataset }) => dataset.address.match(/\/([^/]*\/[^/]*)\.html/)[1]));
}

const wanted = {
  br166: 'chips/br166',
  'BR-166': 'chips/br166',
  'ＢＲ　１６６': 'chips/br166',
  br16: 'chips/br166',
  壁仞: 'organizations/biren',
  仞科: 'organizations/biren',
  biren: 'organizations/biren',
  HBM3e: 'memories/hbm3e',
  昇腾: 'chips/ascend-960',
  Acsend: 'chips/ascend-960',
  sacend: 'chips/ascend-960',
  Ascnd: 'chips/ascend-960',
  'acsend 910': 'chips/ascend-910c',
  '910C ascend': 'chips/ascend-910c',
  CIC: 'organizations/cic',
  '950PR': 'chips/ascend-950pr',
};

const settings = [
  { base: folder, language: 'en', colorScheme: 'light', viewport: desktop },
  { base: host, language: 'zh', colorScheme: 'dark', viewport: phone },
];

for (const { base, language, ...options } of settings)
  test(`names, in ${language}, ${base.slice(0, 4)}, ${options.viewport.width} wide`, async () => {
    const { context, page, faults } = await open(base, `${language}/chips/index.html`, options);
    for (const [query, path] of Object.entries(wanted)) {
      const found = await type(page, query);
      assert.equal(found[0], path, `${query}: ${found.slice(0, 5).join(' ')}`);
    }
    const list = await page.locator('.search ul').boundingBox();
    assert.ok(list.x >= 0 && list.x + list.width <= options.viewport.width, 'the list sticks out');
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    assert.deepEqual(faults, []);
    await context.close();
  });

test('keys: slash, arrows, Enter, Escape', async () => {
  const { context, page, faults } = await open(folder, 'en/chips/br166.html');
  const input = page.locator('.search input');
  const active = () => input.getAttribute('aria-activedescendant');
  await type(page, 'biren');
  assert.equal(await input.getAttribute('aria-expanded'), 'true');
  assert.equal(await active(), null);
  await page.keyboard.press('ArrowUp');
  assert.match(await page.locator('.search [aria-selected=true]').innerText(), /Search values/);
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(), null, 'from the last back to the box');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(), await page.locator('.search li').first().getAttribute('id'));
  await page.keyboard.press('Escape');
  assert.equal(await input.getAttribute('aria-expanded'), 'false');
  assert.equal(await input.inputValue(), 'biren');
  await page.keyboard.press('Escape');
  assert.equal(await input.inputValue(), '');
  assert.ok(await input.evaluate((box) => box !== document.activeElement));
  await page.locator('main a').first().focus();
  await page.keyboard.press('a'); // elsewhere other keys do nothing
  assert.equal(await input.inputValue(), '');

  await type(page, 'br166');
  await page.keyboard.press('ArrowDown');
  const opened = page.waitForURL(/chips\/br166\.html$/);
  await page.keyboard.press('Enter');
  await opened;
  assert.deepEqual(faults, []);
  await context.close();
});

test('entries stand before pictures, these before sources, where they match alike', async () => {
  const { context, page } = await open(folder, 'en/index.html');
  const found = await page.evaluate(async () => (await dielineSearch.find('壁仞')).results
    .map(({ tier, place }) => [tier, place]));
  for (const tier of [1, 2]) {
    const places = found.filter((result) => result[0] === tier).map((result) => result[1]);
    assert.deepEqual(places, [...places].sort(), `of tier ${tier}`);
  }
  assert.deepEqual([...new Set(found.map((result) => result[1]))].sort(), [0, 1, 3]);
  const kinds = (await type(page, 'br100')).map((path) => path.split('/')[0]);
  assert.ok(kinds.indexOf('chips') === 0 && kinds.indexOf('diagrams') > 0, kinds.join(' '));
  await context.close();
});

test('what matched is said, of a variant also what it is one of', async () => {
  const base = pathToFileURL(`${variants}/`).href;
  const { context, page, faults } = await open(base, 'zh/index.html');
  assert.equal((await type(page, 'h100nvl'))[0], 'chips/h100.nvl');
  const text = () => page.locator('.search li').first().innerText();
  assert.match(await text(), /H100 NVL.*H100 的型号变体/s);
  assert.equal((await type(page, 'gh100'))[0], 'chips/h100');
  assert.match(await text(), /H100.*原标识：gh100/s);
  assert.deepEqual(faults, []);
  await context.close();
});

/** The page of a query, once all is searched. */
async function openResults(base, language, query, options) {
  const path = `${language}/search.html?q=${encodeURIComponent(query)}`;
  const opened = await open(base, path, options);
  await opened.page.waitForFunction(() =>
    /^[^%]+$/.test(document.querySelector('#search-texts ~ [role=status]')?.textContent ?? ''));
  return opened;
}

for (const { base, language, ...options } of settings)
  test(`values and prose, in ${language}, ${base.slice(0, 4)}`, async () => {
    const { context, page, faults } = await open(base, `${language}/chips/br166.html`, options);
    await type(page, '896 GB/s');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\.html\?q=896/);
    const rows = page.locator('#search-texts ~ ul > li');
    await rows.getByText('BR166').first().waitFor();
    assert.equal(await rows.first().locator('mark').first().innerText(), '896 GB/s');
    assert.equal(await page.locator('.search input').inputValue(), '896 GB/s');
    assert.match(await page.locator('.languages a').first().getAttribute('href'), /search\.html\?q=896/);
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    assert.deepEqual(faults, []);
    await context.close();
  });

test('letters whose small ones are two, or that only go with others', async () => {
  const base = pathToFileURL(`${join(buildTables(), 'site')}/`).href;
  for (const [query, status] of [['İSTANBUL press', /^2 /], ['ก็', /^Nothing|^No/]]) {
    const { context, page, faults } = await openResults(base, 'en', query);
    assert.match(await page.locator('#search-texts ~ [role=status]').innerText(), status);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('what values are values of', async () => {
  const base = pathToFileURL(`${join(buildTables(), 'site')}/`).href;
  for (const [query, found] of [['TDP', /^TDP: /], ['memory bandwidth new', /^Memory bandwidth: (4,000 GB\/s|4 TB\/s)/]]) {
    const { context, page, faults } = await openResults(base, 'en', query);
    const first = page.locator('#search-texts ~ ul > li').first().locator('p').first();
    assert.match(await first.innerText(), found);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('a person, and prose in Chinese', async () => {
  for (const [language, query, title] of [['en', 'zhang wen', 'Biren Technology'], ['zh', '光学模组', '共封装光学']]) {
    const { context, page, faults } = await openResults(host, language, query);
    const first = page.locator('#search-texts ~ ul > li').first();
    assert.match(await first.innerText(), new RegExp(title));
    const link = first.locator('a').first();
    const opened = page.waitForURL(/\/(organizations|packaging)\//);
    await link.click();
    await opened;
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('without a script: the lists', async () => {
  const context = await newContext({ viewport: phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(new URL('en/chips/br166.html', folder).href);
  assert.equal(await page.locator('.search input').count(), 0);
  await page.locator('.search a').click();
  await page.locator('main').getByRole('link', { name: 'Chips' }).click();
  assert.match(page.url(), /\/en\/chips\/index\.html$/);
  await context.close();
});

test('axe finds no fault with what is open', async () => {
  for (const { base, language, ...options } of settings) {
    const { context, page } = await open(base, `${language}/index.html`, { ...options, bypassCSP: true });
    await type(page, 'biren');
    await page.keyboard.press('ArrowDown');
    const judge = async () => {
      await page.evaluate(axe);
      return page.evaluate(async () => (await window.axe.run()).violations
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)));
    };
    assert.deepEqual(await judge(), []);
    await context.close();
    const results = await openResults(base, language, 'biren', { ...options, bypassCSP: true });
    await results.page.evaluate(axe);
    assert.deepEqual(await results.page.evaluate(async () => (await window.axe.run()).violations
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))), []);
    await results.context.close();
  }
});

test('the script has the normal forms of the program', async () => {
  const { context, page } = await open(folder, 'en/index.html');
  const table = readFileSync(new URL('../unit/search-normal-forms.tsv', import.meta.url), 'utf8');
  for (const line of table.trimEnd().split('\n')) {
    const [raw, normal, starts = ''] = line.split('\t');
    const found = await page.evaluate((text) => {
      const { text: form, starts: units } = dielineSearch.normalForm(text);
      return [form, units.map((unit) => [...form.slice(0, unit)].length).join(' ')];
    }, raw);
    assert.deepEqual(found, [normal, starts], raw);
  }
  await context.close();
});

/** In the browser: keys of names whose file does not have their item. */
async function misplacedKeys() {
  const { names } = await dielineSearch.load('index');
  const { filesFor, readItem, load } = dielineSearch;
  const misplaced = [];
  let count = 0;
  const held = new Map();
  const all = new Map();
  for (let i = 1; i < names.length; i += 2) {
    const records = (await load(names[i])).map(readItem);
    held.set(names[i], new Set(records.flatMap(({ path, forms }) => forms.map(({ text }) => `${path} ${text}`))));
    for (const item of records) all.set(item.path, [...all.get(item.path) ?? [], ...item.forms]);
  }
  for (const [path, forms] of all)
    for (const { text, normal } of forms)
      for (const start of normal.starts) {
        count++;
        const files = filesFor(names, normal.text.slice(start));
        if (!files.some((file) => held.get(file).has(`${path} ${text}`)))
          misplaced.push(`${path}: ${normal.text.slice(start)}`);
      }
  return { misplaced, count };
}

test('every key of every name of kb/ leads to a file that has it', async () => {
  const { context, page } = await open(folder, 'en/index.html');
  const { misplaced, count } = await page.evaluate(misplacedKeys);
  assert.deepEqual(misplaced, []);
  assert.ok(count > 2000, `${count} keys`);
  await context.close();
});

test('the first letter loads little, and index.js names every file', async () => {
  const { context, page } = await open(folder, 'en/chips/br166.html');
  const loaded = new Set();
  page.on('request', (request) => loaded.add(request.url()));
  await type(page, 'b');
  const size = [...loaded].reduce((sum, address) => sum + statSync(new URL(address)).size, 0);
  assert.ok(loaded.size >= 2 && size <= 60_000, `${loaded.size} files, ${size} bytes`);
  const named = await page.evaluate(async () => {
    const { names, typos, texts } = await dielineSearch.load('index');
    const blocks = Object.entries(texts).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, i) => `${kind}${i}`));
    return ['index', ...[...names, ...typos].filter((_, i) => i % 2), ...blocks];
  });
  const files = readdirSync(join(site, 'search')).map((file) => file.replace('.js', ''));
  const ofLanguages = files.filter((file) => /^(words|slots)-/.test(file));
  assert.equal(ofLanguages.length, 4);
  assert.deepEqual([...named, ...ofLanguages].sort(), files.sort());
  await context.close();
});
