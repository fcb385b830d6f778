// Measures what the page costs while it plays a cluster in which nothing changes, P16.
import type { Browser, Page } from '@playwright/test';
import { viewport, watchPicture } from './page-figures.ts';
import type { Watched } from './page-figures.ts';

const playedMs = 10_000;

/** The share of a core that the page's process uses at 1x, after `prepare` has brought the cluster to rest. */
export async function measureIdling(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<void>,
): Promise<number> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    await page.route(/assets\/(monaco|editor|yaml)[^/]*\.js$/, (route) => route.abort());
    await page.addInitScript(watchPicture);
    await page.goto(address);
    await page.waitForFunction(() => (globalThis as Watched).pictureMovedMs);
    await prepare(page);
    const play = page.getByRole('button', { name: 'Play' });
    if (await play.isVisible()) await play.click();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const processSeconds = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN;
    };
    const before = await processSeconds();
    await page.waitForTimeout(playedMs);
    return ((await processSeconds()) - before) / (playedMs / 1_000);
  } finally {
    await context.close();
  }
}
