// The door: the first sign-in by one-time code, a wrong code, the lock and its PIN, the two languages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openPage, startBrowser, startPost, strokes } from './harness.mjs';
import { PASSWORD, PIN, enter, quiet, signIn, toDesk, words } from './people.mjs';

let post;
let browser;

before(async () => {
  post = await startPost();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

test('a wrong code is refused in words and says nothing about the name', async () => {
  const page = await openPage(browser);
  await page.goto(post.address);
  assert.match(page.url(), /\/sign-in/, 'nobody gets past the door');
  const answers = [];
  for (const name of [post.names.supervisor, 'nadie.aqui']) {
    await page.goto(`${post.address}/sign-in`);
    await page.fill('[name=name]', name);
    await page.fill('[name=secret]', 'AAAAA-AAAAA');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.error-summary');
    assert.equal(await page.inputValue('[name=name]'), name, 'the name stays');
    assert.equal(await page.inputValue('[name=secret]'), '', 'the secret does not');
    answers.push(await words(page, '.error-summary'));
  }
  assert.equal(answers[0], answers[1]);
  assert.match(answers[0], /no son correctos/);
});

test('the first sign-in leads over a password and a PIN to the desk, and the code is used up', async () => {
  const page = await openPage(browser);
  await enter(page, post, 'officer');
  assert.match(page.url(), /\/desk$/, 'the officer begins at the desk');
  quiet(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'scan');

  const other = await openPage(browser);
  await other.goto(`${post.address}/sign-in`);
  await other.fill('[name=name]', post.names.officer);
  await other.fill('[name=secret]', post.codes.officer);
  await other.keyboard.press('Enter');
  await other.waitForSelector('.error-summary');
});

test('a short password and an easy PIN are sent back with what to do', async () => {
  const page = await openPage(browser);
  await page.goto(`${post.address}/sign-in`);
  await page.fill('[name=name]', post.names.overseer);
  await page.fill('[name=secret]', post.codes.overseer);
  await page.keyboard.press('Enter');
  await page.waitForURL(/set-secrets/);
  await page.fill('[name=password]', 'corta');
  await page.fill('[name=password_again]', 'corta');
  await page.fill('[name=pin]', '123456');
  await page.fill('[name=pin_again]', '123456');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.error-summary');
  const text = await words(page, '.error-summary');
  assert.match(text, /12 caracteres/);
  assert.match(text, /fácil de adivinar/);
});

test('one key locks, the PIN unlocks where the officer was, three wrong PINs end the session', async () => {
  const page = await signIn(browser, post, 'officer');
  await page.goto(`${post.address}/desk/shift`);
  const hands = strokes(page);
  await hands.press('l');
  await page.waitForURL(/\/unlock/);
  assert.match(await words(page), /Pantalla bloqueada/);

  await page.goto(`${post.address}/desk`);
  assert.match(page.url(), /\/unlock/, 'locked is locked at every address');
  await page.goto(`${post.address}/desk/shift`);
  await hands.type(PIN);
  await hands.press('Enter');
  await page.waitForURL(/\/desk\/shift$/);
  quiet(page);

  await hands.press('l');
  await page.waitForURL(/\/unlock/);
  for (const left of [2, 1, 0]) {
    await page.fill('[name=pin]', '000001');
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
    await page.waitForLoadState();
    if (left > 0) assert.match(await words(page, '.error-summary'), new RegExp(left === 1 ? 'Queda un intento' : 'Quedan 2 intentos'));
  }
  assert.match(page.url(), /\/sign-in/);
});

test('a screen left alone locks itself', async () => {
  const page = await signIn(browser, post, 'officer');
  await page.clock.install();
  await page.goto(`${post.address}/desk/shift`);
  const seconds = Number(await page.getAttribute('body', 'data-lock-after'));
  assert.ok(seconds > 0 && seconds <= 900, `${seconds} s`);
  await page.clock.runFor((seconds - 5) * 1000);
  assert.match(page.url(), /\/desk\/shift$/);
  await page.clock.runFor(10_000);
  await page.waitForURL(/\/unlock/);
});

test('l in the empty scan box locks, and the box does not keep the letter', async () => {
  const page = await signIn(browser, post, 'officer');
  await toDesk(page, post);
  await page.keyboard.press('l');
  await page.waitForURL(/\/unlock/);
});

test('each person has a language of their own, kept over sign-ins', async () => {
  const page = await signIn(browser, post, 'officer');
  await page.goto(`${post.address}/desk/shift`);
  assert.equal(await page.getAttribute('html', 'lang'), 'es');
  await page.click('.bar-end details.menu:last-of-type summary');
  await Promise.all([page.waitForEvent('framenavigated'), page.click('button[name=language][value=en]')]);
  await page.waitForLoadState();
  assert.match(page.url(), /\/desk\/shift$/, 'the page stays');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.match(await words(page, 'h1'), /shift/i);

  const later = await signIn(browser, post, 'officer', { locale: 'es' });
  await later.goto(`${post.address}/desk/shift`);
  assert.equal(await later.getAttribute('html', 'lang'), 'en');
  await later.click('.bar-end details.menu:last-of-type summary');
  await Promise.all([later.waitForEvent('framenavigated'), later.click('button[name=language][value=es]')]);
  await later.waitForLoadState();
  assert.equal(await later.getAttribute('html', 'lang'), 'es');
  quiet(later);
});

test('the password opens and a wrong one does not', async () => {
  const page = await signIn(browser, post, 'officer');
  await page.goto(`${post.address}/my-account`);
  assert.match(await words(page, 'main'), new RegExp(post.names.officer));
  await page.click('.bar-end details.menu:last-of-type summary');
  await page.click('form[action="/sign-out"] button');
  await page.waitForURL(/sign-in/);
  await page.fill('[name=name]', post.names.officer);
  await page.fill('[name=secret]', `${PASSWORD}x`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.error-summary');
});
