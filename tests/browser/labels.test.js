// With a real browser and its fonts, no text of a diagram runs into another text or a mark, out of
// its shape, off its plate or off the canvas: in a file of its own, and within a page, whose style
// sheet it takes part in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildKb, buildSplit, desktop, files, findFaults, newContext, pages, phone } from './site.js';

/** What is wrong with the texts of each diagram in the document. Runs in the browser. */
function faults() {
  const SLACK = 0.5; // pixels
  const found = [];

  /** Where the ink of a text is; its element's own box has the room of a whole line. */
  function ink(text) {
    const box = text.getBBox();
    const size = parseFloat(getComputedStyle(text).fontSize);
    const baseline = text.getStartPositionOfChar(0).y;
    return {
      left: box.x, right: box.x + box.width, top: baseline - 0.85 * size, bottom: baseline + 0.2 * size,
    };
  }

  function bounds(shape) {
    const box = shape.getBBox();
    return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
  }

  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
  const within = (a, b) => a.left > b.left - SLACK && a.right < b.right + SLACK
    && a.top > b.top - SLACK && a.bottom < b.bottom + SLACK;

  for (const svg of document.querySelectorAll('svg.dl-diagram')) {
    const texts = [...svg.querySelectorAll('text')]
      .map((text) => ({ text, words: text.textContent, box: ink(text) }));
    const marks = [...svg.querySelectorAll('.dl-mark, .dl-old-mark, .dl-node')]
      .map((group) => ({ group, box: bounds(group.querySelector('path')) }));
    const view = svg.viewBox.baseVal;
    const canvas = {
      left: view.x, right: view.x + view.width, top: view.y, bottom: view.y + view.height,
    };
    if (texts.length < 2) found.push(`only ${texts.length} texts`);
    texts.forEach(({ text, words, box }, i) => {
      if (!within(box, canvas)) found.push(`'${words}' leaves the canvas`);
      for (const other of texts.slice(i + 1))
        if (overlap(box, other.box)) found.push(`'${words}' and '${other.words}' overlap`);
      for (const mark of marks)
        if (mark.group.contains(text)) {
          if (!within(box, mark.box)) found.push(`'${words}' is too long for its shape`);
        } else if (overlap(box, mark.box)) found.push(`'${words}' runs into a mark`);
      const plate = text.previousElementSibling;
      if (plate?.matches('rect.dl-canvas:not(svg > :first-of-type)') && !within(box, bounds(plate)))
        found.push(`'${words}' is too long for its plate`);
    });
  }
  return found;
}

async function examine(folder, paths) {
  assert.deepEqual(await findFaults(folder, paths, { viewport: desktop }, faults), {});
}

const kb = buildKb();

test('diagrams in files of their own', async () => {
  const paths = files(`${kb}/diagrams`, '.svg');
  assert.ok(paths.length >= 14);
  await examine(`${kb}/diagrams`, paths);
});

test('diagrams in pages', async () => {
  const paths = pages(`${kb}/site`).filter((path) => /^..\/(index|diagrams\/|chips\/)/.test(path));
  assert.ok(paths.length > 90);
  await examine(`${kb}/site`, paths);
});

test('parts of a lineage', async () => {
  const out = buildSplit();
  await examine(`${out}/diagrams`, files(`${out}/diagrams`, '.svg'));
});

test('names of rows stay where they are on a phone, and lead on', async () => {
  const context = await newContext({ viewport: phone });
  const page = await context.newPage();
  await page.goto(`file://${kb}/site/zh/diagrams/field.html`);
  const { x, y } = await page.locator('.picture').boundingBox();
  const clip = { x: x + 3, y: y + 3, width: 120, height: 500 };
  const before = await page.screenshot({ clip });
  await page.locator('.picture').evaluate((picture) => { picture.scrollLeft = 300; });
  assert.deepEqual(await page.screenshot({ clip }), before);
  const name = await page.locator('.dl-name').first().boundingBox();
  await page.mouse.click(clip.x + 30, name.y + name.height / 2);
  await page.waitForURL(/\/zh\/chips\//);
  await context.close();
});

test('names that stay in place cover nothing until the picture is scrolled', async () => {
  const context = await newContext({ viewport: phone });
  const page = await context.newPage();
  await page.goto(`file://${kb}/site/en/diagrams/roadmap.html`);
  const heads = await page.locator('.dl-heads').boundingBox();
  const boxes = async (selector) => Promise.all(
    (await page.locator(`svg.dl-diagram ${selector}`).all()).map((item) => item.boundingBox()));
  const legend = await boxes('.dl-legend, .dl-sample, .dl-sample-line');
  assert.ok(legend.length > 10);
  for (const item of legend) assert.ok(item.y >= heads.y + heads.height, 'a part of the legend is covered');
  const connectors = await page.locator('g.dl-connector').count();
  assert.ok(connectors > 2);
  const kept = await page.evaluate(() => [...document.querySelectorAll('.dl-heads use')]
    .map((use) => document.querySelector(use.getAttribute('href')).querySelectorAll('.dl-connector').length)
    .reduce((sum, count) => sum + count));
  assert.equal(kept, connectors);
  await context.close();
});
