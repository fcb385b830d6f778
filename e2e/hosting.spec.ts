// The built folder works under any path of a static host, within its own policy, and loads nothing from elsewhere.
import { expect, test } from '@playwright/test';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Playground } from './playground.ts';

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

const prefix = '/some/where/';
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const file = path.join('dist', pathname === prefix ? 'index.html' : pathname.slice(prefix.length));
  if (!pathname.startsWith(prefix) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});

test.beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
test.afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test('under a subpath, without a complaint in the console or a request to elsewhere', async ({ page }) => {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !request.url().startsWith(origin + prefix)) elsewhere.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  const playground = await new Playground(page).open(origin + prefix);
  await playground.settle();
  await page.locator('.editor[data-editor="monaco"]').waitFor();
  await playground.write('kind: Pod\nspec: {replicas: [}\n');
  await expect(page.locator('.monaco-editor .squiggly-error').first()).toBeVisible();
  const link = await playground.shareLink();
  expect(link.startsWith(`${origin}${prefix}#2.`)).toBe(true);
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('a browser that lacks what Ordinal needs gets a sentence', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Array.prototype, 'toSorted');
  });
  await page.goto('./');
  await expect(page.getByRole('alert').first()).toContainText('This browser is too old for Ordinal');
});
