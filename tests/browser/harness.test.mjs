// The harness is proven on a page of its own, so that a silent harness cannot pass for a good page.

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import { after, before, test } from 'node:test';

import { axe, openPage, screenshot, startBrowser, strokes } from './harness.mjs';

const page = (body) => `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Prueba</title></head><body><main><h1>Prueba</h1>${body}</main></body></html>`;
const good = page('<form><label for="mrz">MRZ</label> <input id="mrz" autofocus></form>');
const bad = page('<form><input id="mrz"></form><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">');

let server;
let browser;
let address;

before(async () => {
  server = http.createServer((request, response) => {
    const policy = "default-src 'none'; img-src data:; style-src 'self'";
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(request.url === '/bad' ? bad : good);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

test('axe passes a good page and fails a bad one, under a strict content security policy', async () => {
  const tab = await openPage(browser);
  await tab.goto(`${address}/good`);
  const results = await axe(tab);
  assert.ok(results.passes.length > 5, 'axe looked at the page');
  await tab.goto(`${address}/bad`);
  await assert.rejects(axe(tab), /label .*critical/);
});

test('keystrokes are counted, scanned characters are not', async () => {
  const tab = await openPage(browser);
  await tab.goto(`${address}/good`);
  const hands = strokes(tab);
  await tab.focus('#mrz');
  await hands.scan('P<UTO');
  await hands.type('ñ1');
  await hands.press('Tab');
  assert.equal(await tab.inputValue('#mrz'), 'P<UTOñ1');
  assert.equal(hands.count, 3);
});

test('a screenshot is written', async () => {
  const tab = await openPage(browser, { width: 360 });
  await tab.goto(`${address}/good`);
  const file = await screenshot(tab, 'harness');
  assert.ok((await stat(file)).size > 1000);
  assert.deepEqual(tab.complaints, []);
});
