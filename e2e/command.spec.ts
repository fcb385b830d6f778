// The command line under the picture: kubectl and chaos, their answers, and lines had again with the arrow keys.
import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { Playground } from './playground.ts';

test('a line scales the set, its answer and its flag appear, and the arrow keys bring it back', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.keyboard.press('$');
  await expect(playground.line).toBeFocused();
  await page.keyboard.type('kubectl scale sts tkb-sts --replicas=4');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('statefulset.apps/tkb-sts scaled');
  await expect(page.locator('.timeline-flags')).toContainText('scale sts');
  await playground.settle();
  await playground.expectReady('tkb-sts-3');
  await playground.command('kubectl scal sts');
  await expect(page.getByRole('log')).toContainText('unknown command "scal" for "kubectl"');
  await playground.line.press('ArrowUp');
  await playground.line.press('ArrowUp');
  await expect(playground.line).toHaveValue('kubectl scale sts tkb-sts --replicas=4');
});

test('a line that goes on is stopped by Ctrl C or by its button; one that only reads in the past begins no branch', async ({
  page,
}) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.command('kubectl get pods -w');
  const stop = page.getByRole('button', { name: 'Stop kubectl get pods -w' });
  await expect(stop).toBeVisible();
  await playground.line.press('Control+c');
  await expect(stop).toHaveCount(0);
  await expect(page.getByRole('log')).toContainText('^C stopped');
  await playground.command('kubectl get sts -w');
  await page.getByRole('button', { name: 'Stop kubectl get sts -w' }).click();
  await expect(page.getByRole('button', { name: /^Stop/ })).toHaveCount(0);
  await playground.timeline.press('PageDown');
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  await playground.command('kubectl get pods');
  await expect(page.getByRole('log')).toContainText('read in the past');
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  await expect(playground.branches).toHaveCount(0);
  await expectAccessible(page, '.commands');
});

test('on a phone it has a view of its own, and a shared run brings its lines along', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.command('kubectl delete pod tkb-sts-1');
  await expect(page.getByRole('log')).toContainText('pod "tkb-sts-1" deleted');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  const link = await playground.shareLink();
  await page.goto('about:blank');
  await playground.open(link);
  await playground.view('commands');
  await expect(page.getByRole('log')).toContainText('pod "tkb-sts-1" deleted');
});

test('a line whose program cannot be fetched is told, not lost, and runs when it is tried again', async ({ page }) => {
  const programs = /command-line-.*\.js/;
  await page.route(programs, (route) => route.abort());
  const playground = await new Playground(page).open();
  const line = 'kubectl scale sts tkb-sts --replicas=4';
  await playground.command(line);
  await expect(page.getByRole('status').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await expect(playground.line).toHaveValue(line);
  await page.unroute(programs);
  await playground.line.press('Enter');
  await expect(page.getByRole('log')).toContainText('statefulset.apps/tkb-sts scaled');
});
