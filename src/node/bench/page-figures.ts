// Measures the built page in Chromium: how soon the picture moves, which scripts that took, and how long the main thread was ever
// busy at a stretch.
import type { Browser, Page } from '@playwright/test';

export interface Opening {
  /** From navigation until the picture has changed for the first time after it was drawn. Milliseconds. */
  readonly movingMs: number;
  /** Scripts loaded until then, as paths below dist/. */
  readonly scripts: readonly string[];
}

/** Opens the page in a fresh context. */
export async function measureOpening(browser: Browser, address: string): Promise<Opening> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchPicture);
    await page.goto(address);
    const seen = await page.waitForFunction(() => (globalThis as Watched).pictureMovedMs);
    const movingMs = await seen.jsonValue();
    if (movingMs === undefined) throw new Error('the wait must end with a time');
    const scripts = await page.evaluate(
      (untilMs) =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => /\.m?js$/.test(entry.name) && entry.startTime < untilMs)
          .map((entry) => entry.name),
      movingMs,
    );
    return { movingMs, scripts: scripts.map((name) => name.slice(address.length)) };
  } finally {
    await context.close();
  }
}

/**
 * The longest task of the page's main thread in milliseconds, while `act` works on it: after the first picture, with the large
 * editor left out unless asked for. `prepare` comes before that.
 */
export async function measureLongestTask(
  browser: Browser,
  address: string,
  act: (page: Page) => Promise<void>,
  options: { readonly editor: boolean; readonly prepare?: (page: Page) => Promise<void> },
): Promise<number> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    if (!options.editor) await page.route(/assets\/(monaco|editor|yaml)[^/]*\.js$/, (route) => route.abort());
    await page.addInitScript(watchPicture);
    await page.goto(address);
    await page.waitForFunction(() => (globalThis as Watched).pictureMovedMs);
    await options.prepare?.(page);
    await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
    await act(page);
    return longestTask(await browser.stopTracing());
  } finally {
    await context.close();
  }
}

export const viewport = { width: 1280, height: 800 };

export type Watched = typeof globalThis & { pictureMovedMs?: number };

/** Runs in the page: notes when the stage's picture changes in a later frame than it was put in. */
export function watchPicture(): void {
  let drawnMs: number | undefined;
  const observer = new MutationObserver((records) => {
    const inPicture = records.some(({ target }) => (target as Element).closest?.('.stage svg'));
    if (!inPicture) return;
    const now = performance.now();
    drawnMs ??= now;
    if (now - drawnMs < 8) return;
    observer.disconnect();
    requestAnimationFrame(() => ((globalThis as Watched).pictureMovedMs = performance.now()));
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Chromium's trace names every task of every thread; those of renderers' main threads count. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map((event) => thread(event)),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && /RunTask|ThreadControllerImpl/.test(event.name) && main.has(thread(event)),
  );
  return tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur / 1_000), 0);
}
