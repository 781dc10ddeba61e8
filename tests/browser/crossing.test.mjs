// One crossing: read, checked, decided, saved; the keys it takes; the way back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startBrowser, startPost, strokes } from './harness.mjs';
import { quiet, scan, signIn, toDesk, words } from './people.mjs';
import { identityCard, newNumber, passport } from './zones.mjs';

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

test('a crossing with nothing found: scan, one key, saved, ready for the next, in at most four keystrokes', async () => {
  await toDesk(page, post);
  const hands = strokes(page);
  for (const turn of [1, 2]) {
    await hands.scan(`${passport({ surname: `PRUEBA ${'AB'[turn - 1]}` }).join('\n')}\n`);
    await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
    assert.match(await words(page, '.findings-column'), /Sin hallazgos \d+ verificaciones conformes/);
    assert.match(await words(page, '.who'), /PRUEBA [AB]/);
    const before = hands.count;
    await hands.press('1');
    await page.waitForURL(/\/desk\?done=/);
    assert.match(await words(page, '.undo'), /Entrada registrada: PRUEBA [AB].*90 días, hasta/);
    await page.waitForFunction(() => document.activeElement?.matches('[data-scan]'));
    const taken = hands.count - before;
    assert.ok(taken <= 4, `${taken} keystrokes`);
    assert.equal(await page.inputValue('[data-scan]'), '', 'the key that decided is not in the box');
  }
  assert.match(await words(page, '.decide'), /Admitidas 2/);
  quiet(page);
});

test('Enter after the first line does not send', async () => {
  await toDesk(page, post);
  const [first, second] = passport();
  await page.keyboard.type(`${first}\n`);
  await page.waitForTimeout(500);
  assert.match(page.url(), /\/desk$/);
  assert.equal(await page.inputValue('[data-scan]'), `${first}\n`);
  await page.keyboard.type(`${second}\n`);
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
});

test('a reader that ends lines with a tabulator, or ends with nothing, is understood', async () => {
  await toDesk(page, post);
  await page.keyboard.type(`${passport().join('\t')}\t`);
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  await toDesk(page, post);
  await page.keyboard.type(passport().join('\n'));
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
});

test('a card of three lines is read', async () => {
  await toDesk(page, post);
  await scan(page, identityCard({ surname: 'TARJETA', given: 'ANA' }));
  assert.match(await words(page, '.who'), /TARJETA ANA.*Documento de identidad/);
  assert.match(await words(page, '.findings-column'), /Sin hallazgos/);
});

test('a document passed over the reader while the focus is elsewhere lands in the scan box and decides nothing', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'PRIMERA' }));
  const address = page.url();
  await scan(page, passport({ surname: 'SIGUIENTE', number: `1${newNumber().slice(1)}` }));
  await page.waitForFunction((old) => location.href !== old, address);
  assert.match(await words(page, '.who'), /SIGUIENTE/);
  await page.goto(address);
  assert.match(await words(page, '.decide'), /Sin decidir/);
});

test('a wrong check digit is a finding that says what, why and where to look, and admitting is not the marked key', async () => {
  await toDesk(page, post);
  const [first, second] = passport();
  const wrong = `${second.slice(0, 9)}${(Number(second[9]) + 5) % 10}${second.slice(10)}`;
  await scan(page, [first, wrong]);
  const found = page.locator('.findings-column .finding', { hasText: 'número' }).first();
  assert.match(await found.innerText(), /Dígito verificador incorrecto.*Mire/s);
  assert.equal(await page.locator('.decide .decision.recommended[data-key="1"]').count(), 0);
  await found.locator('summary').click();
  assert.ok(await found.locator('dl.facts').isVisible(), 'the evidence opens in place');
  quiet(page);
});

test('u takes the decision back within ten seconds and the case is open again', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'DESHECHA' }));
  const address = page.url();
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
  await page.waitForFunction(() => document.activeElement?.matches('[data-scan]'));
  await page.keyboard.press('u');
  await page.waitForURL((url) => !url.search.includes('done='));
  await page.goto(address);
  const text = await words(page, 'main');
  assert.match(text, /Sin decidir/);
  assert.match(text, /Registro del caso .*Deshecho en el momento/, 'what was taken back stays in the record');
  quiet(page);
});

test('after ten seconds undo is no longer offered', async () => {
  await toDesk(page, post);
  await scan(page, passport());
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
  const button = page.locator('.undo button');
  assert.ok(await button.isVisible());
  await button.waitFor({ state: 'hidden', timeout: 15_000 });
});

test('the same form sent twice records once', async () => {
  await toDesk(page, post);
  await scan(page, passport({ surname: 'UNA VEZ' }));
  await page.evaluate(() => {
    const button = document.querySelector('[data-key="1"]');
    button.click();
    button.click();
  });
  await page.waitForURL(/\/desk\?done=/);
  await page.goBack();
  if (await page.locator('[data-key="1"]').count()) await page.locator('[data-key="1"]').click();
  await page.waitForLoadState();
  await page.goto(`${post.address}/desk/shift`);
  assert.equal(await page.locator('tr', { hasText: 'UNA VEZ' }).count(), 1);
});

test('a crossing works without JavaScript', async () => {
  const plain = await signIn(browser, post, 'officer', { javaScriptEnabled: false });
  await plain.goto(`${post.address}/desk`);
  await plain.fill('#scan', passport({ surname: 'SIN GUION' }).join('\n'));
  await plain.click('.scan-form button');
  await plain.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
  assert.match(await words(plain, 'main'), /SIN GUION.*Sin hallazgos/);
  await plain.click('button[value=admitted][data-key="1"]');
  await plain.waitForURL(/\/desk\?done=/);
  assert.match(await words(plain, '.undo'), /Entrada registrada: SIN GUION/);
  await plain.click('.undo button');
  await plain.waitForLoadState();
  await plain.goto(`${post.address}/desk/queue`);
  assert.equal(plain.url(), `${post.address}/desk/queue`);
});
