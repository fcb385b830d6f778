// What a person can break beyond a Pod and a machine (the storage behind a claim, a whole zone), and the fourth way out of a lost
// node, by mouse and by keyboard. Apart from actions.spec.ts, which has what kubectl and a single machine can do.
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { Playground } from './playground.ts';

test.describe.configure({ timeout: 120_000 });

const pod = 'Pod default/tkb-sts-1';
const claim = 'PersistentVolumeClaim default/webroot-tkb-sts-1';

const action = (page: Page, name: string): Locator => page.locator(`#inspector [data-action="${name}"]`);
const log = (page: Page): Locator => page.locator('.stage-and-line [role="log"]');
const mark = (page: Page, about: string): Locator =>
  page.locator(`.picture-place .${about.startsWith('Node ') ? 'lane' : 'mark'}[data-about="${about}"]`).last();

/** By mouse; a lane at its edge, where no Pod lies over it. */
async function choose(page: Page, about: string): Promise<void> {
  await mark(page, about).click(about.startsWith('Node ') ? { position: { x: 5, y: 60 } } : {});
  await expect(page.locator('#inspector h2')).toHaveText(about.replace(/ [^/]*\//, ' '));
}

/** By keyboard. */
async function open(page: Page, about: string): Promise<void> {
  await mark(page, about).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#inspector')).toBeFocused();
}

/** Goes to a button with Tab and presses it. */
async function press(page: Page, name: string): Promise<void> {
  const isThere = () => action(page, name).evaluate((button) => button === document.activeElement);
  for (let tabs = 0; tabs < 30 && !(await isThere()); tabs++) await page.keyboard.press('Tab');
  await expect(action(page, name)).toBeFocused();
  await page.keyboard.press('Enter');
}

async function settled(page: Page): Promise<{ readonly playground: Playground; readonly node: string }> {
  const playground = await new Playground(page).open();
  await playground.settle();
  return { playground, node: (await playground.cell('tkb-sts-1', 'node').textContent()) ?? '' };
}

test('a lost Node, fourth way: on the word that it is out of service the Pod and its volume are elsewhere', async ({
  page,
}) => {
  const { playground, node } = await settled(page);
  await choose(page, `Node ${node}`);
  await action(page, 'powerOff').click();
  await choose(page, pod);
  await action(page, 'wait').click();
  await expect(playground.status).toHaveAttribute('data-kind', 'blocked');
  await expect(playground.cell('tkb-sts-1', 'waits')).toContainText(node);
  const taint = 'node.kubernetes.io/out-of-service';
  await expect(action(page, 'outOfService')).toContainText(
    `kubectl taint nodes ${node} ${taint}=nodeshutdown:NoExecute`,
  );
  await expectAccessible(page);
  await action(page, 'outOfService').click();
  await expect(log(page)).toContainText(`node/${node} tainted`);
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await expect(playground.cell('tkb-sts-1', 'node')).not.toHaveText(node);
  await choose(page, `Node ${node}`);
  await expect(action(page, 'inService')).toContainText(`kubectl taint nodes ${node} ${taint}-`);
  await action(page, 'inService').click();
  await expect(log(page)).toContainText(`node/${node} untainted`);
});

test('of a Node that is only cut off, the fourth way is said to be false: two would run', async ({ page }) => {
  const { playground, node } = await settled(page);
  await choose(page, `Node ${node}`);
  await action(page, 'cut').click();
  await choose(page, pod);
  await expect(action(page, 'outOfService')).toHaveAccessibleDescription(/a split brain/);
  await action(page, 'wait').click();
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('Terminating, Unknown');
  await action(page, 'outOfService').click();
  await expect(page.locator('.picture-place .pod', { hasText: 'old, runs on' })).toContainText('tkb-sts-1');
});

test('by mouse: a volume is filled and emptied, and the storage system behind it broken and mended', async ({
  page,
}) => {
  await settled(page);
  await choose(page, claim);
  for (const [name, line] of [
    ['fill', 'chaos fill pvc/webroot-tkb-sts-1'],
    ['makeRoom', 'chaos mend pvc/webroot-tkb-sts-1'],
    ['failProvisioning', 'chaos fail provisioning sc/flash'],
    ['mendProvisioning', 'chaos mend provisioning sc/flash'],
    ['failAttach', 'chaos fail attach sc/flash'],
    ['mendAttach', 'chaos mend attach sc/flash'],
  ] as const) {
    await expect(action(page, name)).toContainText(line);
    await action(page, name).click();
    await expect(log(page)).toContainText(line);
    await expect(action(page, name)).toHaveCount(0);
  }
  await expectAccessible(page);
});

test('by keyboard: a storage system that makes no volumes leaves a new Pod Pending, until it is mended', async ({
  page,
}) => {
  const { playground } = await settled(page);
  await open(page, claim);
  await press(page, 'failProvisioning');
  await expect(log(page)).toContainText('chaos fail provisioning sc/flash');
  await playground.command('kubectl scale sts tkb-sts --replicas=4');
  // The scheduler tries anew every ten minutes, for ever: the button stops by itself.
  await playground.button('settle').click();
  await expect(playground.cell('tkb-sts-3', 'state')).toContainText('Pending');
  await expect(playground.cell('tkb-sts-3', 'waits')).not.toBeEmpty();
  await open(page, claim);
  await press(page, 'mendProvisioning');
  await playground.settle();
  await playground.expectReady('tkb-sts-3');
});

test('by keyboard: a machine is rebooted, and a zone lost and brought back', async ({ page }) => {
  const { playground, node } = await settled(page);
  await open(page, `Node ${node}`);
  await press(page, 'reboot');
  await expect(log(page)).toContainText(`chaos reboot node/${node}`);
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await open(page, `Node ${node}`);
  await press(page, 'loseZone');
  await expect(log(page)).toContainText(/chaos lose zone\/zone-[a-c]/);
  await expect(mark(page, `Node ${node}`)).toHaveAttribute('aria-label', /switched off/);
  await expect(action(page, 'reboot')).toHaveAccessibleDescription('The machine is switched off.');
  await open(page, `Node ${node}`);
  await press(page, 'mendZone');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
});

test('after the keyboard the mouse: what is said of one button moves no other away under the pointer', async ({
  page,
}) => {
  const { node } = await settled(page);
  await open(page, `Node ${node}`);
  await action(page, 'reboot').focus();
  await expect(page.locator('#inspector .hint', { hasText: 'It is off for 20 s' })).toBeInViewport({ ratio: 1 });
  await action(page, 'cut').click();
  await expect(log(page)).toContainText(`chaos cut node/${node}`);
  await expect(action(page, 'heal')).toBeVisible();
});
