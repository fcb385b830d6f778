// Closing the tab and coming back: everything is there. Storage that is full, blocked or unreadable loses nothing and says so.
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { defaultDocuments, Playground } from './playground.ts';

test('text, run, branches and instant are there again after the tab was closed', async ({ page, context }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.command('kubectl scale sts/tkb-sts --replicas=4');
  await playground.settle();
  await playground.button('undo').click();
  await playground.command('kubectl delete pod tkb-sts-1');
  await playground.settle();
  await playground.write(defaultDocuments(7));
  await page.getByRole('button', { name: 'Run this line' }).focus();
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press(',');
  const before = { table: await playground.table(), branches: await playground.branches.allInnerTexts() };
  await page.close({ runBeforeUnload: false });

  const again = await new Playground(await context.newPage()).open();
  await expect.poll(() => again.table()).toBe(before.table);
  expect(await again.branches.allInnerTexts()).toEqual(before.branches);
  await expect(again.button('play')).toBeVisible();
  await expect(again.page.locator('.changed')).toBeVisible();
  await expect(again.page.locator('.banner')).toHaveCount(0);
  await again.branches.first().click();
  await again.expectReady('tkb-sts-3');
  await again.page.reload();
  await again.expectReady('tkb-sts-3');
});

test('a second tab does not take the first one’s session away', async ({ page, context }) => {
  const first = await new Playground(page).open();
  await first.settle();
  await first.command('kubectl scale sts/tkb-sts --replicas=1');
  await first.settle();
  await kept(page, 'replicas=1');
  const second = await new Playground(await context.newPage()).open();
  await expect(second.cell('tkb-sts-0', 'state')).toHaveText(/Ready/);
  await first.command('kubectl label sts/tkb-sts of=first');
  await kept(page, 'of=first');
  await second.command('kubectl label sts/tkb-sts of=second');
  const banner = second.page.locator('.banner');
  await expect(banner).toContainText('Another tab has kept its session since');
  await expectAccessible(second.page, '.banners');
  await kept(page, 'of=first');
  await banner.getByRole('button', { name: 'Keep this one instead' }).click();
  await expect(banner).toHaveCount(0);
  await kept(page, 'of=second');
});

test('a link does not take the place of one’s own session', async ({ page, context }) => {
  const own = await new Playground(page).open();
  await own.settle();
  const link = await own.shareLink();
  await own.command('kubectl scale sts/tkb-sts --replicas=1');
  await own.settle();
  await kept(page, 'replicas=1');
  await page.close();
  const linked = await new Playground(await context.newPage()).open(link);
  await expect(linked.page.locator('.banner')).toContainText('Your own session is kept as you left it');
  await linked.command('kubectl label sts/tkb-sts of=link');
  await linked.page.locator('.banner').getByText('Return to my session').click();
  await expect(linked.cell('tkb-sts-1', 'pod')).toHaveCount(0);
  await expect(linked.cell('tkb-sts-0', 'state')).toHaveText(/Ready/);
  await expect(linked.page.locator('.banner')).toHaveCount(0);
});

test('storage that is blocked is said in a sentence, and everything else works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const playground = await new Playground(page).open();
  await expect(page.locator('.banner')).toContainText('This browser keeps nothing for this page');
  await expectAccessible(page, '.banners');
  await page.locator('.banner').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.locator('.banner')).toHaveCount(0);
  await playground.settle();
  await playground.command('kubectl delete pod tkb-sts-0');
  await playground.button('undo').click();
  await playground.expectReady('tkb-sts-0');
});

test('storage that is full keeps what it has, and says so', async ({ page, context }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await kept(page, 'StatefulSet');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await playground.command('kubectl scale sts/tkb-sts --replicas=1');
  await expect(page.locator('.banner')).toContainText('no room left to keep this session');
  await page.close();
  const again = await new Playground(await context.newPage()).open();
  // What was kept may be an instant before all were ready: three come to be, and not one.
  await again.settle();
  await again.expectReady('tkb-sts-2');
});

test('what cannot be read is set aside, and the page begins with what could be read', async ({ page }) => {
  const newer = JSON.stringify({ format: 7, texts: ['kind: Nonesuch # mine\n'], editor: 0 });
  await page.addInitScript((saved) => {
    if (!localStorage.getItem('ordinal.session.aside-1')) localStorage.setItem('ordinal.session', saved);
  }, newer);
  const playground = await new Playground(page).open();
  await expect(page.locator('.banner')).toContainText('kept by a newer version of Ordinal');
  await expect(page.locator('.editor')).toContainText('Nonesuch');
  await playground.settle();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('ordinal.session.aside-1'))).toBe(newer);
});

/** What the browser keeps has this in it. */
async function kept(page: Page, words: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => localStorage.getItem('ordinal.session'))).toContain(words);
}
