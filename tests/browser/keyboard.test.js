// Diagrams without a mouse: their links are reached with Tab in the order of the document, each
// with a name and a ring that can be seen, and Enter follows them.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildKb, buildSplit, newContext, phone, samples, url } from './site.js';

const kb = buildKb();
const split = buildSplit();
const addresses = [
  ...samples.filter((path) => path.startsWith('diagrams/') && path !== 'diagrams/index.html')
    .map((path) => url(kb, 'site/en', path)),
  url(kb, 'site/en/chips/br166.html'),
  url(split, 'site/en/diagrams/family.html'),
  url(split, 'site/en/diagrams/family.1.html'),
];

/** Links that assistive technology could only call "link". */
async function namelessLinks(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.filter(({ role, name }) => role?.value === 'link' && !name?.value.trim());
}

/** What there is to see of the focus on `link`. Runs in the browser. */
function focusOn(link) {
  const { outlineStyle, outlineWidth } = getComputedStyle(link);
  const { left, right, top, bottom } = link.getBoundingClientRect();
  return {
    focused: link === document.activeElement,
    ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    onScreen: left < innerWidth && right > 0 && top < innerHeight && bottom > 0,
  };
}

/** Pictures of the focused link with and without its ring differ. */
async function assertRingIsPainted(page, link) {
  const { x, y, width, height } = await link.boundingBox();
  const clip = { x: x - 6, y: y - 6, width: width + 12, height: height + 12 };
  const ringed = await page.screenshot({ clip });
  await link.evaluate((element) => { element.style.outline = 'none'; });
  assert.notDeepEqual(await page.screenshot({ clip }), ringed, 'the ring is not painted');
}

for (const address of addresses)
  test(`Tab through ${address.split('/').at(-1)}`, async () => {
    const context = await newContext({ viewport: phone, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(address);
    assert.deepEqual(await namelessLinks(page), []);

    const links = await page.locator('svg.dl-diagram a').all();
    assert.ok(links.length > 0);
    await page.locator('.picture').focus();
    for (const [i, link] of links.entries()) {
      await page.keyboard.press('Tab');
      assert.deepEqual(await link.evaluate(focusOn), { focused: true, ring: true, onScreen: true },
        `link ${i + 1} of ${links.length}`);
      if (i === 0) await assertRingIsPainted(page, link);
    }

    const target = new URL(await links.at(-1).getAttribute('href'), address);
    const followed = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await followed;
    assert.equal(page.url(), target.href);
    assert.ok(existsSync(fileURLToPath(target)));
    await context.close();
  });
