// What every flow begins with: somebody signs in, a reader reads.
//
// It knows the door (sign-in, first password) and the scan box, and no other page.

import assert from 'node:assert/strict';

import { openPage } from './harness.mjs';

/** What the people of these tests choose. */
export const PASSWORD = 'una frase larga de prueba';
export const PIN = '284917';

const signedIn = new Set();

async function submit(page, selector) {
  await Promise.all([page.waitForEvent('framenavigated'), page.click(selector)]);
  await page.waitForLoadState();
}

/** Fills in the door. The first time with the one-time code, then with the password. */
export async function enter(page, post, role) {
  const key = `${post.address} ${role}`;
  const first = !signedIn.has(key);
  await page.goto(`${post.address}/sign-in`);
  await page.fill('[name=name]', post.names[role]);
  await page.fill('[name=secret]', first ? post.codes[role] : PASSWORD);
  await submit(page, 'main form[action="/sign-in"] button');
  if (!first) return;
  await page.fill('[name=password]', PASSWORD);
  await page.fill('[name=password_again]', PASSWORD);
  await page.fill('[name=pin]', PIN);
  await page.fill('[name=pin_again]', PIN);
  await submit(page, 'main form[action="/set-secrets"] button');
  signedIn.add(key);
}

/** A page of its own on which somebody of this role has signed in. */
export async function signIn(browser, post, role, options) {
  const page = await openPage(browser, options);
  await enter(page, post, role);
  // What the door does is the door's own test.
  page.complaints.length = 0;
  return page;
}

/** Sends the lines as a reader does: quickly, each with Enter at its end, and waits for the case. */
export async function scan(page, lines) {
  await page.keyboard.type(`${lines.join('\n')}\n`);
  await page.waitForURL(/\/desk\/[^/]+\/[^/?]+$/);
}

/** The empty counter, ready for a reader. */
export async function toDesk(page, post) {
  await page.goto(`${post.address}/desk`);
  await page.waitForFunction(() => document.activeElement?.matches('[data-scan]'));
}

/** The text a person reads, with spaces made one. */
export async function words(page, selector = 'body') {
  return (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ').trim();
}

/** Nothing was logged as an error and nothing was kept back by the content security policy. A form that comes back (422) is an answer. */
export function quiet(page) {
  assert.deepEqual(
    page.complaints.filter((line) => !line.includes('status of 422')),
    [],
  );
}
