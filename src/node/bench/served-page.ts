// The built page, served on loopback and opened in Chromium: for the benchmark and for the README's picture.
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { build, preview } from 'vite';
import { launchArguments, provideBrowser } from '../../../scripts/browser.mjs';
import { fingerprint, isBuilt, noteBuild } from '../../../scripts/sources.mjs';
import { projectRoot } from '../tidy/source-text.ts';

export interface ServedPage {
  readonly address: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Builds if the sources have changed, serves dist/ on a free port and starts a browser. Throws if there is none to be had. */
export async function servePage(): Promise<ServedPage> {
  if (!isBuilt()) {
    const print = fingerprint();
    await build({ root: projectRoot, logLevel: 'warn' });
    noteBuild(print);
  }
  const executablePath = await provideBrowser();
  if (executablePath === undefined) throw new Error('no Chromium could be found or fetched');
  const server = await preview({
    root: projectRoot,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
  const at = server.httpServer.address();
  if (at === null || typeof at === 'string') throw new Error('the preview server must have a port');
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: launchArguments });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    // The loader of TypeScript writes it around inner functions: without it none that has some can be run in the page.
    await context.addInitScript('globalThis.__name ??= (value) => value');
    return context;
  };
  return {
    address: `http://127.0.0.1:${at.port}/`,
    browser,
    async close() {
      await browser.close();
      await new Promise((resolve) => server.httpServer.close(resolve));
    },
  };
}
