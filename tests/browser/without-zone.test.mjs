// People whose document has no machine readable zone, and people without a document.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost } from './harness.mjs';
import { quiet, signIn, toDesk, words } from './people.mjs';

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

const send = () => page.click('main form[action="/desk/typed"] button.primary');

test('a document without a zone is typed, checked and decided', async () => {
  await toDesk(page, post);
  await page.keyboard.press('d');
  await page.waitForURL(/\/desk\/typed$/);
  await page.selectOption('[name=document]', { label: 'Pase vecinal' });
  await page.fill('[name=surname]', 'Ñandú Pérez');
  await page.fill('[name=given_names]', 'José Ángel');
  await page.fill('[name=birth_date]', '1985-07');
  await page.fill('[name=nationality]', 'SLV');
  await page.fill('[name=issuer]', 'SLV');
  await page.fill('[name=number]', 'PV12345');
  await send();
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  const text = await words(page, '.who');
  assert.match(text, /Ñandú Pérez/, 'the name as the person writes it');
  assert.match(text, /José Ángel/);
  assert.match(text, /Pase vecinal.*PV12345/);
  assert.match(text, /Datos escritos a mano/);
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
  assert.match(await words(page, '.undo'), /Entrada registrada: Ñandú Pérez/);
  quiet(page);
});

test('a person without a document is recorded on their own statement', async () => {
  await toDesk(page, post);
  await page.keyboard.press('s');
  await page.waitForURL(/\/desk\/typed\?document=none$/);
  await page.fill('[name=surname]', 'Solo Un Nombre');
  await page.fill('[name=birth_date]', '2001');
  await page.fill('[name=nationality]', 'GTM');
  await send();
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  assert.match(await words(page, '.who'), /Solo Un Nombre.*Persona sin documento/);
  await page.keyboard.press('2');
  await page.check('.decide [name=reason][value=identity-doubt]');
  await page.click('button[value=second_line].primary');
  await page.waitForURL(/\/desk\?done=/);
  quiet(page);
});

test('what is wrong is said at the field, by name, and nothing typed is lost', async () => {
  await page.goto(`${post.address}/desk/typed`);
  await page.fill('[name=given_names]', 'Rosa');
  await page.fill('[name=birth_date]', '31/02/1990');
  await page.fill('[name=nationality]', 'Guatemala');
  await page.fill('[name=number]', 'A-12.345');
  await send();
  await page.waitForSelector('.error-summary');
  const summary = await words(page, '.error-summary');
  assert.match(summary, /año-mes-día/);
  assert.match(summary, /código de Estado/);
  assert.equal(await page.inputValue('[name=given_names]'), 'Rosa');
  assert.equal(await page.inputValue('[name=birth_date]'), '31/02/1990');
  assert.equal(await page.inputValue('[name=nationality]'), 'Guatemala');
  await page.click('.error-summary a[href="#f-birth_date"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'f-birth_date');
  assert.equal(await page.getAttribute('#f-birth_date', 'aria-invalid'), 'true');
});

test('a name in another script, and one with markup in it, stay what they are', async () => {
  for (const name of ['عبد الله', 'Nguyễn Thị', '<b>X</b> "&amp;']) {
    await page.goto(`${post.address}/desk/typed?document=none`);
    await page.fill('[name=surname]', name);
    await page.fill('[name=nationality]', 'GTM');
    await send();
    await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
    assert.ok((await page.locator('.person-name').innerText()).includes(name));
  }
  quiet(page);
});
