// Browser tests: the built page, served as a visitor gets it, in a real Chromium.
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArguments } from './scripts/browser.mjs';

// This file is read again in every worker: what is found and chosen first is passed on through the environment.
const executablePath = (process.env.ORDINAL_CHROMIUM ??= (await findBrowser()) ?? '');
const port = (process.env.ORDINAL_TEST_PORT ??= String(await freePort()));
const url = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 120_000, // also on a machine that does other work meanwhile
  expect: { timeout: 30_000 },
  reporter: 'line',
  use: {
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: launchArguments },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url,
    reuseExistingServer: false, // one that happens to run may serve an old build
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
