// What can be done to an object of the picture, by mouse and by keyboard: each button is the line it shows, and what comes of it
// is what a real cluster does. axe finds nothing serious on the way.
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { documents, Playground, service, statefulSet, storageClass } from './playground.ts';

// axe looks at every element, and waiting six minutes of cluster time takes a while on a busy machine.
test.describe.configure({ timeout: 120_000 });

const pod = 'Pod default/tkb-sts-1';
const set = 'StatefulSet default/tkb-sts';

/** A Node by its lane: a Pod that it runs on its own speaks of it too. */
const mark = (page: Page, about: string): Locator =>
  page.locator(`.picture-place .${about.startsWith('Node ') ? 'lane' : 'mark'}[data-about="${about}"]`).last();
const action = (page: Page, name: string): Locator => page.locator(`#inspector [data-action="${name}"]`);
const log = (page: Page): Locator => page.locator('.stage-and-line [role="log"]');
/** What the edge of a lane says of its machine. */
const alarm = (page: Page): Locator => page.locator('.lane-header .badge:not([visibility="hidden"])');
const flags = (page: Page): Locator => page.locator('.timeline-flags');

/** By mouse; a lane at its edge, where no Pod lies over it. */
async function choose(page: Page, about: string): Promise<void> {
  await mark(page, about).click(about.startsWith('Node ') ? { position: { x: 5, y: 60 } } : {});
  await expect(page.locator('#inspector h2')).toHaveText(about.replace(/ [^/]*\//, ' '));
}

async function settled(page: Page): Promise<Playground> {
  const playground = await new Playground(page).open();
  await playground.settle();
  return playground;
}

/** The default with a readiness probe. */
const probed = documents(
  storageClass,
  service,
  statefulSet(3).replace(
    '        volumeMounts:',
    '        readinessProbe: {httpGet: {port: 80}}\n        volumeMounts:',
  ),
);

test('a set is scaled up and down by mouse; each click is the line it shows, in the log and on the timeline', async ({
  page,
}) => {
  const playground = await settled(page);
  await choose(page, set);
  await expect(action(page, 'scaleUp')).toContainText('kubectl scale statefulset/tkb-sts --replicas=4');
  await action(page, 'scaleUp').click();
  await expect(log(page)).toContainText('kubectl scale statefulset/tkb-sts --replicas=4');
  await expect(log(page)).toContainText('statefulset.apps/tkb-sts scaled');
  await expect(flags(page)).toContainText('scale statefulset/tkb-sts --replicas=4');
  await playground.settle();
  await playground.expectReady('tkb-sts-3');
  await expectAccessible(page);
  await action(page, 'scaleDown').click();
  await action(page, 'scaleDown').click();
  await expect(log(page)).toContainText('--replicas=2');
  await playground.settle();
  await expect(playground.cell('tkb-sts-2', 'state')).toHaveText('remembered');
  await expect(playground.cell('tkb-sts-2', 'volume')).toContainText('webroot-tkb-sts-2');
});

test('another image is set, rolled out and taken back', async ({ page }) => {
  const playground = await settled(page);
  await choose(page, set);
  const field = page.getByRole('textbox', { name: 'Image of ctr-web' });
  await expect(action(page, 'setImage')).toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('#inspector')).toContainText('This is the image it has.');
  await expect(action(page, 'undo')).toHaveAccessibleDescription('There is no earlier revision.');
  await field.fill('nginx:1.28');
  await expect(action(page, 'setImage')).toContainText('kubectl set image statefulset/tkb-sts ctr-web=nginx:1.28');
  await field.press('Enter');
  await expect(log(page)).toContainText('statefulset.apps/tkb-sts image updated');
  await playground.settle();
  await playground.expectReady('tkb-sts-0', 'tkb-sts-1', 'tkb-sts-2');
  await choose(page, pod);
  await expect(page.locator('.inspect .object')).toContainText('image: nginx:1.28');
  await choose(page, set);
  await action(page, 'undo').click();
  await expect(log(page)).toContainText('statefulset.apps/tkb-sts rolled back');
  await playground.settle();
  await choose(page, pod);
  await expect(page.locator('.inspect .object')).toContainText('image: nginx:latest');
});

test('a deleted Pod comes back with its name and its volume', async ({ page }) => {
  const playground = await settled(page);
  await choose(page, pod);
  const volume = await playground.cell('tkb-sts-1', 'volume').textContent();
  const uid = /^ {2}uid: (\S+)$/m;
  const before = uid.exec((await page.locator('.inspect .object').textContent()) ?? '')?.[1] ?? 'none';
  await action(page, 'delete').click();
  await expect(playground.cell('tkb-sts-1', 'state')).toContainText('Terminating');
  await expect(action(page, 'delete')).toHaveAccessibleDescription('It is being deleted already.');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  expect(await playground.cell('tkb-sts-1', 'volume').textContent()).toBe(volume);
  await expect(page.locator('.inspect .object')).not.toContainText(before);
  await expect(mark(page, pod)).toHaveAttribute('aria-label', /Pod number 2 of this identity/);
});

test('by keyboard: a crashed container is started again in the same Pod, and the focus goes in and out', async ({
  page,
}) => {
  const playground = await settled(page);
  await mark(page, pod).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#inspector')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(action(page, 'delete')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(action(page, 'crash')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(log(page)).toContainText('chaos crash pod/tkb-sts-1');
  await expect(action(page, 'crash')).toBeFocused();
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await expect(page.locator('.inspect .object')).toContainText('restartCount: 1');
  await expect(mark(page, pod)).toHaveAttribute('aria-label', /restarts: 1/);
  await action(page, 'crash').focus();
  await page.keyboard.press('Escape');
  await expect(page.locator('#inspector')).toHaveCount(0);
  await expect(mark(page, pod)).toBeFocused();
});

test('a Pod with a probe is made unready and ready again; without one the button says why not', async ({ page }) => {
  const playground = await settled(page);
  await choose(page, pod);
  await expect(action(page, 'unready')).toHaveAccessibleDescription(/^It has no probes/);
  await playground.writeAndApply(probed);
  await playground.settle();
  await choose(page, pod);
  await action(page, 'unready').click();
  await playground.settle();
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText(/not Ready/);
  await action(page, 'ready').click();
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
});

/** Switches off the machine of tkb-sts-1; gives its name. */
async function switchOff(page: Page, playground: Playground): Promise<string> {
  const node = (await playground.cell('tkb-sts-1', 'node').textContent()) ?? '';
  await choose(page, `Node ${node}`);
  await action(page, 'powerOff').click();
  await expect(mark(page, `Node ${node}`)).toHaveAttribute('aria-label', /switched off/);
  await expect(alarm(page)).toHaveText('switched off');
  await choose(page, pod);
  await expect(page.getByRole('region', { name: 'Its Node is lost: four ways' })).toBeVisible();
  return node;
}

test('a lost Node, first way: waiting leaves the Pod Terminating', async ({ page }) => {
  const playground = await settled(page);
  const node = await switchOff(page, playground);
  await expectAccessible(page);
  await action(page, 'wait').click();
  await expect(playground.status).toHaveAttribute('data-kind', /settled|blocked/);
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('Terminating, Unknown');
  await expect(playground.cell('tkb-sts-1', 'node')).toHaveText(node);
  await expect(alarm(page)).toHaveText('switched off · NotReady');
  await expect(action(page, 'wait')).toHaveAttribute('aria-disabled', 'true');
  await choose(page, `Node ${node}`);
  await action(page, 'powerOn').click();
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
});

test('a lost Node, second way: the Pod is forgotten by force and made again elsewhere', async ({ page }) => {
  const playground = await settled(page);
  const node = await switchOff(page, playground);
  await action(page, 'wait').click();
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('Terminating, Unknown');
  await action(page, 'forceDelete').click();
  await expect(log(page)).toContainText('pod "tkb-sts-1" force deleted');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await expect(playground.cell('tkb-sts-1', 'node')).not.toHaveText(node);
});

test('a lost Node, third way: the Node is deleted, and its Pod is made again elsewhere', async ({ page }) => {
  const playground = await settled(page);
  const node = await switchOff(page, playground);
  await action(page, 'deleteNode').click();
  await expect(log(page)).toContainText(`node "${node}" deleted`);
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await expect(playground.cell('tkb-sts-1', 'node')).not.toHaveText(node);
  await expect(mark(page, `Node ${node}`)).toHaveCount(0);
});

test('a Node that is only cut off goes on running its Pod, and the split brain is told and shown', async ({ page }) => {
  const playground = await settled(page);
  const node = (await playground.cell('tkb-sts-1', 'node').textContent()) ?? '';
  await choose(page, `Node ${node}`);
  await action(page, 'cut').click();
  await choose(page, pod);
  await expect(action(page, 'forceDelete')).toHaveAccessibleDescription(/a split brain/);
  await action(page, 'wait').click();
  await expect(playground.cell('tkb-sts-1', 'state')).toHaveText('Terminating, Unknown');
  await action(page, 'forceDelete').click();
  await expect(page.locator('.picture-place .pod', { hasText: 'old, runs on' })).toContainText('tkb-sts-1');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  await expect(playground.cell('tkb-sts-1', 'node')).not.toHaveText(node);
  await choose(page, `Node ${node}`);
  await action(page, 'heal').click();
  await playground.settle();
  await expect(page.locator('.picture-place .pod', { hasText: 'old, runs on' })).toHaveCount(0);
});

test('from the table, on a phone: what is chosen opens under the picture and can be acted on', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = await settled(page);
  await page.getByRole('button', { name: 'Show the cluster as a table' }).click();
  await page.locator('.twin').getByRole('button', { name: 'tkb-sts-1', exact: true }).click();
  await expect(page.locator('#inspector')).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hide the table' }).click();
  await action(page, 'delete').click();
  await expect(page.locator('.last-answer')).toContainText('pod "tkb-sts-1" deleted');
  await playground.settle();
  await playground.expectReady('tkb-sts-1');
  expect(
    await page.locator('.view').evaluateAll((views) => new Set(views.map((it) => it.getBoundingClientRect().top)).size),
  ).toBe(1);
});

test('at 1280 × 800 the answers hide nothing of the picture, and flags close together keep their labels', async ({
  page,
}) => {
  const playground = await settled(page);
  for (const line of ['kubectl cordon node-1', 'kubectl uncordon node-1', 'kubectl cordon node-2']) {
    await playground.command(line);
    await expect(flags(page)).toContainText(line.replace('kubectl ', ''));
  }
  await expect(log(page)).toContainText('node/node-2 cordoned');
  const answers = await log(page).boundingBox();
  for (const volume of await page.locator('.picture-place .volume').all()) {
    const box = await volume.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(answers?.y ?? 0);
  }
  await page.getByRole('button', { name: 'Show more of the answers' }).click();
  await expect(log(page)).toContainText('kubectl cordon node-1');
  await page.getByRole('button', { name: 'Hide the answers' }).click();
  await expect(log(page)).toBeEmpty();
});
