// Every page as it is served: nothing is refused by its Content-Security-Policy, nothing asked for
// that is not a file of the site, and no page wider than the narrowest screen: what is wider scrolls
// in a box of its own, by keys, too. Each says where it is in the other languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildCase, buildKb, buildLong, buildSplit, desktop, languages, longSamples, narrowest, newContext, pages,
  phone, samples, url,
} from './site.js';

/** Opens each of `paths` in turn; returns what the browser, or judge(), complained about. */
async function complaints(folder, paths) {
  const context = await newContext({ viewport: narrowest });
  const page = await context.newPage();
  const found = [];
  let current;
  const note = (text) => found.push(`${current}: ${text}`);
  page.on('console', (message) => note(message.text()));
  page.on('pageerror', (error) => note(error.message));
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') note(`${errorText}: ${request.url()}`); // left too early
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) note(`asks for ${request.url()}`);
  });
  for (current of paths) {
    await page.goto(url(folder, current));
    for (const text of await page.evaluate(judge)) note(text);
  }
  await context.close();
  return found;
}

/** Whether anything sticks out sideways, or scrolls and cannot be scrolled by keys, or another language
 * has another page. */
function judge() {
  const found = [];
  const here = location.pathname.split(`/${document.documentElement.lang}/`).at(-1);
  const others = [...document.querySelectorAll('.languages a')];
  if (others.length === 0) found.push('there is no other language');
  for (const { pathname, hreflang } of others)
    if (!pathname.endsWith(`/${hreflang}/${here}`)) found.push(`in another language it is ${pathname}`);
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide on a screen of ${innerWidth}`);
  for (const box of document.querySelectorAll('body *')) {
    const scrolls = box.scrollWidth > box.clientWidth
      && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    // In a strip of links, Tab scrolls.
    const byKeys = box.closest('nav')
      || (box.tabIndex === 0 && box.role && (box.ariaLabel || box.ariaLabelledByElements));
    if (scrolls && !byKeys) found.push(`<${box.localName} class="${box.className}"> scrolls`);
  }
  return found;
}

const kb = buildKb();

test('pages of the knowledge base', async () => {
  const site = `${kb}/site`;
  const [first, ...others] = languages;
  const paths = [
    ...pages(site).filter((path) => path.startsWith(`${first}/`)),
    ...others.flatMap((language) => samples.map((path) => `${language}/${path}`)),
  ];
  assert.ok(paths.length > 200);
  assert.deepEqual(await complaints(site, paths), []);
});

test('on a desk, timelines fit into the page', async () => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  for (const path of ['index.html', 'diagrams/roadmap.html']) {
    await page.goto(url(kb, 'site', languages[0], path));
    const [wide, room] = await page.locator('.picture').first()
      .evaluate((box) => [box.scrollWidth, box.clientWidth]);
    assert.ok(wide <= room, `${path}: ${wide} px in ${room}`);
  }
  await context.close();
});

test('on a phone, what is said has the width of the page, and dates stay in one line', async () => {
  const context = await newContext({ viewport: phone });
  const page = await context.newPage();
  await page.goto(url(kb, 'site', languages[0], 'organizations/biren.html'));
  const rows = await page.locator('.facts tr[id]:has(th)').evaluateAll((all) => all.map((row) => {
    const [name, value] = [row.querySelector('th'), row.querySelector('td')];
    return {
      slot: row.id,
      below: value.getBoundingClientRect().top >= name.getBoundingClientRect().bottom - 1,
      width: value.clientWidth,
    };
  }));
  assert.ok(rows.length > 5);
  assert.deepEqual(rows.filter(({ below, width }) => !below || width < 200), []);
  const times = await page.locator('td.as-of time').evaluateAll((all) => all
    .filter((time) => time.textContent.length < 14 && time.getClientRects().length > 1)
    .map((time) => time.textContent));
  assert.deepEqual(times, []);
  await page.goto(url(kb, 'site', 'zh', 'planned.html'));
  const days = await page.locator('.last-day time').evaluateAll((all) => all
    .filter((time) => time.getClientRects().length > 1).map((time) => time.textContent));
  assert.deepEqual(days, []);
  await context.close();
});

test('what has a line height of its own has it in each language', async () => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  for (const language of languages) {
    await page.goto(url(kb, 'site', language, 'report.html'));
    const heights = await page.locator('.totals dd, .totals dd a').evaluateAll((all) => all
      .map((number) => getComputedStyle(number).lineHeight));
    assert.equal(new Set(heights).size, 1);
  }
  await context.close();
});

test('Han have the shapes of their language', async () => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.goto(url(buildCase('said-alike'), 'site', 'ja', 'index.html'));
  const fonts = await page.locator('body, .languages [lang=zh]').evaluateAll((all) => all
    .map((element) => getComputedStyle(element).fontFamily.match(/CJK (\w+)/)[1]));
  assert.deepEqual(fonts, ['JP', 'SC']);
  await context.close();
});

test('a long page has a table of contents, of which each line leads to a heading', async () => {
  const context = await newContext({ viewport: phone });
  const page = await context.newPage();
  await page.goto(url(kb, 'site', languages[0], 'organizations/biren.html'));
  const headings = await page.locator('main h2').evaluateAll((all) => all
    .map((heading) => heading.firstChild.textContent.trim())); // without counts and citations
  const lines = await page.locator('.contents a').evaluateAll((all) => all.map((line) => {
    const heading = document.querySelector(decodeURIComponent(line.hash));
    return heading?.localName === 'h2' ? line.innerText : `${line.innerText} leads nowhere`;
  }));
  assert.deepEqual(lines, headings);
  await context.close();
});

test('pages of a lineage that is drawn in parts', async () => {
  const site = `${buildSplit()}/site`;
  const paths = pages(site).filter((path) => path.includes('/diagrams/'));
  assert.ok(paths.length > 10);
  assert.deepEqual(await complaints(site, paths), []);
});

test('lists on several pages', async () => {
  const site = `${buildLong()}/site`;
  const paths = languages.flatMap((language) => longSamples.map((path) => `${language}/${path}`));
  assert.deepEqual(await complaints(site, paths), []);
});
