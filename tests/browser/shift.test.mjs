// My shift and its paper: counts, the signed head, a code that finds it, and the demo's mark.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { screenshot, startBrowser, startPost } from './harness.mjs';
import { quiet, scan, signIn, toDesk, words } from './people.mjs';
import { passport } from './zones.mjs';

let post;
let browser;
let page;

before(async () => {
  post = await startPost();
  browser = await startBrowser();
  page = await signIn(browser, post, 'officer');
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

test('before the first decision the page says how a shift begins', async () => {
  await page.goto(`${post.address}/desk/shift`);
  assert.match(await words(page, 'main'), /se abre solo con su primera decisión/);
});

test('a shift is closed with a report that names nobody but its officer', async () => {
  for (const surname of ['TURNO UNO', 'TURNO DOS']) {
    await toDesk(page, post);
    await scan(page, passport({ surname }));
    await page.keyboard.press('1');
    await page.waitForURL(/\/desk\?done=/);
  }
  await page.goto(`${post.address}/desk/shift`);
  assert.match(await words(page, 'main'), /Admitidas 2/);
  assert.equal(await page.locator('tr', { hasText: 'TURNO' }).count(), 2);
  await page.click('form[action="/desk/shift/close"] button');
  await page.waitForURL(/\/desk\/shift\/[^/]+\/report/);
  const text = await words(page, '.print-sheet');
  assert.match(text, /Admitidas 2/);
  assert.match(text, /Cabeza de la bitácora \S+/);
  assert.match(text, /Firma Ed25519 \S{40,}/);
  assert.match(text, /DEMOSTRACIÓN · SIN VALIDEZ/);
  assert.doesNotMatch(text, /TURNO/, 'no traveller on the sheet');
  assert.ok(await page.locator('.print-code svg').isVisible());

  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('header.bar').isVisible(), false);
  assert.equal(await page.locator('.print-actions').isVisible(), false);
  assert.ok(await page.locator('.print-demo').isVisible());
  await screenshot(page, 'shift-report-printed');
  await page.emulateMedia({ media: 'screen' });
  quiet(page);

  await page.goto(`${post.address}/desk/shift`);
  assert.match(await words(page, 'main'), /No hay un turno abierto/);
});

test('a report is for its own officer', async () => {
  await toDesk(page, post);
  await scan(page, passport());
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
  await page.goto(`${post.address}/desk/shift`);
  await page.click('form[action="/desk/shift/close"] button');
  await page.waitForURL(/\/report/);
  const address = page.url();
  const other = await signIn(browser, post, 'administrator');
  const answer = await other.goto(address);
  assert.equal(answer.status(), 403);
});
