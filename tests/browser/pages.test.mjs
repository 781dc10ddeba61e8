// Every page, as every role that opens it: no console error, nothing kept back by the content security policy, no sideways scrolling at 360 px,
// and nothing serious for axe in the light, dark and high-contrast themes. Writes a screenshot of each to target/screenshots.
//
// A new page is one more line in PAGES, or a step in `prepare` when it needs a case to stand on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, openPage, screenshot, startBrowser, startPost } from './harness.mjs';
import { quiet, scan, signIn, toDesk } from './people.mjs';
import { passport } from './zones.mjs';

const WIDE = { width: 1366, height: 768 };
const NARROW = { width: 360, height: 800 };
const THEMES = ['light', 'dark', 'contrast'];

let post;
let browser;
const readers = {};
const found = {};

before(async () => {
  post = await startPost();
  browser = await startBrowser();
  for (const role of ['officer', 'supervisor', 'administrator', 'protection_officer', 'overseer']) readers[role] = await signIn(browser, post, role, WIDE);
  readers.nobody = await openPage(browser, WIDE);
  await prepare(readers.officer);
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

// Cases in every state, by the officer's own hands.
async function prepare(page) {
  const present = async (name, lines) => {
    await toDesk(page, post);
    await scan(page, lines);
    found[name] = new URL(page.url()).pathname;
  };
  const decide = async (name, key) => {
    await page.goto(post.address + found[name]);
    await page.keyboard.press(key);
    await page.waitForURL(/\/desk\?done=/);
    found[`${name}Done`] = page.url().slice(post.address.length);
  };
  await present('clear', passport({ surname: 'RIVERA SOL', given: 'MARTA ELENA' }));
  const [first, second] = passport({ surname: 'ALVARADO PINEDA', given: 'JOSE ROBERTO', expires: '240110' });
  await present('doubtful', [first, `${second.slice(0, 9)}${(Number(second[9]) + 5) % 10}${second.slice(10)}`]);
  await present('long', passport({ surname: 'DE LOS ANGELES MONTENEGRO SANTAMARIA', given: 'X', nationality: 'GTM', issuer: 'GTM' }));
  await present('national', passport({ surname: 'MEJIA', given: 'OSCAR', issuer: 'HND', nationality: 'HND' }));
  await present('decided', passport({ surname: 'CASTRO', given: 'LUCIA' }));
  await decide('decided', '1');
  await present('pending', passport({ surname: 'FLORES', given: 'IRMA' }));
  await decide('pending', '4');
  await page.goto(`${post.address}/desk/file/${found.decided.split('/')[2]}`);
  await page.locator('main [name=reason]').first().check();
  await page.click('main form[action="/desk/file"] button');
  await page.waitForURL(/\/desk\/file\/[^/]+/);
  found.file = page.url().slice(post.address.length);
  const administrator = readers.administrator;
  await administrator.goto(`${post.address}/accounts`);
  found.account = await administrator.getAttribute('main table.data a', 'href');
}

const PAGES = [
  ['sign-in', 'nobody', () => '/sign-in'],
  ['enrol', 'nobody', () => '/enrol'],
  ['desk', 'officer', () => '/desk'],
  ['desk-saved', 'officer', () => found.decidedDone],
  ['case-clear', 'officer', () => found.clear],
  ['case-doubtful', 'officer', () => found.doubtful],
  ['case-long-name', 'officer', () => found.long],
  ['case-national', 'officer', () => found.national],
  ['case-decided', 'officer', () => found.decided],
  ['case-refuse', 'officer', () => `${found.doubtful}/refuse`],
  ['case-correct', 'officer', () => `${found.decided}/correct`],
  ['typed', 'officer', () => '/desk/typed'],
  ['typed-none', 'officer', () => '/desk/typed?document=none'],
  ['queue', 'officer', () => '/desk/queue'],
  ['shift', 'officer', () => '/desk/shift'],
  ['keyboard', 'officer', () => '/desk/keyboard'],
  ['keyboard-card', 'officer', () => '/desk/keyboard/card'],
  ['file-ask', 'officer', () => `/desk/file/${found.decided.split('/')[2]}`],
  ['file', 'officer', () => found.file],
  ['my-account', 'officer', () => '/my-account'],
  ['queue-supervisor', 'supervisor', () => '/desk/queue'],
  ['case-protection', 'protection_officer', () => found.pending],
  ['accounts', 'administrator', () => '/accounts'],
  ['account', 'administrator', () => found.account],
  ['account-new', 'administrator', () => '/accounts/new'],
  ['approvals', 'administrator', () => '/approvals'],
  ['booths', 'administrator', () => '/booths'],
  ['records', 'overseer', () => '/records'],
  ['journal', 'overseer', () => '/records/journal'],
  ['verify', 'overseer', () => '/records/verify'],
  ['access', 'overseer', () => '/records/access'],
  ['inventory', 'overseer', () => '/records/inventory'],
];

async function setTheme(page, theme) {
  await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
  // A colour that is still on its way is no colour to measure.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
}

async function fits(page, name) {
  const { across, culprits } = await page.evaluate(() => ({
    across: document.documentElement.scrollWidth,
    culprits: [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`),
  }));
  assert.ok(across <= NARROW.width, `${name} is ${across} px wide at ${NARROW.width}: ${culprits.join('; ')}`);
}

for (const [name, role, where] of PAGES) {
  test(`${name} (${role})`, async () => {
    const page = readers[role];
    page.complaints.length = 0;
    await page.setViewportSize(WIDE);
    const answer = await page.goto(post.address + where());
    assert.equal(answer.status(), 200);
    await screenshot(page, name);
    await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => (details.open = true)));
    for (const theme of THEMES) {
      await setTheme(page, theme);
      await axe(page);
    }
    await setTheme(page, 'light');
    await page.setViewportSize(NARROW);
    await fits(page, name);
    await axe(page);
    await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => (details.open = false)));
    await screenshot(page, `${name}-360`);
    quiet(page);
  });
}

test('the shift report (officer)', async () => {
  const page = readers.officer;
  await page.setViewportSize(WIDE);
  await page.goto(`${post.address}/desk/shift`);
  await page.click('form[action="/desk/shift/close"] button');
  await page.waitForURL(/\/report/);
  await screenshot(page, 'shift-report');
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await axe(page);
  }
  await page.setViewportSize(NARROW);
  await fits(page, 'shift-report');
  quiet(page);
});

test('the lock', async () => {
  const page = readers.officer;
  await page.setViewportSize(WIDE);
  await page.goto(`${post.address}/desk/shift`);
  await page.keyboard.press('l');
  await page.waitForURL(/\/unlock/);
  await screenshot(page, 'unlock');
  await page.setViewportSize(NARROW);
  await fits(page, 'unlock');
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await axe(page);
  }
  quiet(page);
});

test('an address that is not there, and one that is not theirs', async () => {
  for (const [role, where] of [['supervisor', '/nada'], ['overseer', '/desk']]) {
    const page = readers[role];
    await page.setViewportSize(NARROW);
    await page.goto(post.address + where);
    await fits(page, where);
    await axe(page);
    await screenshot(page, `error-${role}`);
  }
});
