// The time machine: at the end of an earlier month, a timeline shows what a build as of that day would
// show, and What moved what had moved by then; by keys, in each language, and not without script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildKb, buildKbAsOf, buildLong, desktop, newContext, phone, url } from './site.js';

const site = `${buildKb()}/site`;
const timeline = 'diagrams/roadmap.html';

/** The table's rows that are seen, as text: subject, event, date. */
const rows = () => [...document.querySelectorAll('table.index tbody tr')]
  .filter((row) => row.checkVisibility())
  .map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent).join(' | '));

/** What marks say that are seen. */
const marks = () => [...document.querySelectorAll('.dl-mark title, .dl-old-mark title')]
  .filter((title) => getComputedStyle(title.parentElement).visibility === 'visible').length;

/** Moves the slider to a month, as "2025-01", by its keys. */
async function move(page, month) {
  const [year, number] = month.split('-').map(Number);
  const slider = page.getByRole('slider');
  await slider.focus();
  const steps = Number(await slider.inputValue()) - (year * 12 + number - 1);
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowLeft');
  return slider;
}

async function open(options, ...path) {
  const context = await newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url(...path));
  return { context, page, complaints };
}

test('a timeline as of an earlier month', async () => {
  const { context, page, complaints } = await open({ viewport: desktop }, site, 'en', timeline);
  const all = await page.evaluate(rows);
  const allMarks = await page.evaluate(marks);
  const slider = await move(page, '2025-01');
  assert.equal(await slider.getAttribute('aria-valuetext'), 'Jan 2025');
  assert.equal(await page.locator('output').textContent(), 'Jan 2025');
  const then = await page.evaluate(rows);
  assert.ok(then.length > 0 && then.length < all.length);
  assert.ok(await page.evaluate(marks) < allMarks);
  assert.equal(await page.locator('a.dl-link:visible:has(.not-yet)').count(), 0); // nothing to reach

  const past = await context.newPage();
  await past.goto(url(buildKbAsOf('2025-01-31'), 'site/en', timeline));
  const built = await past.evaluate(rows); // which selects by what was known of entries, too
  const subject = (row) => row.split(' | ')[0];
  const subjects = new Set(built.map(subject));
  assert.deepEqual(then.filter((row) => subjects.has(subject(row))).toSorted(), built.toSorted());

  await page.keyboard.press('End');
  assert.deepEqual(await page.evaluate(rows), all);
  assert.equal(await page.evaluate(marks), allMarks);
  assert.equal(await slider.getAttribute('aria-valuetext'), 'Today');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what had moved', async () => {
  const { context, page, complaints } = await open({ viewport: phone }, site, 'zh', 'what-moved.html');
  const seen = () => page.locator('table.moves tbody tr:visible').count();
  const all = await seen();
  const slider = await move(page, '2025-06');
  assert.equal(await slider.getAttribute('aria-valuetext'), '2025年6月');
  const then = await seen();
  assert.ok(then > 0 && then < all);
  const counts = await page.locator('section h2 .count').allTextContents();
  assert.equal(counts.reduce((sum, count) => sum + Number(count), 0), then);
  await page.keyboard.press('End');
  assert.equal(await seen(), all);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a list that goes on on other pages, as of a quarter', async () => {
  const { context, page, complaints } = await open({ viewport: desktop }, buildLong(), 'site/en/what-moved.html');
  const seen = () => page.locator('table.moves tbody tr:visible').count();
  const count = page.locator('#plans-overdue .count');
  const all = await count.textContent();
  const rows = await seen();
  const slider = await move(page, '2024-12');
  assert.equal(await slider.getAttribute('max'), String(2026 * 12 + 2)); // its last month
  assert.equal(await seen(), 1);
  assert.equal(await count.textContent(), ''); // nobody knows of those on other pages
  await page.keyboard.press('End');
  assert.equal(await slider.getAttribute('aria-valuetext'), 'Today');
  assert.deepEqual([await count.textContent(), await seen()], [all, rows]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('without script', async () => {
  const { context, page } = await open({ viewport: desktop, javaScriptEnabled: false }, site, 'en', timeline);
  assert.equal(await page.getByRole('slider').count(), 0);
  assert.equal(await page.locator('[data-known]:not(:visible)').count(), 0);
  await context.close();
});
