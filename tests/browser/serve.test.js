// `dieline serve` in a browser: what is wrong is shown over the last good page and goes when it is
// mended; a page that loads again stays where it was; only our own script runs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { desktop, newContext, phone } from './site.js';

const kb = join(mkdtempSync(join(tmpdir(), 'dieline-serve-')), 'kb');
cpSync(fileURLToPath(new URL('../../kb', import.meta.url)), kb, { recursive: true });
const chip = join(kb, 'chips/br166.yaml');
const good = readFileSync(chip, 'utf8');

const server = spawn(process.env.DIELINE, ['serve', kb, '--port', '0', '-q'],
  { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(createInterface(server.stdout), 'line');
const address = new URL('site/en/', line);

after(async () => {
  server.kill('SIGTERM');
  const [status] = await once(server, 'exit');
  assert.equal(status, 0);
});

const overlay = (page) => page.locator('dieline-problem section');

for (const [viewport, colorScheme] of [[desktop, 'light'], [phone, 'dark']])
  test(`a mistake appears and goes, ${viewport.width} px, ${colorScheme}`, async () => {
    const context = await newContext({ viewport, colorScheme });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(new URL('chips/br166.html', address).href);
    const title = await page.title();
    assert.equal(await overlay(page).count(), 0);

    writeFileSync(chip, `${good}\nno_such_slot: 1\n`);
    await overlay(page).waitFor();
    const text = overlay(page).locator('pre');
    await text.getByText('no_such_slot').first().waitFor();
    assert.match(await text.innerText(), /chips\/br166\.yaml:\d+:\d+: error: [^]*1 error/);
    assert.equal(await page.title(), title, 'the last good page is below it');
    const box = await overlay(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, 'it is as wide as the page');
    assert.ok(box.y > 0 && box.y + box.height <= viewport.height + 1, 'the page can be seen above it');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${viewport.width}.png` });

    await page.reload();
    await overlay(page).waitFor();
    await overlay(page).getByRole('button').click();
    assert.equal(await overlay(page).count(), 0);
    await page.reload();
    await overlay(page).waitFor();

    const loaded = page.waitForEvent('load');
    writeFileSync(chip, good);
    await loaded;
    await page.waitForFunction(() => !document.querySelector('dieline-problem'));
    assert.deepEqual(faults, []);
    await context.close();
  });

test('a page that loads again stays where it was', async () => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.goto(new URL('chips/br166.html', address).href);
  await page.evaluate(() => scrollTo(0, 700));
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 0);
  for (let i = 0; i < 3; i++) {
    const loaded = page.waitForEvent('load');
    writeFileSync(chip, good.replace(/^name: .*/m, `name: {en: Renamed ${i}}`));
    await loaded;
    await page.getByRole('heading', { level: 1, name: `Renamed ${i}` }).waitFor();
    await page.waitForFunction((y) => scrollY === y, before);
  }
  await context.close();
});

test('no other script runs', async () => {
  const context = await newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.goto(new URL('index.html', address).href);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.head.append(script);
    return window.foreign === true;
  });
  assert.equal(ran, false);
  await context.close();
});
