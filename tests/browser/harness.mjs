// The browser test ground: a real post, a real Chromium, axe, screenshots and a count of keystrokes.
//
// It must not know any page: flows live in their own *.test.mjs files. Every test file starts its own post and browser and stops both in `after`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const tools = createRequire(path.join(root, 'target/test-tools/browser/package.json'));
const { chromium } = tools('playwright-core');
const axeSource = await readFile(tools.resolve('axe-core/axe.min.js'), 'utf8');

/** Milliseconds between two keys of a quick hand. */
const PACE = 120;

/** Where screenshots go. */
export const screenshots = path.join(root, 'target/screenshots');

/**
 * Starts a demo post on a free port with a directory of its own and waits until it says it is ready.
 * Returns its address, its one-time codes and sign-in names by role, the path of its authority's certificate, and `stop()`.
 */
export async function startPost({ travellers = 200, crossings = 1000, arguments: more = [] } = {}) {
  const program = path.resolve(root, process.env.GARITA_BIN ?? 'target/debug/garita');
  const directory = await mkdtemp(path.join(tmpdir(), 'garita-browser-'));
  const words = ['demo', '--directory', directory, '--listen', '127.0.0.1:0', '--travellers', travellers, '--crossings', crossings, '--json'];
  const child = spawn(program, [...words.map(String), ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  const errors = [];
  readline.createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`ended with ${code ?? signal}`));
  });
  const lines = readline.createInterface({ input: child.stdout });
  const ready = new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  const first = await Promise.race([ready, ended]);
  if (typeof first === 'string') {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`the post did not start: ${first}\n${errors.slice(-20).join('\n')}`);
  }
  return { address: first.address, codes: first.codes, names: first.names, ca: first.ca, directory, log: errors, stop };
}

/** Starts Chromium. The post's certificate comes from its own authority, which this browser does not know. */
export async function startBrowser() {
  const executablePath = [process.env.GARITA_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (candidate) => candidate && existsSync(candidate),
  );
  assert.ok(executablePath, 'no Chromium found: run scripts/install-test, or set GARITA_CHROMIUM');
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath, headless: true, args });
}

/** Opens a page of its own (no shared cookies). Anything the page logs as an error fails the test through `page.complaints`. */
export async function openPage(browser, { width = 1280, height = 800, locale = 'es', colorScheme = 'light', javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme, javaScriptEnabled, ignoreHTTPSErrors: true, bypassCSP: false });
  const page = await context.newPage();
  // Patient: test machines are busy, and a slow page is another test's business.
  page.setDefaultTimeout(30_000);
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') page.complaints.push(message.text());
  });
  return page;
}

/** Fails when axe finds a serious or critical breach of WCAG 2.2 AA on the page as it is now. */
export async function axe(page) {
  // `evaluate` runs outside the page's content security policy; a script tag would not.
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const grave = results.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact));
  const lines = grave.map((violation) => `${violation.id} (${violation.impact}): ${violation.help}\n    ${violation.nodes.map((node) => node.target.join(' ')).join('\n    ')}`);
  assert.equal(grave.length, 0, `axe on ${page.url()}:\n  ${lines.join('\n  ')}`);
  return results;
}

/** Writes target/screenshots/NAME.png of the whole page. */
export async function screenshot(page, name) {
  await mkdir(screenshots, { recursive: true });
  const file = path.join(screenshots, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

/**
 * A counted keyboard: `press` is one keystroke, `type` one for each character, `scan` none (a document reader sends those).
 * `press` and `type` keep a hand's pace, by which the pages tell them from a reader.
 * Nothing else presses keys, so `count` is what an officer's hands did.
 */
export function strokes(page) {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async press(key) {
      count += 1;
      await page.waitForTimeout(PACE);
      await page.keyboard.press(key);
    },
    async type(text) {
      count += [...text].length;
      await page.waitForTimeout(PACE);
      await page.keyboard.type(text, { delay: PACE });
    },
    async scan(text) {
      await page.keyboard.type(text);
    },
  };
}
