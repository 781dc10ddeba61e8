// The pictures of docs/pictures, taken from a demo: `scripts/pictures` runs this. Not a test.
//
// A new picture is one more line in PICTURES, with the step that leads to it.

import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openPage, startBrowser, startPost } from './harness.mjs';
import { quiet, scan, signIn, toDesk } from './people.mjs';
import { passport } from './zones.mjs';

const folder = path.resolve(fileURLToPath(new URL('../../docs/pictures', import.meta.url)));
const LARGEST = 300_000;
const SIZE = { width: 1366, height: 768 };

const traveller = { surname: 'RIVERA SOLANO', given: 'MARTA ELENA', number: 'B70412986' };

async function present(page, post, lines, direction = 'entry') {
  await toDesk(page, post);
  await page.check(`[name=direction][value=${direction}]`, { force: true });
  await page.focus('#scan');
  await scan(page, lines);
}

async function decide(page) {
  await page.keyboard.press('1');
  await page.waitForURL(/\/desk\?done=/);
}

// A number read wrongly and a document that has run out.
function doubtful() {
  const year = String((new Date().getUTCFullYear() - 1) % 100).padStart(2, '0');
  const [first, second] = passport({ surname: 'ALVARADO PINEDA', given: 'JOSE ROBERTO', sex: 'M', issuer: 'GTM', nationality: 'GTM', number: 'C20519473', expires: `${year}0110` });
  return [first, `${second.slice(0, 9)}${(Number(second[9]) + 5) % 10}${second.slice(10)}`];
}

const PICTURES = [
  ['sign-in', async ({ door, post }) => {
    await door.goto(`${post.address}/sign-in`);
    return door;
  }],
  ['desk-empty', async ({ officer, post }) => {
    await toDesk(officer, post);
    return officer;
  }],
  ['desk', async ({ officer, post }) => {
    await present(officer, post, passport(traveller));
    await decide(officer);
    await present(officer, post, passport(traveller), 'exit');
    return officer;
  }],
  ['desk-saved', async ({ officer }) => {
    await decide(officer);
    return officer;
  }],
  ['desk-findings', async ({ officer, post }) => {
    await present(officer, post, doubtful());
    return officer;
  }],
  ['desk-dark', async ({ officer }) => {
    await officer.emulateMedia({ colorScheme: 'dark' });
    return officer;
  }],
  ['desk-refuse', async ({ officer }) => {
    await officer.emulateMedia({ colorScheme: 'light' });
    await officer.keyboard.press('3');
    await officer.waitForURL(/\/refuse$/);
    return officer;
  }],
  ['records', async ({ overseer, post }) => {
    await overseer.goto(`${post.address}/records`);
    return overseer;
  }],
  ['shift-report', async ({ officer, post }) => {
    await officer.goto(`${post.address}/desk/shift`);
    await officer.click('form[action="/desk/shift/close"] button');
    await officer.waitForURL(/\/report/);
    return officer;
  }],
];

const post = await startPost({ travellers: 300, crossings: 2000 });
const browser = await startBrowser();
try {
  await mkdir(folder, { recursive: true });
  const people = {
    post,
    door: await openPage(browser, SIZE),
    officer: await signIn(browser, post, 'officer', SIZE),
    overseer: await signIn(browser, post, 'overseer', SIZE),
  };
  for (const [name, step] of PICTURES) {
    const page = await step(people);
    // Motion stands still and fonts are there before a picture is taken.
    await page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
    });
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    quiet(page);
    const { size } = await stat(file);
    if (size > LARGEST) throw new Error(`${file} has ${size} bytes; at most ${LARGEST} are kept`);
    console.log(`docs/pictures/${name}.png ${Math.round(size / 1000)} kB`);
  }
} finally {
  await browser.close();
  await post.stop();
}
