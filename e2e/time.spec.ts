// Time: play, pause, speed, to the start and to the end of what has happened, run until settled, reset; by button and by key.
import { expect, test } from '@playwright/test';
import { defaultDocuments, Playground } from './playground.ts';

test('pause stops the run and play goes on', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.button('pause').click();
  await expect(playground.button('play')).toBeVisible();
  const before = await playground.table();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await playground.table()).toBe(before);
  await page.keyboard.press('Space');
  await expect(playground.button('pause')).toBeVisible();
  await playground.settle();
});

test('the past is shown without losing what has happened', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.button('start').click();
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  await expect(playground.cell('tkb-sts-2', 'state')).not.toHaveText(/Ready/);
  await playground.button('end').click();
  await playground.expectReady('tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2');
  await page.keyboard.press('Home');
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  await page.keyboard.press('End');
  await playground.expectReady('tkb-sts-2');
});

test('speed changes by key, and a faster run settles by itself', async ({ page }) => {
  const playground = await new Playground(page).open();
  for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press(']');
  await expect(page.locator('.transport-place')).toContainText('16');
  await expect(playground.status).toHaveAttribute('data-kind', 'settled', { timeout: 30_000 });
  await page.keyboard.press('[');
  await expect(page.locator('.transport-place')).toContainText('8');
});

test('reset starts anew with the text that stands in the editor', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.write(defaultDocuments(1));
  await playground.button('reset').click();
  await expect(playground.cell('tkb-sts-1', 'pod')).toHaveCount(0);
  await playground.settle();
  await playground.expectReady('tkb-sts-0');
  await expect(playground.cell('tkb-sts-1', 'pod')).toHaveCount(0);
});
