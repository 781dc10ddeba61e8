// The JSON interface under schemathesis: whatever is sent, no answer is a fault of the program (5xx).
//
// A person signs in through the door; the tool uses that session, as the interface asks.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startBrowser, startPost } from './harness.mjs';
import { signIn } from './people.mjs';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
/** Examples for each operation; the long form asks for more. */
const EXAMPLES = process.env.GARITA_LONG ? 2000 : 40;

let post;
let browser;

before(async () => {
  [post, browser] = await Promise.all([startPost({ travellers: 50, crossings: 200 }), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await post?.stop();
});

test('schemathesis finds no 5xx', async () => {
  const page = await signIn(browser, post, 'officer');
  await page.goto(`${post.address}/desk`);
  const token = await page.locator('input[name=csrf]').first().getAttribute('value');
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const known = await page.request.get(`${post.address}/api/v1/cases`);
  assert.equal(known.status(), 200, 'the session is taken by the interface');
  const words = [
    'run', path.join(root, 'docs/api/openapi.json'), '--url', post.address, '--tls-verify', post.ca, '--checks', 'not_a_server_error',
    '--max-examples', String(EXAMPLES), '--generation-deterministic', '--warnings', 'off', '--no-color',
    '-H', `Cookie: ${cookies}`, '-H', `X-CSRF-Token: ${token}`,
  ];
  const child = spawn(path.join(root, 'target/test-tools/schemathesis/bin/st'), words, { cwd: path.join(root, 'target') });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  assert.equal(code, 0, said.slice(-4000));
  assert.match(said, /generated/, 'the tool says how many cases it made');
});
