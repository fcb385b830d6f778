// Measures how well the page keeps up with a hand on the timeline: the playhead is dragged to and fro over everything that has
// happened, with another instant for every frame.
import type { Browser, Page } from '@playwright/test';

/** Milliseconds of wall time from one frame to the next, median. `prepare` brings the page to the run that is dragged through. */
export async function measureDragging(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<void>,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.route(/assets\/(monaco|editor|yaml)[^/]*\.js$/, (route) => route.abort());
    await page.goto(address);
    await prepare(page);
    const frames = await page.evaluate(drag);
    return frames.toSorted((one, other) => one - other)[frames.length >> 1] ?? NaN;
  } finally {
    await context.close();
  }
}

/** Runs in the page; gives how long each frame took, until the browser had nothing more to do for it. */
async function drag(): Promise<number[]> {
  const lanes = document.querySelector('.timeline-picture');
  if (!lanes) throw new Error('the page must have a timeline');
  lanes.setPointerCapture = () => undefined;
  const { left, top, width } = lanes.getBoundingClientRect();
  const point = (type: string, share: number): void => {
    const place = { clientX: left + width * share, clientY: top + 40 };
    lanes.dispatchEvent(new PointerEvent(type, { ...place, pointerId: 1, isPrimary: true, bubbles: true }));
  };
  const drawn = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(), 0)));
  const frames: number[] = [];
  point('pointerdown', 0.9);
  for (let at = 0; at < 240; at++) {
    const beganMs = performance.now();
    point('pointermove', 0.5 + 0.4 * Math.cos(at / 15));
    await drawn();
    frames.push(performance.now() - beganMs);
  }
  point('pointerup', 0.5);
  return frames;
}
