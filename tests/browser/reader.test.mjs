// The reader's own test: what a keyboard layout does to `<`, and what to set.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost } from './harness.mjs';
import { quiet, signIn, words } from './people.mjs';

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

async function readCard(change) {
  await page.goto(`${post.address}/desk/keyboard/card`);
  const line = (await page.locator('.print-code .mono').innerText()).replaceAll(/\s/g, '');
  assert.match(line, /</);
  await page.goto(`${post.address}/desk/keyboard`);
  await page.waitForFunction(() => document.activeElement?.name === 'line');
  await page.keyboard.type(`${change(line)}\n`);
  await page.waitForSelector('.notice');
  assert.match(await words(page, 'main'), /Debía llegar .*Llegó/);
  return words(page, '.notice');
}

test('a card that arrives whole is right', async () => {
  assert.match(await readCard((line) => line), /envía todo bien/);
  quiet(page);
});

test('a mangled < is recognised, and what to set is said', async () => {
  assert.match(await readCard((line) => line.replaceAll('<', ';')), /«;».*Ponga en el lector la disposición/);
  assert.match(await readCard((line) => line.replaceAll('<', '>')), /«>».*mayúsculas/);
  assert.match(await readCard((line) => line.replaceAll('<', '\\')), /Estados Unidos/);
  assert.match(await readCard((line) => line.toLowerCase()), /minúsculas/);
  assert.match(await readCard((line) => line.slice(0, 9)), /solo el comienzo/);
  quiet(page);
});
