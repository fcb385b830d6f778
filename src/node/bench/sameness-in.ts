// Plays the scenario of sameness.ts in Chromium: its code bundled and handed to a page.
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { projectRoot } from '../tidy/source-text.ts';
import type { Sameness } from './sameness.ts';

/** `address`: any page of a secure context, or there would be no hash. */
export async function measureSamenessIn(browser: Browser, address: string, times: number): Promise<Sameness> {
  const code = await bundled('src/node/bench/sameness.ts');
  const page = await browser.newPage();
  try {
    await page.goto(address);
    return await page.evaluate<Sameness>(`${code}; sameness.measureSameness(${times})`);
  } finally {
    await page.close();
  }
}

/** A file and all it needs as one script that defines `sameness`. */
async function bundled(file: string): Promise<string> {
  const result = await build({
    root: projectRoot,
    logLevel: 'error',
    build: {
      write: false,
      copyPublicDir: false,
      lib: { entry: `${projectRoot}${file}`, formats: ['iife'], name: 'sameness' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const output = first && 'output' in first ? first.output[0] : undefined;
  if (!output) throw new Error('the bundle must have a script');
  return output.code;
}
