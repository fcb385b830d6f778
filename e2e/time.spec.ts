// Time: play, pause, speed, steps, any instant on the timeline, branches, undo and redo, reset; by mouse and by key.
import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
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

test('speed goes from 0.1 to 100 times, by key and by choice, and a faster run settles by itself', async ({ page }) => {
  const playground = await new Playground(page).open();
  for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press(']');
  await expect(page.locator('.transport-speed')).toHaveValue('16');
  await expect(playground.status).toHaveAttribute('data-kind', 'settled', { timeout: 30_000 });
  await page.keyboard.press('[');
  await expect(page.locator('.transport-speed')).toHaveValue('8');
  for (const speed of ['0.1', '100']) {
    await page.getByLabel('Speed').selectOption(speed);
    await expect(page.locator('.transport-speed')).toHaveValue(speed);
  }
});

test('steps go both ways, by button and by key, and on beyond what has happened', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.button('pause').click();
  await page.keyboard.press('Home');
  await expect.poll(() => playground.seconds()).toBe(0);
  const first = await playground.table();
  const steps: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    await playground.button('stepForward').click();
    await expect.poll(() => step(playground)).not.toBe(steps.at(-1) ?? 'null ');
    steps.push(await step(playground));
  }
  expect(new Set(steps.map((words) => words.replace(/^\d+/, ''))).size).toBeGreaterThan(3);
  for (const before of steps.slice(0, -1).toReversed()) {
    await page.keyboard.press(',');
    await expect.poll(() => step(playground)).toBe(before);
  }
  await page.keyboard.press('.');
  await expect.poll(() => step(playground)).toBe(steps[1]);
  await playground.button('stepBack').click();
  await expect.poll(() => step(playground)).toBe(steps[0]);
  await playground.button('stepBack').click();
  await expect.poll(() => playground.table()).toBe(first);
  await page.keyboard.press('End');
  const head = await playground.seconds();
  for (let count = 0; count < 10; count += 1) await page.keyboard.press('.');
  await expect.poll(() => playground.seconds()).toBeGreaterThan(head);
  await expectAccessible(page, '.time');
  await playground.settle();
  await page.keyboard.press('.');
  await expect(page.getByText('No further step')).toBeVisible();
});

/** Which step one stands at, and what is said of it. */
async function step({ page }: Playground): Promise<string> {
  const words = page.locator('.step-words');
  return `${await words.getAttribute('data-revision')} ${await words.innerText()}`;
}

test('the timeline is dragged to any instant, and the run is watched on from there', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  const end = await playground.seconds();
  const box = await playground.timeline.boundingBox();
  if (!box) throw new Error('the timeline must be on the page');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  for (const share of [0.55, 0.5, 0.45, 0.4]) await page.mouse.move(box.x + box.width * share, y);
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  const dragged = await playground.seconds();
  await page.mouse.move(box.x + box.width * 0.3, y);
  await expect.poll(() => playground.seconds()).toBeLessThan(dragged);
  await page.mouse.up();
  const from = await playground.seconds();
  await expect(playground.cell('tkb-sts-2', 'state')).not.toHaveText(/Ready/);
  await playground.button('play').click();
  await expect.poll(() => playground.seconds()).toBeGreaterThan(from);
  await playground.button('pause').click();
  await playground.timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect.poll(() => playground.seconds()).toBe(10);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => playground.seconds()).toBe(9.1);
  await page.keyboard.press('End');
  await expect.poll(() => playground.seconds()).toBe(end);
});

test('acting in the past begins a branch, and the old one can be returned to', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.command('kubectl scale sts/tkb-sts --replicas=4');
  await playground.settle();
  await playground.expectReady('tkb-sts-3');
  const old = await playground.table();
  await page.keyboard.press('Escape');
  await playground.timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await playground.command('kubectl scale sts/tkb-sts --replicas=1');
  await expect(playground.branchNote).toContainText('You acted in the past, so a new branch begins at 0:10.');
  await expect(playground.branches).toHaveCount(2);
  await expect(playground.branches.nth(1)).toHaveAttribute('aria-current', 'true');
  await expectAccessible(page, '.time');
  await playground.settle();
  await playground.expectReady('tkb-sts-0');
  await expect(playground.cell('tkb-sts-3', 'pod')).toHaveCount(0);
  await page.getByRole('button', { name: 'Return to it' }).click();
  await expect.poll(() => playground.table()).toBe(old);
  // And back, by key.
  await playground.branches.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(playground.branches.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(playground.cell('tkb-sts-3', 'pod')).toHaveCount(0);
});

test('undo and redo, by button and by key; in the editor the keys are the text’s', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await expect(playground.button('undo')).toHaveAttribute('aria-disabled', 'true');
  await playground.write(defaultDocuments(4));
  await playground.button('apply').click();
  await expect(playground.answers).toContainText('configured');
  await playground.settle();
  await playground.command('kubectl delete pod tkb-sts-0');
  await playground.settle();
  const done = await playground.table();
  await playground.button('undo').click();
  await expect(playground.branchNote).toContainText('Undone: delete pod tkb-sts-0.');
  await playground.expectReady('tkb-sts-0', 'tkb-sts-3');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(playground.branchNote).toContainText('Undone: apply.');
  await expect(playground.cell('tkb-sts-3', 'pod')).toHaveCount(0);
  await expect(page.locator('.yaml .panel-head')).toContainText('as applied');
  await expectAccessible(page, '.time');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(playground.branchNote).toContainText('Done again: apply.');
  await playground.button('redo').click();
  await expect(playground.branchNote).toContainText('Done again: delete pod tkb-sts-0.');
  await playground.button('end').click();
  await expect.poll(() => playground.table()).toBe(done);
  await playground.write('changed: [');
  await page.keyboard.type('[ ] ');
  await expect(page.locator('.transport')).toHaveAttribute('data-mode', 'paused');
  await expect(page.locator('.transport-speed')).toHaveValue('1');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(playground.button('redo')).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => playground.table()).toBe(done);
});

test('reset starts anew with the text that stands in the editor, and keeps what was', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.command('kubectl scale sts/tkb-sts --replicas=2');
  await playground.settle();
  await playground.write(defaultDocuments(1));
  await playground.button('reset').click();
  await expect(playground.cell('tkb-sts-1', 'pod')).toHaveCount(0);
  await playground.settle();
  await playground.expectReady('tkb-sts-0');
  await expect(playground.cell('tkb-sts-1', 'pod')).toHaveCount(0);
  await playground.branches.first().click();
  await playground.expectReady('tkb-sts-1');
});

test('a scenario’s own steps are played and shown as flags', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  const scenario = `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: story}
spec:
  steps:
    - {at: 5s, run: kubectl scale sts/tkb-sts --replicas=1}
    - {at: 40s, run: kubectl scale sts/tkb-sts --replicas=2}
---
`;
  await playground.write(scenario + defaultDocuments(3));
  await playground.button('reset').click();
  await page.getByLabel('Speed').selectOption('16');
  await expect(page.locator('.timeline-flags')).toContainText('scale sts/tkb-sts --replicas=1');
  await expect(page.locator('.timeline-flags .flag')).toHaveCount(3, { timeout: 30_000 });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('play, steps, speed, undo and redo stand in one row', async ({ page }) => {
    await new Playground(page).open();
    const tops = await page
      .locator('.time-bar button:visible, .time-bar select')
      .evaluateAll((found) => found.map((one) => Math.round(one.getBoundingClientRect().top)));
    expect(tops.length).toBeGreaterThanOrEqual(8);
    expect(new Set(tops).size).toBe(1);
  });

  test('time is held by finger', async ({ page }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    const end = await playground.seconds();
    const box = await playground.timeline.boundingBox();
    if (!box) throw new Error('the timeline must be on the page');
    const y = box.y + box.height / 2;
    const touch = await page.context().newCDPSession(page);
    const at = (share: number) => [{ x: box.x + box.width * share, y }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.8) });
    for (const share of [0.75, 0.7, 0.6, 0.5])
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(playground.status).toHaveAttribute('data-kind', 'past');
    expect(await playground.seconds()).toBeLessThan(end);
    await playground.button('stepBack').tap();
    await playground.button('stepForward').tap();
    await playground.command('kubectl delete pod tkb-sts-0');
    await expect(playground.branchNote).toContainText('You acted in the past');
    await expectAccessible(page, '.time');
    await page.getByRole('button', { name: 'Return to it' }).tap();
    await expect.poll(() => playground.seconds()).toBe(end);
  });
});
