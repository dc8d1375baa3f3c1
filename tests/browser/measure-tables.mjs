// What sorting the table of a large class costs: the first time, when other pages' rows are loaded, and
// then. No test, since times hang on the machine; processor time of the page's main thread hangs less
// on what else it does.
//
//   tests/bench/generate --plain 10000 /tmp/kb && dieline build /tmp/kb -o /tmp/out
//   CHROMIUM=$(command -v chromium) node tests/browser/measure-tables.mjs /tmp/out/site [FOLDER [COLUMN...]]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , site, folder = 'chips', ...names] = process.argv;
const columns = names.length > 0 ? names : ['tdp', 'maker', 'name'];
const address = new URL(`en/${folder}/index.html`, pathToFileURL(`${resolve(site)}/`)).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)].toFixed(0);

/** In the browser: from a click on a column's head until its rows are laid out, in milliseconds. */
async function sort(name) {
  const begun = performance.now();
  const done = new Promise((found) => {
    new MutationObserver(found).observe(document.querySelector('.index').tBodies[0], { childList: true });
  });
  document.querySelector(`th[data-name=${name}] .sort`).click();
  await done;
  document.querySelector('.index').getBoundingClientRect();
  return performance.now() - begun;
}

/** The same with what it cost the main thread: scripts, style, layout. */
async function measure(page, session, name) {
  const read = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics
    .map((metric) => [metric.name, metric.value * 1000]));
  const before = await read();
  const wall = await page.evaluate(sort, name);
  const after = await read();
  const of = (key) => after[key] - before[key];
  return [wall, of('ScriptDuration'), of('RecalcStyleDuration'), of('LayoutDuration'), of('TaskDuration')];
}

const steps = [[columns[0], 'the first time'], [columns[0], 'turned round'],
  ...columns.slice(1).map((name) => [name, 'another column'])];
const runs = [];
for (let i = 0; i < 5; i++) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  runs.push([]);
  for (const [name] of steps) runs.at(-1).push(await measure(page, session, name));
  if (i === 0) console.log(await page.locator('.shown').innerText());
  await page.close();
}
for (const [i, [name, what]] of steps.entries()) {
  const [wall, script, style, layout, task] = [0, 1, 2, 3, 4].map((k) => median(runs.map((run) => run[i][k])));
  console.log(`${name}, ${what}: ${wall} ms; of the main thread's ${task} ms`,
    `scripts ${script}, style ${style}, layout ${layout}`);
}
await browser.close();
