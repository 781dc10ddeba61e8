// Alert lists: two people for every entry, a hit at the counter as a question, an innocent namesake cleared with the evidence shown, a file previewed and taken back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, startBrowser, startPost } from './harness.mjs';
import { quiet, scan, signIn, toDesk, words } from './people.mjs';
import { passport } from './zones.mjs';

let post;
let browser;
let officer;
let owner;

before(async () => {
  post = await startPost();
  browser = await startBrowser();
  officer = await signIn(browser, post, 'officer');
  owner = await signIn(browser, post, 'list_owner');
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

/** The demo's listed person, or a namesake with another birth date. */
const quijada = (more = {}) => passport({ surname: 'QUIJADA MONTES', given: 'ANSELMO TEODORO', born: '790314', sex: 'M', issuer: 'HND', nationality: 'HND', ...more });

test('a hit is a question: evidence side by side, answered, and the person is not asked again', async () => {
  await toDesk(officer, post);
  await scan(officer, quijada({ number: 'A7654321' }));
  const desk = await words(officer, 'main');
  assert.match(desk, /Impedimentos de salida: puede ser Quijada Montes, Anselmo Teodoro/);
  assert.match(desk, /Es una pregunta, no un veredicto/);
  const address = officer.url();
  await officer.click('a[data-key="l"]');
  await officer.waitForURL(/\/alerts\/hits\//);
  await axe(officer);
  await officer.click('button[data-key="1"]');
  await officer.waitForURL(/look=/);
  const hit = await words(officer, 'main');
  for (const expected of [/Impedimentos|misma persona/, /A favor/, /En contra/, /Qué preguntar/, /segunda línea/i]) assert.match(hit, expected);
  await axe(officer);
  await officer.check('input[value="not_same:other_appearance"]');
  await officer.click('form[action$="/answer"] button');
  await officer.waitForURL(/done=answered/);
  assert.match(await words(officer, 'main'), /Número de desagravio: [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/);
  await officer.click('a[data-key="p"]');
  await officer.waitForURL(/slip$/);
  assert.doesNotMatch(await words(officer, 'article'), /Impedimento|Quijada|JUZ/, 'the paper says nothing about why');
  await axe(officer);
  await officer.goto(address);
  assert.match(await words(officer, 'main'), /todas respondidas/);
  await toDesk(officer, post);
  await scan(officer, quijada({ number: 'A7654321' }));
  assert.doesNotMatch(await words(officer, 'main'), /puede ser Quijada/);
  quiet(officer);
});

test('an entry is proposed by the list owner and stands only after the supervisor', async () => {
  await owner.goto(`${post.address}/alerts`);
  await axe(owner);
  await owner.click('a:text("Impedimentos de salida")');
  await owner.click('a[data-key="n"]');
  await owner.waitForURL(/entries\/new$/);
  await axe(owner);
  for (const [name, value] of Object.entries({ surname: 'Zaldívar Ponce', given_names: 'Eusebio', birth_date: '1966-07', reference: 'JUZ-9', legal_basis: 'Auto' })) await owner.fill(`[name=${name}]`, value);
  await owner.selectOption('[name=matter]', 'exit_ban');
  await owner.selectOption('[name=reason]', 'court_order');
  const day = (months) => new Date(Date.now() + months * 30 * 86_400_000).toISOString().slice(0, 10);
  await owner.fill('[name=review]', day(3));
  await owner.fill('[name=expires]', day(9));
  await owner.click('form[action$="/entries"] button.primary');
  await owner.waitForURL(/done=proposed/);
  assert.doesNotMatch(await words(owner, 'table'), /Zaldívar/);
  const supervisor = await signIn(browser, post, 'supervisor');
  await supervisor.goto(`${post.address}/approvals`);
  await supervisor.locator('article.card', { hasText: 'Zaldívar Ponce, Eusebio' }).locator('button[value=approve]').click();
  await supervisor.waitForURL(/done=yes/);
  await owner.reload();
  assert.match(await words(owner, 'table'), /Zaldívar Ponce, Eusebio/);
  assert.equal((await owner.goto(`${post.address}/desk`)).status(), 403, 'who keeps lists sees no traveller');
  owner.complaints.length = 0;
  quiet(supervisor);
});

test('a file is previewed before anything changes, taken into use, and taken back', async () => {
  await owner.goto(`${post.address}/alerts/lists/new`);
  await axe(owner);
  for (const [name, value] of Object.entries({ name: 'Lista regional', owner: 'Autoridad', legal_basis: 'Convenio', purpose: 'Preguntar' })) await owner.fill(`[name=${name}]`, value);
  await owner.check('input[name=source][value=imported]');
  await owner.selectOption('[name=matter]', 'watch');
  const day = (months) => new Date(Date.now() + months * 30 * 86_400_000).toISOString().slice(0, 10);
  await owner.fill('[name=review]', day(3));
  await owner.fill('[name=expires]', day(9));
  await owner.click('form[action="/alerts/lists"] button.primary');
  await owner.waitForURL(/done=proposed/);
  const supervisor = await signIn(browser, post, 'supervisor');
  await supervisor.goto(`${post.address}/approvals`);
  await supervisor.locator('article.card', { hasText: 'Lista regional' }).locator('button[value=approve]').click();
  await supervisor.waitForURL(/done=yes/);
  await owner.goto(`${post.address}/alerts`);
  await owner.click('a:text("Lista regional")');
  await owner.setInputFiles('[name=file]', { name: 'regional.csv', mimeType: 'text/csv', buffer: Buffer.from('id,name,birth_date\n1,"Inventado Uno, Casiano",1970\n2,"Inventado Dos, Casiano",1971\n2,"Otra vez",\n') });
  await owner.click('form[action$="/file"] button');
  await owner.waitForSelector('a[href$="/preview"]');
  await owner.click('a[href$="/preview"]');
  const preview = await words(owner, 'main');
  assert.match(preview, /2 nuevas/);
  assert.match(preview, /Registros que no se pudieron leer/);
  await axe(owner);
  await owner.click('button[value=take]');
  await owner.waitForURL(/done=/);
  quiet(owner);
});
