// Tables of classes: sorted, filtered and kept in the address, from a file and from a server's
// sub-path; on several pages; by keys; without script; and entries side by side.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  buildCase, buildLong, buildTables, desktop, newContext, phone, serveBelow,
} from './site.js';

const small = join(buildTables(), 'site');
const long = join(buildLong(), 'site');

const served = (await serveBelow(small)).replace(/\/$/, '');
const origins = { 'a file': pathToFileURL(small).href, 'a sub-path': served };

/** A page whose complaints, and requests that leave the site, fail the test. */
async function open(t, address, options = { viewport: desktop }) {
  const context = await newContext({ acceptDownloads: true, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const wanted = request.url();
    if (!/^(file:|blob:|http:\/\/127\.0\.0\.1)/.test(wanted)) faults.push(`asks for ${wanted}`);
  });
  t.after(() => assert.deepEqual(faults, []));
  await page.goto(address);
  return page;
}

const names = (page) => page.locator('.index tbody th a').allTextContents();
const sortButton = (page, name) => page.locator('.index thead').getByRole('button', { name });
const shown = (page) => page.locator('.shown').textContent();
const isAsWideAsScreen = (page) =>
  page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth);

/** What a table of entries side by side says, and how it looks, with its sources. */
async function compared(page) {
  const lines = page.locator('.compared tbody tr');
  await lines.first().waitFor();
  return [
    await lines.evaluateAll((rows) => rows.map((row) =>
      [row.className, ...[...row.cells].flatMap((cell) => [cell.className, cell.textContent])])),
    await page.locator('.sources li').allTextContents(),
  ];
}

const byName = ['Empty', 'Least', 'Most', 'New', 'Old', 'Range'];
const up = ['Range', 'Most', 'Old', 'Least', 'New', 'Empty'];
const down = ['New', 'Range', 'Least', 'Old', 'Most', 'Empty'];

for (const [from, origin] of Object.entries(origins)) {
  test(`sorting and filtering from ${from}; the address restores it`, async (t) => {
    const address = `${origin}/en/chips/index.html`;
    const page = await open(t, address);
    assert.deepEqual(await names(page), byName);
    await sortButton(page, 'Memory bandwidth').click();
    assert.deepEqual(await names(page), down, 'largest first, empty last');
    await sortButton(page, 'Memory bandwidth').click();
    assert.deepEqual(await names(page), up, 'smallest first, empty last');

    await page.getByText('Filter and columns').click();
    const maker = page.getByRole('group', { name: 'Maker' });
    await maker.getByLabel(/Biren/).check();
    assert.deepEqual(await names(page), ['Old', 'Least', 'New']);
    assert.equal(await shown(page), 'Showing 3 of 3');
    const bandwidth = page.getByRole('group', { name: 'Memory bandwidth (GB/s)' });
    await bandwidth.getByLabel('from').fill('1700');
    await bandwidth.getByLabel('from').press('Enter');
    assert.deepEqual(await names(page), ['Least', 'New'], 'a bound may reach that far');
    await page.getByRole('group', { name: 'Columns' }).getByLabel('Maker').uncheck();
    assert.equal(await page.getByRole('columnheader', { name: 'Maker' }).count(), 0);

    const link = page.url();
    assert.equal(link, `${address}#sort=memory_bandwidth&maker=biren&memory_bandwidth=1700..&hide=maker`);
    const other = await open(t, link);
    assert.deepEqual(await names(other), ['Least', 'New']);
    assert.equal(await other.locator('th[aria-sort=ascending]').textContent(), 'Memory bandwidth');
    assert.equal(await other.getByRole('columnheader', { name: 'Maker' }).count(), 0);
    await other.getByRole('link', { name: '中文' }).click();
    await other.waitForURL(/\/zh\/chips\/index\.html#sort=memory_bandwidth/);
    assert.deepEqual(await names(other), ['Least', 'New']);

    await page.getByRole('button', { name: 'Clear' }).first().click();
    assert.deepEqual(await names(page), byName);
    assert.equal(page.url(), address);
  });

  test(`two side by side from ${from}, a conflict and a plan among what they say`, async (t) => {
    const page = await open(t, `${origin}/en/chips/index.html`);
    await page.getByLabel('Compare: New').check();
    assert.equal(await page.locator('.compare-bar a').isVisible(), false);
    await page.getByLabel('Compare: Old').check();
    assert.match(await page.locator('a.compare').getAttribute('href'), /compare\.html#chips\/new,old$/);
    await page.locator('.compare-bar a').click();
    await page.waitForURL(/\/en\/compare\.html#chips\/new,old$/);
    const table = page.locator('.compared');
    await table.getByText('Sources disagree').waitFor();
    const cells = async (title) =>
      (await table.locator('tr', { has: page.locator(`th:text-is("${title}")`) }).locator('td')
        .allTextContents());
    assert.match((await cells('Tape-out'))[0], /2027 planned/);
    assert.equal((await cells('Tape-out'))[1], 'not stated');
    assert.equal(await table.locator('tr.differs').count(), 2); // bandwidth and power
    await page.getByLabel('Only what differs').check();
    assert.equal(await table.locator('tr.differs').count(), await table.locator('tbody tr:not(.group)').count());

    // Where it is prebuilt, the page says the same words.
    await page.goto(`${origin}/en/compare.html#chips/old,new`);
    await page.reload();
    const scripted = await compared(page);
    await page.goto(`${origin}/en/compare/new+chain.html`);
    assert.deepEqual(await compared(page), scripted);
    assert.match(JSON.stringify(scripted), /Sources disagree/);
    const groups = await table.locator('.group').allTextContents();
    assert.equal(new Set(groups).size, groups.length, `each once: ${groups}`);
  });
}

test('variants side by side: what is inherited looks so, whoever made the table', async (t) => {
  const origin = pathToFileURL(join(buildCase('variants'), 'site')).href;
  const page = await open(t, `${origin}/en/compare/h100+variants.html`);
  const ready = await compared(page);
  assert.match(JSON.stringify(ready), /"inherited"/);
  const ids = await page.locator('.compared thead a').evaluateAll((links) =>
    links.map((link) => link.href.match(/([^/]+)\.html$/)[1]));
  await page.goto(`${origin}/en/compare.html#chips/${ids.join(',')}`);
  assert.deepEqual(await compared(page), ready);
});

test('a table on several pages sorts and filters all of its rows', async (t) => {
  const address = `${pathToFileURL(long).href}/en/chips/index.html`;
  const page = await open(t, address);
  assert.equal(await page.locator('.index tbody tr').count(), 500);
  await sortButton(page, 'TDP').click();
  await page.locator('.shown', { hasText: 'Showing 100 of 501' }).waitFor();
  assert.equal((await names(page))[0], 'Chip 500');
  assert.equal(await page.locator('.pager').isVisible(), false);
  await page.getByRole('button', { name: 'Show more' }).click();
  assert.equal(await page.locator('.index tbody tr').count(), 200);
  assert.equal(await page.locator('.index tbody .pick').count(), 200, 'one box each');
  const other = await open(t, `${pathToFileURL(long).href}/en/index/chips-2.html#sort=tdp&tdp=..301`);
  await other.locator('.shown', { hasText: 'Showing 2 of 2' }).waitFor();
  assert.deepEqual(await names(other), ['Chip 0', 'Chip 1']);
});

test('what is no longer wanted when the other pages have come', async (t) => {
  const page = await open(t, `${pathToFileURL(long).href}/en/chips/index.html`);
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.evaluate(() => {
    document.querySelector('th[data-name=tdp] .sort').click();
    document.querySelector('.table-tools .clear').click();
  });
  await page.locator('.shown', { hasText: 'Showing 100 of 501' }).waitFor();
  assert.equal((await names(page))[0], 'Chip 0');
  assert.deepEqual(faults, []);
});

test('by keys alone', async (t) => {
  const page = await open(t, `${origins['a file']}/en/chips/index.html`);
  await page.locator('.tools summary').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Maker' }).waitFor();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.value) === 'biren') break;
  }
  await page.keyboard.press('Space');
  assert.equal((await names(page)).length, 3);
  await sortButton(page, 'TDP').focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await names(page), ['New', 'Least', 'Old']);
  const outline = await sortButton(page, 'TDP').evaluate((button) => getComputedStyle(button).outlineStyle);
  assert.notEqual(outline, 'none');
  await page.getByLabel('Compare: New').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Compare: Old').focus();
  await page.keyboard.press('Space');
  await page.locator('.compare-bar a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/compare\.html#chips\/new,old/);
});

test('what is shown, as a file', async (t) => {
  const page = await open(t, `${origins['a file']}/en/chips/index.html#sort=tdp&maker=biren&hide=maker`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const lines = readFileSync(await (await downloading).path(), 'utf8').split('\r\n');
  assert.match(lines[0], /^id,name,memory_bandwidth,memory_bandwidth_min,memory_bandwidth_max,tdp,tdp_min,tdp_max/);
  assert.match(lines[1], /^least,Least,>= 1600 GB\/s,1600,,300 W,300,300/);
  assert.equal(lines.length, 5);
});

test('nothing moves when the scripts of a page begin', async (t) => {
  const places = async (isBlocked) => {
    const context = await newContext({ viewport: phone });
    t.after(() => context.close());
    const page = await context.newPage();
    if (isBlocked) await page.route('**/*.js', (route) => route.abort());
    await page.goto(`${served}/en/chips/index.html`);
    if (!isBlocked) await page.locator('.search input').waitFor();
    return page.locator('.search, .table-tools, .pick, .index :is(th, td)').evaluateAll((all) =>
      all.map((one) => { // to a pixel: a button's text is rounded
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.className, ...[x, y, width, height].map(Math.round)].join(' ');
      }));
  };
  assert.deepEqual(await places(false), await places(true));
});

test('without script there is the sorted table, and no control that does nothing', async (t) => {
  const page = await open(t, `${served}/en/chips/index.html`, { viewport: phone, javaScriptEnabled: false });
  assert.deepEqual(await names(page), byName);
  assert.equal(await page.locator('main button:visible, main input:visible').count(), 0);
  await page.goto(`${served}/en/compare.html`);
  assert.equal(await page.locator('main input:visible, main button:visible').count(), 0);
  await page.getByRole('link', { name: /New/ }).click();
  await page.getByRole('cell', { name: 'not stated' }).first().waitFor();
});

for (const path of ['chips/index.html#pick=old,new', 'compare.html#chips/old,new', 'compare/new+chain.html'])
  test(`a phone: ${path}`, async (t) => {
    const page = await open(t, `${served}/en/${path}`, { viewport: phone, colorScheme: 'dark' });
    const table = page.locator('main table');
    await table.locator('tbody tr').first().waitFor();
    assert.ok(await isAsWideAsScreen(page));
    const name = table.locator('tbody tr:not(.group) th').first();
    const before = await name.boundingBox();
    await table.evaluate((element) => { element.parentElement.scrollLeft = 200; });
    assert.ok(Math.abs((await name.boundingBox()).x - before.x) < 1, 'the name stays');
    if (await page.locator('.tools').count()) {
      await page.locator('.tools summary').click();
      assert.ok(await isAsWideAsScreen(page), 'with filters');
    }
  });
