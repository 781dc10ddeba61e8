// Second line: a coded reason, the queue, and the decision made from it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost, strokes } from './harness.mjs';
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

test('by keys alone: second line with a coded reason, and the case stands in the queue', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'SEGUNDA' }));
  const hands = strokes(page);
  await hands.press('2');
  await page.waitForFunction(() => document.activeElement?.name === 'reason');
  await hands.press('Space');
  await hands.press('Enter');
  await page.waitForURL(/\/desk\?done=/);
  assert.match(await words(page, 'main'), /Enviada a segunda línea: SEGUNDA/);
  await page.goto(`${post.address}/desk/queue`);
  const row = page.locator('tr', { hasText: 'SEGUNDA' });
  assert.match(await row.innerText(), /Segunda línea/);
  await row.locator('a').click();
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  assert.match(await words(page, 'main'), /Registro del caso .*Duda sobre el documento/, 'second line reads why the person was sent');
  quiet(page);
});

test('the supervisor decides a case from the queue, and it leaves the queue', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'RESUELTA' }));
  await page.click('summary[data-key="2"]');
  await page.check('[name=reason][value=purpose-question]');
  await page.click('button[value=second_line].primary');
  await page.waitForURL(/\/desk\?done=/);

  const supervisor = await signIn(browser, post, 'supervisor');
  await supervisor.goto(`${post.address}/desk/queue`);
  await supervisor.locator('tr', { hasText: 'RESUELTA' }).locator('a').click();
  await supervisor.click('button[value=admitted][data-key="1"]');
  await supervisor.waitForURL(/\/desk\?done=/);
  await supervisor.goto(`${post.address}/desk/queue`);
  assert.equal(await supervisor.locator('tr', { hasText: 'RESUELTA' }).count(), 0);
  quiet(supervisor);
});
