// What searching costs in a large site: bytes that the first letter loads, and how long it takes until
// what is found is shown. No test, since times hang on the machine.
//
//   tests/bench/generate 10000 /tmp/kb && dieline build /tmp/kb -o /tmp/out
//   CHROMIUM=$(command -v chromium) node tests/browser/measure-search.mjs /tmp/out/site
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const site = pathToFileURL(`${resolve(process.argv[2])}/`).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const sizeOf = (addresses) => addresses.reduce((sum, address) => sum + statSync(new URL(address)).size, 0);
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)].toFixed(1);

/** Types `first`, then `second`, into a fresh page: milliseconds until the list is there, and bytes. */
async function measure(first, second) {
  const page = await browser.newPage();
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(new URL('en/index.html', site).href);
  await page.locator('.search input').waitFor();
  const before = loaded.length;
  await page.keyboard.press('/');
  await page.waitForTimeout(500); // nobody types as fast as that
  await page.evaluate(() => {
    window.times = [];
    document.addEventListener('input', () => { window.typed = performance.now(); }, { capture: true });
    new MutationObserver(() => window.times.push(performance.now() - window.typed))
      .observe(document.querySelector('.search ul'), { childList: true });
  });
  for (const [i, text] of [first, second].entries()) {
    await page.keyboard.insertText(text);
    await page.waitForFunction((count) => window.times.length > count, i);
  }
  const times = await page.evaluate(() => window.times);
  await page.close();
  return { times, bytes: sizeOf(loaded.slice(before)) };
}

const runs = [];
for (let i = 0; i < 15; i++) runs.push(await measure('c', 'h'));
console.log(`first letter: ${median(runs.map(({ times }) => times[0]))} ms; the next one:`,
  `${median(runs.map(({ times }) => times[1]))} ms; loaded for both: ${runs[0].bytes} bytes,`,
  `beside search.js: ${sizeOf([new URL('assets/search.js', site).href])} bytes`);

const page = await browser.newPage();
const begun = Date.now();
await page.goto(new URL('en/search.html?q=64%20GB', site).href);
await page.waitForFunction(() =>
  /^[^%]+$/.test(document.querySelector('#search-texts ~ [role=status]')?.textContent ?? ''));
console.log(`all values and prose: ${Date.now() - begun} ms,`,
  await page.locator('#search-texts ~ [role=status]').innerText());
await browser.close();
