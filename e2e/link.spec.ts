// A link is a run: opened elsewhere it shows the same instant, paused. A link that cannot be opened says why.
import { expect, test } from '@playwright/test';
import { deflateRawSync } from 'node:zlib';
import { defaultDocuments, Playground } from './playground.ts';

test('a link shows the same run at the same instant, paused', async ({ page, context }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.writeAndApply(defaultDocuments(4));
  await expect(playground.cell('tkb-sts-3', 'state')).toHaveText(/Pending|Starting/);
  await playground.button('pause').click();
  await expect(playground.button('play')).toBeVisible();
  const [table, link] = [await playground.table(), await playground.shareLink()];

  const elsewhere = await new Playground(await context.newPage()).open(link);
  await expect(elsewhere.button('play')).toBeVisible();
  expect(await elsewhere.table()).toBe(table);
  await expect(elsewhere.page.getByText('another version')).toHaveCount(0);
  await expect(elsewhere.editor).toBeVisible();
  await elsewhere.settle();
  await elsewhere.expectReady('tkb-sts-3');
});

test('a link of the past opens at the past instant', async ({ page, context }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.button('start').click();
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  const link = await playground.shareLink();
  const elsewhere = await new Playground(await context.newPage()).open(link);
  await expect(elsewhere.button('play')).toBeVisible();
  await expect(elsewhere.cell('tkb-sts-2', 'state')).not.toHaveText(/Ready/);
});

test('a fault of the page shows a sentence, the text, and a link that holds the run', async ({ page, context }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.evaluate(() =>
    setTimeout(() => {
      throw new Error('every cluster must hold');
    }),
  );
  await expect(page.getByRole('heading', { name: 'Something in Ordinal went wrong' })).toBeVisible();
  await expect(page.getByText('Error: every cluster must hold')).toBeVisible();
  await expect(page.getByText('kind: StatefulSet')).toBeVisible();
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  const elsewhere = await new Playground(await context.newPage()).open(link);
  await elsewhere.expectReady('tkb-sts-2');
});

const payload = (value: unknown): string => deflateRawSync(JSON.stringify(value)).toString('base64url');

const problems: readonly (readonly [name: string, fragment: string, says: RegExp])[] = [
  ['a newer format', `#3.${payload({})}`, /newer than this page/],
  ['no payload', '#1.', /nothing in it/],
  ['what is not base64url', '#1.<script>alert(1)</script>', /not a link of Ordinal|missing or changed/],
  ['noise', '#1.AAAAAAAAAAAAAAAAAA', /missing or changed|not a run/],
  ['another shape', `#1.${payload({ cursor: 'now', __proto__: null })}`, /not a run/],
  ['what inflates without end', `#1.${payload('x'.repeat(3_000_000))}`, /larger than a link may be/],
];

test('a link that cannot be opened says why and offers a way on', async ({ page }) => {
  for (const [name, fragment, says] of problems) {
    await test.step(name, async () => {
      await page.goto('about:blank');
      await page.goto(`./${fragment}`);
      await expect(page.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveText(says);
    });
  }
  await page.getByRole('button', { name: 'Start with the default' }).click();
  await expect(new Playground(page).cell('tkb-sts-0', 'pod')).toBeAttached();
  expect(new URL(page.url()).hash).toBe('');
});

test('a truncated link opens a page with what could be read', async ({ page, context }) => {
  const link = await (await new Playground(page).open()).shareLink();
  const other = await context.newPage();
  await other.goto(link.slice(0, -40));
  await expect(other.getByRole('alert')).toHaveText(/missing or changed/);
});
