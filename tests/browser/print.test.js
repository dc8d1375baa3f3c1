// On paper, where nothing scrolls, each diagram is as wide as the page at most and whole, and dark
// on white, whatever the screen's theme is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildKb, languages, newContext, samples, themes, url } from './site.js';

const a4 = { width: 680, height: 960 }; // at 96 pixels an inch, without margins

/** Which diagrams are cut off or hard to read on paper. Runs in the browser. */
function faults() {
  const found = [];
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide on paper of ${innerWidth}`);
  for (const svg of document.querySelectorAll('svg.dl-diagram')) {
    const { left, right, height } = svg.getBoundingClientRect();
    if (left < 0 || right > innerWidth) found.push(`from ${left} to ${right} on ${innerWidth}`);
    if (height > innerHeight) found.push(`${height} high on paper of ${innerHeight}`);
    for (let box = svg.parentElement; box; box = box.parentElement)
      if (box.scrollWidth > box.clientWidth) found.push(`cut off by <${box.localName}>`);
    const [red, green, blue] = getComputedStyle(svg.querySelector('.dl-text')).fill.match(/\d+/g);
    if (Math.max(red, green, blue) > 0x80) found.push(`text of rgb(${red}, ${green}, ${blue})`);
  }
  return found;
}

const kb = buildKb();

for (const colorScheme of themes) {
  test(`printed from a ${colorScheme} screen`, async () => {
    const context = await newContext({ viewport: a4, colorScheme });
    const page = await context.newPage();
    await page.emulateMedia({ media: 'print' });
    const found = {};
    for (const language of languages)
      for (const path of samples) {
        await page.goto(url(kb, 'site', language, path));
        const list = await page.evaluate(faults);
        if (list.length > 0) found[`${language}/${path}`] = list;
      }
    await context.close();
    assert.deepEqual(found, {});
  });
}

test('controls are not printed, and that it is not as of today is', async () => {
  const page = await (await newContext({ viewport: a4 })).newPage();
  await page.goto(url(kb, 'site', 'en', 'what-moved.html'));
  await page.emulateMedia({ media: 'print' });
  const time = page.locator('.time-machine');
  assert.equal(await time.isVisible(), false);
  await page.evaluate(() => {
    const slider = document.querySelector('.time-machine input');
    slider.value = slider.min;
    slider.dispatchEvent(new Event('input'));
  });
  assert.match(await time.innerText(), /20\d\d/);
  assert.equal(await time.locator('input').isVisible(), false);
  await page.goto(`${url(kb, 'site', 'en', 'compare.html')}#chips/br100,br104`);
  await page.waitForSelector('.compared thead button', { state: 'attached' });
  assert.equal(await page.locator('.compared thead button:visible').count(), 0);
  await page.context().close();
});
