// axe-core finds no fault with any kind of page: in each language, light and dark, wide and narrow.
// AXE_PAGES=all: with no page of the repository's knowledge base, light and dark; that takes half an
// hour.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  buildKb, buildLong, buildSplit, desktop, longSamples, newContext, pages, phone, samples, url,
} from './site.js';

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe-core says against the page, one line an element. */
async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const rules = { 'target-size': { enabled: true } };
    const results = await window.axe.run(document, { resultTypes: ['violations'], rules });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
  });
}

/** Each language, theme and width is there; all eight together are four times the work. */
const few = [
  { language: 'en', colorScheme: 'light', viewport: desktop },
  { language: 'zh', colorScheme: 'dark', viewport: phone },
];
const all = [
  ...few,
  { language: 'en', colorScheme: 'dark', viewport: phone },
  { language: 'zh', colorScheme: 'light', viewport: desktop },
];
const everything = process.env.AXE_PAGES === 'all';

const kb = buildKb();
const split = buildSplit();
const long = buildLong();

for (const { language, colorScheme, viewport } of everything ? all : few)
  test(`pages in ${language}, ${colorScheme}, ${viewport.width} wide`, async () => {
    // Only to get axe-core in; pages.test.js has the policy as it is.
    const context = await newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const found = {};
    /* The longest pages there are, with nothing of their own but rows: colours are seen elsewhere. */
    const lists = colorScheme === 'light' ? longSamples : [];
    const addresses = [
      ...(everything ? pages(join(kb, 'site', language)) : samples)
        .map((path) => url(kb, 'site', language, path)),
      url(split, 'site', language, 'diagrams/family.html'),
      url(split, 'site', language, 'diagrams/family.1.html'),
      ...lists.map((path) => url(long, 'site', language, path)),
    ];
    for (const address of addresses) {
      await page.goto(address);
      const list = await violations(page);
      if (list.length > 0) found[address] = list;
    }
    await context.close();
    assert.deepEqual(found, {});
  });
