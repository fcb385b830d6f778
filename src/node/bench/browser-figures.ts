// The figures of the page: how soon the picture moves and what that loads (P15), and the longest stretch in which the main thread
// answers nobody (P11). Medians of fresh visits.
import { expect } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type { Figure } from './figure.ts';
import { amount, figure, note } from './figure.ts';
import { median } from './fresh-process.ts';
import { measureLongestTask, measureOpening } from './page-figures.ts';
import { world } from './ordered-start.ts';
import { servePage } from './served-page.ts';
import { servedSize } from './sizes.ts';

export async function browserFigures(): Promise<readonly Figure[]> {
  const served = await servePage();
  const { browser, address } = served;
  try {
    const openings = await repeated(5, () => measureOpening(browser, address));
    const scripts = openings[0]?.scripts ?? [];
    return [
      figure('P15', 'all JavaScript before the first moving picture, gz', servedSize(scripts), 250, 'kB'),
      figure(
        '',
        'navigation to the first moving picture',
        median(openings.map(({ movingMs }) => movingMs)) / 1_000,
        1,
        's',
      ),
      ...(await longestTasks(browser, address)),
    ];
  } finally {
    await served.close();
  }
}

async function longestTasks(browser: Browser, address: string): Promise<readonly Figure[]> {
  const playing = (page: Page) => page.waitForTimeout(6_000);
  const small = await repeated(5, () => measureLongestTask(browser, address, playing, { editor: false }));
  const editor = await repeated(3, () => measureLongestTask(browser, address, playing, { editor: true }));
  const large = await repeated(3, () => measureLongestTask(browser, address, thousandPods, { editor: false }));
  return [
    figure('P11', 'longest task while three Pods start', median(small), 50, 'ms'),
    figure('P11', 'longest task while 1,000 ordered Pods start, running ahead', median(large), 50, 'ms'),
    note('– longest task while the editor loads', amount(median(editor), 'ms')),
  ];
}

/** Writes a world of 1,000 Pods into the editor, resets to it, and lets it run ahead, ten minutes of cluster time at a go. */
async function thousandPods(page: Page): Promise<void> {
  const editor = page.locator('textarea').first();
  const text = await editor.inputValue();
  await editor.fill(`${world(1_000)}${text.replace(/replicas: \d+.*/, 'replicas: 1000')}`);
  await page.getByRole('button', { name: 'Reset' }).click();
  const time = page.locator('.transport-time');
  const settled = page.locator('.status[data-kind=settled]');
  for (let go = 0; go < 20 && !(await settled.isVisible()); go++) {
    const before = await time.innerText();
    await page.getByRole('button', { name: 'Run until settled' }).click();
    await expect(time).not.toHaveText(before);
    await page.getByRole('button', { name: 'Play' }).waitFor({ timeout: 60_000 });
  }
}

async function repeated<T>(times: number, measureOnce: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let at = 0; at < times; at++) results.push(await measureOnce());
  return results;
}
