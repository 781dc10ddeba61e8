// Corrections: the old value stays beside the new one, with a reason and a name.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost } from './harness.mjs';
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

test('a corrected name stands beside the one that was read', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'NUNEZ', given: 'INES' }));
  const address = page.url();
  await page.click('a[data-key="e"]');
  await page.waitForURL(/\/correct$/);
  await page.fill('[name=surname]', 'Núñez');
  await page.check('main form >> nth=0 >> [name=reason][value=shown-later]');
  await page.click('main form >> nth=0 >> button.primary');
  await page.waitForURL(address);
  assert.match(await words(page, '.who'), /Núñez/);
  const record = await words(page, '.record');
  assert.match(record, /NUNEZ/, 'the old value');
  assert.match(record, /Núñez/, 'the new value');
  assert.match(record, /Mostrado después/, 'the reason');
  assert.match(record, /usted/, 'who');
  quiet(page);
});

test('nothing changed, no reason, an impossible date: said at the field, nothing lost', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'IGUAL' }));
  const address = page.url();
  const correct = async (fill) => {
    await page.goto(`${address}/correct`);
    await fill();
    await page.click('main form >> nth=0 >> button.primary');
    await page.waitForSelector('.error-summary');
    return words(page, '.error-summary');
  };
  const reason = () => page.check('main form >> nth=0 >> [name=reason][value=misread]');
  assert.match(await correct(reason), /No se cambió nada/);
  assert.match(await correct(() => page.fill('[name=surname]', 'OTRA')), /[Mm]otivo/);
  assert.equal(await page.inputValue('[name=surname]'), 'OTRA');
  const date = async () => {
    await page.fill('[name=birth_date]', '1991-02-30');
    await reason();
  };
  assert.match(await correct(date), /no existe en el calendario/);
  assert.equal(await page.inputValue('[name=birth_date]'), '1991-02-30');
  await page.goto(address);
  assert.match(await words(page, '.who'), /IGUAL/);
});

test('a decision is taken back with a reason, and the case is open again', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'RETIRADA' }));
  const address = page.url();
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
  await page.goto(`${address}/correct`);
  await page.check('main form >> nth=1 >> [name=reason][value=typed-wrong]');
  await page.click('main form >> nth=1 >> button');
  await page.waitForURL(address);
  const text = await words(page, 'main');
  assert.match(text, /Sin decidir/);
  assert.match(text, /Decisión retirada/);
  quiet(page);
});
