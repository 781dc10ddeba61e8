// The offices behind the desk: accounts and the second person, booths, records for the overseer; and nobody sees what is not theirs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openPage, startBrowser, startPost } from './harness.mjs';
import { enter, quiet, signIn, words } from './people.mjs';

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

test('a change of roles is asked for by one person and approved by another', async () => {
  const officer = await signIn(browser, post, 'officer');
  const administrator = await signIn(browser, post, 'administrator');
  const supervisor = await signIn(browser, post, 'supervisor');
  const refused = await officer.goto(`${post.address}/accounts`);
  assert.equal(refused.status(), 403);

  await administrator.goto(`${post.address}/accounts`);
  await administrator.locator('tr', { hasText: post.names.officer }).first().locator('a').click();
  await administrator.waitForURL(/\/accounts\/[^/]+$/);
  const account = administrator.url();
  await administrator.locator('label.choice', { hasText: 'Protección' }).locator('input').check();
  await administrator.selectOption('[name=reason]', { label: 'Reemplazo temporal' });
  await administrator.click('form[action$="/roles"] button');
  await administrator.waitForURL(/\/approvals/);
  assert.match(await words(administrator, 'main'), /debe decidirlo otra persona/);
  assert.equal(await administrator.locator('button[value=approve]').count(), 0, 'nobody approves what they asked for');
  quiet(administrator);

  await administrator.goto(account);
  assert.doesNotMatch(await words(administrator, 'main dl.facts'), /Protección/, 'nothing changes before the second person');
  assert.equal((await officer.goto(`${post.address}/approvals`)).status(), 403);

  await supervisor.goto(`${post.address}/approvals`);
  await supervisor.locator('article.card', { hasText: 'Reemplazo temporal' }).locator('button[value=approve]').click();
  await supervisor.waitForLoadState();
  assert.match(await words(supervisor, 'main'), /La decisión quedó en la bitácora/);
  quiet(supervisor);
  await administrator.goto(account);
  assert.match(await words(administrator, 'main dl.facts'), /Protección/);
});

test('the administrator opens an account, and its code opens the door once', async () => {
  const administrator = await signIn(browser, post, 'administrator');
  await administrator.goto(`${post.address}/accounts/new`);
  await administrator.fill('[name=display_name]', 'Pedro Nuevo');
  await administrator.fill('[name=name]', 'pedro.nuevo');
  await administrator.locator('label.choice', { hasText: 'Oficial' }).first().locator('input').check();
  await administrator.click('form[action="/accounts"] button.primary');
  await administrator.waitForSelector('.person-name');
  const code = (await administrator.locator('.person-name').innerText()).trim();
  assert.match(code, /^[A-Z0-9]{5}-[A-Z0-9]{5}$/);
  quiet(administrator);
  const pedro = await openPage(browser);
  await enter(pedro, { ...post, codes: { pedro: code }, names: { pedro: 'pedro.nuevo' } }, 'pedro');
  await pedro.goto(`${post.address}/my-account`);
  assert.match(await words(pedro, 'main'), /Pedro Nuevo/);
});

test('a booth is made, enrolled by code, and revoked', async () => {
  const administrator = await signIn(browser, post, 'administrator');
  await administrator.goto(`${post.address}/booths`);
  await administrator.fill('[name=lane]', 'Carril 7');
  await administrator.locator('input[name=direction]').last().check();
  await administrator.click('form[action="/booths"] button');
  await administrator.waitForSelector('.person-name');
  const code = (await administrator.locator('.person-name').innerText()).trim();
  const booth = await openPage(browser);
  await booth.goto(`${post.address}/enrol`);
  await booth.fill('[name=code]', code);
  await booth.keyboard.press('Enter');
  await booth.waitForURL(/sign-in/);
  await enter(booth, post, 'officer');
  await booth.goto(`${post.address}/desk`);
  assert.match(await words(booth, 'header.bar'), /Carril 7 .*Salida/);
  assert.ok(await booth.isChecked('[name=direction][value=exit]'), 'the usual direction of the lane is chosen');

  await administrator.goto(`${post.address}/booths`);
  await administrator.locator('tr', { hasText: 'Carril 7' }).locator('form[action$="/revoke"] button').click();
  await administrator.waitForLoadState();
  assert.match(await administrator.locator('tr', { hasText: 'Carril 7' }).innerText(), /Anulada/);
  quiet(administrator);
});

test('the overseer reads the journal, verifies it, sees who read what, and no traveller', async () => {
  const overseer = await signIn(browser, post, 'overseer');
  await overseer.goto(`${post.address}/records`);
  assert.match(await words(overseer, 'main'), /[0-9A-F]{4}/i);
  await overseer.goto(`${post.address}/records/verify`);
  await overseer.click('form[action="/records/verify"] button');
  await overseer.waitForSelector('#verification dl.facts', { timeout: 60_000 });
  assert.match(await words(overseer, '#verification'), /La bitácora está íntegra.*ninguno fue cambiado/);
  for (const where of ['/records/journal', '/records/access', '/records/inventory']) {
    const answer = await overseer.goto(`${post.address}${where}`);
    assert.equal(answer.status(), 200, where);
    assert.ok((await overseer.locator('table.data tbody tr').count()) > 0 || where === '/records/access', where);
  }
  for (const where of ['/desk', '/desk/queue', '/desk/typed', '/accounts/new']) {
    overseer.complaints.length = 0;
    assert.equal((await overseer.goto(`${post.address}${where}`)).status(), 403, where);
  }
});

test('the administrator sees no traveller', async () => {
  const administrator = await signIn(browser, post, 'administrator');
  for (const where of ['/desk', '/desk/queue', '/desk/typed', '/desk/shift']) assert.equal((await administrator.goto(`${post.address}${where}`)).status(), 403, where);
});
