// The figures of the page: how soon the picture moves and what that loads (P15), and the longest stretch in which the main thread
// answers nobody (P11). Medians of fresh visits.
import type { Browser, Page } from '@playwright/test';
import type { Figure } from './figure.ts';
import { amount, figure, note } from './figure.ts';
import { measureDragging } from './drag-cost.ts';
import { isOnce } from './fresh-process.ts';
import { median } from './median.ts';
import { measureIdling } from './idle-cost.ts';
import { world } from './ordered-start.ts';
import { measureLongestTask, measureOpening } from './page-figures.ts';
import { measureSamenessIn } from './sameness-in.ts';
import { measureSameness } from './sameness.ts';
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
      await sameness(browser, address),
      await idling(browser, address),
      await dragging(browser, address),
    ];
  } finally {
    await served.close();
  }
}

async function longestTasks(browser: Browser, address: string): Promise<readonly Figure[]> {
  const playing = (page: Page) => page.waitForTimeout(6_000);
  const small = await repeated(5, () => measureLongestTask(browser, address, playing, { editor: false }));
  const editor = await repeated(3, () => measureLongestTask(browser, address, playing, { editor: true }));
  const writing = (page: Page) => writeText(page, 1_000);
  const written = await repeated(3, () => measureLongestTask(browser, address, writing, { editor: false }));
  const thousandPods = async (page: Page): Promise<void> => {
    await reset(page);
    await runAhead(page);
  };
  const large = await repeated(3, () =>
    measureLongestTask(browser, address, thousandPods, { editor: false, prepare: writing }),
  );
  return [
    figure('P11', 'longest task while three Pods start', median(small), 50, 'ms'),
    figure('P11', 'longest task while 1,000 ordered Pods start, running ahead', median(large), 50, 'ms'),
    note('– longest task while the editor loads', amount(median(editor), 'ms')),
    note('– while a text of 110 lines is put into the plain one', amount(median(written), 'ms')),
  ];
}

/** Writes a world of so many Pods into the editor, and resets to it. */
async function writeWorld(page: Page, replicas: number): Promise<void> {
  await writeText(page, replicas);
  await reset(page);
}

async function writeText(page: Page, replicas: number): Promise<void> {
  const editor = page.locator('textarea').first();
  const text = await editor.inputValue();
  await editor.fill(`${world(replicas)}${text.replace(/replicas: \d+.*/, `replicas: ${replicas}`)}`);
}

const reset = (page: Page): Promise<void> => page.getByRole('button', { name: 'Reset' }).click();

/** Until the cluster is settled, ten minutes of cluster time at a go. By the page itself: looking for buttons from outside, by their names, would keep it busy. */
const runAhead = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const button = (name: string): HTMLElement | null => document.querySelector(`button[aria-label="${name}"]`);
    const time = (): string => document.querySelector('.transport-time')?.textContent ?? '';
    const isSettled = (): boolean => document.querySelector('.status[data-kind=settled]') !== null;
    const until = async (isSo: () => boolean): Promise<void> => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    for (let go = 0; go < 20 && !isSettled(); go++) {
      const before = time();
      button('Run until settled')?.click();
      await until(() => time() !== before);
      await until(() => button('Play') !== null);
    }
  });

/** P12: what the engine does in Chromium is what it does here. */
async function sameness(browser: Browser, address: string): Promise<Figure> {
  const here = await measureSameness(1);
  const there = await measureSamenessIn(browser, address, 3);
  const hashes = new Set([...here.hashes, ...there.hashes]);
  return figure('P12', 'different histories of that scenario and seed in Node and Chromium', hashes.size, 1, '');
}

/** P16 */
async function idling(browser: Browser, address: string): Promise<Figure> {
  const shares = await repeated(3, () =>
    measureIdling(browser, address, async (page) => {
      await writeWorld(page, 100);
      await runAhead(page);
    }),
  );
  return figure('P16', 'playing 100 settled, probed Pods at 1x, of a core', median(shares) * 100, 2, '%');
}

/** At 30 frames a second there are 33 ms for each. */
async function dragging(browser: Browser, address: string): Promise<Figure> {
  const frames = await repeated(3, () =>
    measureDragging(browser, address, async (page) => {
      await writeWorld(page, 450);
      await runAhead(page);
    }),
  );
  return figure('', 'a frame while the timeline of 10,000 changes (450 Pods) is dragged', median(frames), 33, 'ms');
}

async function repeated<T>(times: number, measureOnce: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let at = 0; at < (isOnce ? 1 : times); at++) results.push(await measureOnce());
  return results;
}
