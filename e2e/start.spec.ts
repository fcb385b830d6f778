// Opening the page: a StatefulSet is already starting, one Pod after the other, each through all of its steps.
import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test('a StatefulSet is starting as soon as the page is open, in order, each step shown', async ({ page }) => {
  await page.addInitScript(recordTable);
  const playground = await new Playground(page).open();
  await expect(playground.editor).toBeVisible();
  await expect(playground.cell('tkb-sts-0', 'state')).toHaveText(/Pending|Starting/);
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('not created yet');
  for (let faster = 0; faster < 3; faster += 1) await page.keyboard.press(']');
  await expect(playground.status).toHaveAttribute('data-kind', 'settled', { timeout: 30_000 });
  await playground.expectReady('tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2');

  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  const first = (text: RegExp): number => seen.findIndex((line) => text.test(line));
  for (const ordinal of [0, 1, 2]) {
    const [pending, starting, ready] = ['Pending', 'Starting', 'Running'].map((state) =>
      first(new RegExp(`tkb-sts-${ordinal} state ${state}`)),
    );
    expect(pending, `tkb-sts-${ordinal} is seen Pending`).toBeGreaterThanOrEqual(0);
    expect(starting, `tkb-sts-${ordinal} starts after it was Pending`).toBeGreaterThan(pending ?? 0);
    expect(ready, `tkb-sts-${ordinal} is Ready after it started`).toBeGreaterThan(starting ?? 0);
  }
  for (const [before, after] of [
    [0, 1],
    [1, 2],
  ]) {
    expect(first(new RegExp(`tkb-sts-${after} state Pending`))).toBeGreaterThan(
      first(new RegExp(`tkb-sts-${before} state Running`)),
    );
  }
  expect(
    seen.some((line) => /tkb-sts-1 waits .*tkb-sts-0/.test(line)),
    'tkb-sts-1 says what it waits for',
  ).toBe(true);
  expect(
    seen.some((line) => /tkb-sts-0 volume .*Bound/.test(line)),
    'the claim is seen Bound',
  ).toBe(true);
});

test('the picture, the swim lanes and Why show what the table says', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  const picture = page.locator('.picture-place svg');
  await expect(picture).toContainText('tkb-sts-2');
  await expect(picture).toContainText('node-3');
  await expect(picture).toContainText('webroot-tkb-sts-0');
  await expect(page.locator('.timeline-place')).toContainText('tkb-sts-2');
  await expect(page.locator('.why .card').first()).toBeVisible();
  await expect(page.locator('.card-text').filter({ hasText: /^(Rule|waits \()/ })).toHaveCount(0);
});

test('selecting a Pod shows its object and its Events', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.locator('.picture-place [aria-label*="Pod tkb-sts-1 "]').first().click();
  const inspector = page.locator('.inspect');
  await expect(inspector).toContainText('Pod tkb-sts-1');
  await expect(inspector.locator('.events')).toContainText('Scheduled');
  await expect(inspector.locator('.object')).toContainText('statefulset.kubernetes.io/pod-name: tkb-sts-1');
  await page.keyboard.press('Home');
  await expect(inspector).toContainText('At this instant it does not exist.');
});

/** Runs in the page: notes every text each cell of the table has had, in order. */
function recordTable(): void {
  const seen: string[] = [];
  const last = new Map<string, string>();
  Object.assign(window, { seen });
  const note = () => {
    for (const cell of document.querySelectorAll<HTMLElement>('.twin [data-column]')) {
      const key = `${cell.closest<HTMLElement>('tr')?.dataset.row ?? ''} ${cell.dataset.column ?? ''}`;
      const text = cell.textContent ?? '';
      if (last.get(key) === text) continue;
      last.set(key, text);
      seen.push(`${key} ${text}`);
    }
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}
