// The hold: three keys, sealed, the same as any other pending case to everybody, cleared by the protection officer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost, strokes } from './harness.mjs';
import { quiet, scan, signIn, toDesk, words } from './people.mjs';
import { passport } from './zones.mjs';

let post;
let browser;
let page;
const cases = {};

before(async () => {
  post = await startPost();
  browser = await startBrowser();
  page = await signIn(browser, post, 'officer');
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

// What another person sees of a case: classes and words, without what differs between any two people.
async function face(reader, address, name) {
  await reader.goto(`${post.address}/desk/queue`);
  const row = await reader.locator('tr', { hasText: name }).evaluate((element) => element.outerHTML);
  await reader.goto(address);
  const panel = await reader.locator('.decide').evaluate((element) => element.outerHTML);
  const record = await reader.locator('.record').evaluate((element) => element.outerHTML);
  const same = (html) =>
    html
      .replaceAll(name, 'NAME')
      .replaceAll(/\/desk\/[^"]+/g, '/desk/CASE')
      .replaceAll(/value="[0-9a-f-]{36}"/g, 'value="ID"')
      .replaceAll(/name="csrf" value="[^"]*"/g, 'name="csrf"')
      .replaceAll(/\d{1,2}:\d{2}(:\d{2})?|hace un momento|hace \d+ min/g, 'TIME');
  return [row, panel, record].map(same).join('\n');
}

test('a hold takes at most three keys after the scan', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'CASO CON' }));
  cases.held = page.url();
  const hands = strokes(page);
  await hands.press('0');
  await hands.press('2');
  await hands.press('Enter');
  await page.waitForURL(/\/desk\?done=/);
  assert.ok(hands.count <= 3);
  assert.match(await words(page, '.undo'), /Pendiente: CASO CON/);
  quiet(page);
});

test('nobody can tell it from a plain pending case', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'CASO SIN' }));
  cases.plain = page.url();
  await page.keyboard.press('4');
  await page.waitForURL(/\/desk\?done=/);
  assert.match(await words(page, '.undo'), /Pendiente: CASO SIN/);
  const supervisor = await signIn(browser, post, 'supervisor');
  for (const reader of [page, supervisor]) {
    assert.equal(await face(reader, cases.held, 'CASO CON'), await face(reader, cases.plain, 'CASO SIN'));
  }
});

test('both cannot be refused until the protection officer clears them, and both can be admitted', async () => {
  const refuse = async (address) => {
    await page.goto(`${address}/refuse`);
    await page.check('[name=reason][value=no-valid-document]');
    await page.selectOption('select[name=language]', 'es');
    await page.check('[name=afraid][value=no]');
    await page.click('button[value=refused]');
    await page.waitForLoadState();
    return words(page, 'main');
  };
  const answers = [await refuse(cases.held), await refuse(cases.plain)];
  for (const answer of answers) assert.match(answer, /Un caso de esta persona espera/);

  const protector = await signIn(browser, post, 'protection_officer');
  for (const [name, address] of [['CASO CON', cases.held], ['CASO SIN', cases.plain]]) {
    await protector.goto(`${post.address}/desk/queue`);
    await protector.locator('tr', { hasText: name }).locator('a').click();
    await protector.waitForURL(address);
    assert.equal(await protector.locator('[data-key="1"]').count(), 0, 'the protection officer does not decide crossings');
    assert.equal(await protector.locator('main a[href="/desk"], main a[href^="/desk?"]').count(), 0, 'and is not led to the desk');
    await protector.click('form[action$="/clear"] button');
    await protector.waitForLoadState();
  }
  quiet(protector);
  assert.match(await refuse(cases.held), /Inadmisión registrada/);
  await page.goto(cases.plain);
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
});

test('an officer is not offered the clearing and cannot send it', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'CASO AJENO' }));
  const address = page.url();
  await page.keyboard.press('4');
  await page.waitForURL(/\/desk\?done=/);
  await page.goto(address);
  assert.equal(await page.locator('form[action$="/clear"]').count(), 0);
  const status = await page.evaluate(async (where) => {
    const csrf = document.querySelector('[name=csrf]').value;
    const key = document.querySelector('[name=idempotency_key]').value;
    const answer = await fetch(`${where}/clear`, { method: 'POST', body: new URLSearchParams({ csrf, idempotency_key: key }) });
    return answer.status;
  }, address);
  assert.equal(status, 403);
});
