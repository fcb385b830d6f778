// Opening the page: a StatefulSet is already starting, one Pod after the other, each through all of its steps.
import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test('a StatefulSet is starting as soon as the page is open', async ({ page }) => {
  const playground = await new Playground(page).open();
  await expect(playground.editor).toBeVisible();
  await expect(playground.cell('tkb-sts-0', 'state')).toHaveText(/Pending|Starting/);
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('not created yet');
  await expect(playground.cell('tkb-sts-1', 'waits')).toContainText('tkb-sts-0');
  for (let faster = 0; faster < 4; faster += 1) await page.keyboard.press(']');
  await expect(playground.status).toHaveAttribute('data-kind', 'settled', { timeout: 30_000 });
  await playground.expectReady('tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2');
});

test('the Pods start in order, and every step of each is shown', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  const seen: Record<string, string>[] = [];
  await page.getByRole('slider').press('Home');
  for (let second = 0; second <= 24; second += 1) {
    await expect(page.locator('.twin caption')).toHaveText(new RegExp(`\\b0:${String(second).padStart(2, '0')}\\b`));
    seen.push(await playground.cells());
    await page.getByRole('slider').press('ArrowRight');
  }
  const when = (cell: string, text: RegExp): number => seen.findIndex((cells) => text.test(cells[cell] ?? ''));
  for (const ordinal of [0, 1, 2]) {
    const [pending, starting, ready] = [/Pending/, /Starting/, /Ready/].map((state) =>
      when(`tkb-sts-${ordinal} state`, state),
    );
    expect(pending, `tkb-sts-${ordinal} is Pending`).toBeGreaterThanOrEqual(0);
    expect(starting, `tkb-sts-${ordinal} starts after it was Pending`).toBeGreaterThan(pending ?? 0);
    if (ordinal < 2) expect(ready, `tkb-sts-${ordinal} is Ready at last`).toBeGreaterThan(starting ?? 0);
    const bound = when(`tkb-sts-${ordinal} volume`, /Bound/);
    expect(bound, 'its claim is Bound before it starts').toBeLessThanOrEqual(starting ?? 0);
    expect(bound).toBeGreaterThan(pending ?? 0);
  }
  for (const ordinal of [1, 2]) {
    const before = `tkb-sts-${ordinal - 1}`;
    const ready = when(`${before} state`, /Ready/);
    const created = seen.findIndex((cells) => cells[`tkb-sts-${ordinal} state`] !== 'not created yet');
    expect(created, `tkb-sts-${ordinal} is not created before ${before} is Ready`).toBeGreaterThanOrEqual(ready);
    expect(seen.some((cells) => cells[`tkb-sts-${ordinal} waits`]?.includes(before))).toBe(true);
  }
  const steps = seen.map((cells) => cells['tkb-sts-0 state'] ?? '').join('\n');
  expect(steps).toMatch(/volume/);
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
