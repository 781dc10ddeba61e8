// Refusal: reasons, the question about fear of return first, and the people who are never refused (R11, R15).

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

async function toRefusal(surname, changes = {}) {
  await toDesk(page, post);
  await scan(page, passport({ surname, ...changes }));
  const address = page.url();
  await page.keyboard.press('3');
  await page.waitForURL(/\/refuse$/);
  return address;
}

const send = () => page.click('button[value=refused]');

test('nothing is recorded before the question is asked and a reason is chosen', async () => {
  const address = await toRefusal('SIN PREGUNTA');
  assert.match(await words(page, 'main'), /¿Teme usted/);
  await page.check('[name=reason][value=no-valid-document]');
  await page.fill('[name=note]', 'nota que queda');
  await send();
  await page.waitForSelector('.error-summary');
  assert.match(await words(page, '.error-summary'), /Haga la pregunta/);
  assert.ok(await page.isChecked('[name=reason][value=no-valid-document]'), 'what was chosen stays');
  assert.equal(await page.inputValue('[name=note]'), 'nota que queda');

  await page.goto(`${address}/refuse`);
  await page.selectOption('select[name=language]', 'es');
  await page.check('[name=afraid][value=no]');
  await send();
  await page.waitForSelector('.error-summary');
  assert.match(await words(page, '.error-summary'), /al menos un motivo/);
  await page.goto(address);
  assert.match(await words(page, '.decide'), /Sin decidir/);
});

test('asked and answered no: refused, with reasons and the language in the record', async () => {
  const address = await toRefusal('INADMITIDA');
  await page.check('[name=reason][value=no-visa-or-permit]');
  await page.selectOption('select[name=language]', 'ht');
  await page.check('[name=interpreter]');
  await page.check('[name=afraid][value=no]');
  await send();
  await page.waitForURL(/\/desk\?done=/);
  assert.match(await words(page, 'main'), /Inadmisión registrada: INADMITIDA/);
  await page.goto(address);
  assert.match(await words(page, 'main'), /Sin visa o permiso válido/);
  quiet(page);
});

test('answered yes: the case waits like any other, nothing says why, and it cannot be refused', async () => {
  const address = await toRefusal('ESPERA PERSONA');
  await page.check('[name=reason][value=no-visa-or-permit]');
  await page.selectOption('select[name=language]', 'es');
  await page.check('[name=afraid][value=yes]');
  await send();
  await page.waitForURL(/\/desk\?done=/);
  for (const where of [page.url(), address, `${post.address}/desk/queue`, `${post.address}/desk/shift`]) {
    await page.goto(where);
    const text = await words(page, 'main');
    assert.match(text, /ESPERA PERSONA/);
    assert.match(text, /[Pp]endiente/);
    assert.doesNotMatch(text, /miedo|teme|temor|asilo|refugi|protecci/i, where);
  }

  await page.goto(`${address}/refuse`);
  await page.check('[name=reason][value=no-valid-document]');
  await page.selectOption('select[name=language]', 'es');
  await page.check('[name=afraid][value=no]');
  await send();
  await page.waitForSelector('.error-summary');
  assert.match(await words(page, '.error-summary'), /Un caso de esta persona espera/);
});

test('an own national is not offered a refusal, and the address does not allow it either', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'NACIONAL', issuer: 'HND', nationality: 'HND' }));
  const address = page.url();
  assert.equal(await page.locator('.decide a[href$="/refuse"]').count(), 0);
  assert.match(await words(page, '.decide'), /nadie puede ser inadmitido por su propio Estado/);
  await page.goto(`${address}/refuse`);
  if (await page.locator('button[value=refused]').count()) {
    await page.check('[name=reason][value=public-order]');
    await page.selectOption('select[name=language]', 'es');
    await page.check('[name=afraid][value=no]');
    await send();
    await page.waitForLoadState();
  }
  assert.match(await words(page), /propio Estado/);
  await page.goto(address);
  assert.match(await words(page, '.decide'), /Sin decidir/);
});
