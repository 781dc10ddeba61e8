// What no reader should send: each time a clear message, and nothing lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost } from './harness.mjs';
import { scan, signIn, toDesk, words } from './people.mjs';
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

// Puts the text in as a paste does, sends it, and returns what the page said.
async function send(text) {
  await toDesk(page, post);
  await page.fill('#scan', text);
  await page.click('.scan-form button');
  await page.waitForSelector('.notice[role=alert]');
  return words(page, '.notice[role=alert]');
}

test('a truncated zone: the lengths are named and the text stays', async () => {
  const [first, second] = passport();
  const text = `${first}\n${second.slice(0, 30)}`;
  assert.match(await send(text), /No se pudo leer.*44.*30/);
  assert.equal(await page.inputValue('#scan'), text);
});

test('characters a zone does not have are shown with their place', async () => {
  const [first, second] = passport();
  assert.match(await send(`${first.replace('LOPEZ', 'LÓPEZ')}\n${second}`), /línea 1, columna 7.*Ó/i);
  assert.match(await send('🛂🛂🛂'), /No se pudo leer/);
});

test('lower case is put right, not refused', async () => {
  await toDesk(page, post);
  await page.fill('#scan', passport({ surname: 'MINUSCULAS' }).join('\n').toLowerCase());
  await page.click('.scan-form button');
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  assert.match(await words(page, '.who'), /MINUSCULAS/);
});

test('an empty box says what to do', async () => {
  assert.match(await send(''), /No se recibió nada/);
});

test('ten megabytes pasted into the box end in words, and the desk goes on', async () => {
  await toDesk(page, post);
  const sent = page.waitForResponse((response) => response.url().endsWith('/desk/present'), { timeout: 60_000 });
  await page.evaluate(() => {
    const box = document.querySelector('#scan');
    box.removeAttribute('maxlength');
    box.value = 'A<'.repeat(5 * 1024 * 1024);
    box.form.requestSubmit();
  });
  assert.equal((await sent).status(), 413);
  await page.waitForURL(/\/desk\/present$/, { timeout: 60_000 });
  assert.match(await words(page), /Se envió más de lo que se puede recibir|bytes; una zona tiene 90/);
  await toDesk(page, post);
  await page.evaluate(async () => {
    const box = document.querySelector('#scan');
    box.focus();
    document.execCommand('insertText', false, 'A<'.repeat(50_000));
  });
  assert.ok((await page.inputValue('#scan')).length <= 2000, 'a paste by hand is cut to what a zone could be');
  await toDesk(page, post);
  await scan(page, passport({ surname: 'DESPUES' }));
  assert.match(await words(page, '.who'), /DESPUES/);
});

test('a date that does not exist and an expired document are findings, not failures', async () => {
  await toDesk(page, post);
  await scan(page, passport({ born: '910231' }));
  assert.match(await words(page, '.findings-column'), /No existe tal día/);
  await toDesk(page, post);
  await scan(page, passport({ expires: '200101' }));
  assert.match(await words(page, '.findings-column'), /venci/i);
});

test('unknown addresses and forms without proof of origin are answered in words', async () => {
  const missing = await page.goto(`${post.address}/desk/00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000000`);
  assert.equal(missing.status(), 404);
  assert.match(await words(page, 'main'), /no existe|no está/);
  const bad = await page.goto(`${post.address}/desk/nada/nada`);
  assert.ok(bad.status() < 500);
  await toDesk(page, post);
  await page.fill('#scan', passport().join('\n'));
  await page.evaluate(() => (document.querySelector('.scan-form [name=csrf]').value = 'x'));
  await Promise.all([page.waitForEvent('framenavigated'), page.click('.scan-form button')]);
  await page.waitForLoadState();
  assert.match(await words(page, 'main'), /no se guardó nada/);
});
