// Changing the YAML and pressing Apply: the cluster answers as the API server does.
import { expect, test } from '@playwright/test';
import { defaultDocuments, documents, Playground, service, statefulSet, storageClass } from './playground.ts';

test('scaling up is applied at the end of what has happened, and the new Pod starts', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.write(defaultDocuments(4));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.answers).toContainText('statefulset.apps/tkb-sts configured');
  await expect(playground.branches).toHaveCount(0);
  await playground.settle();
  await playground.expectReady('tkb-sts-0', 'tkb-sts-3');
});

test('applied while one looks at the past, it begins a branch there and says how to return', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.keyboard.press('Home');
  await expect(playground.status).toHaveAttribute('data-kind', 'past');
  await playground.write(defaultDocuments(4));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.answers).toContainText('statefulset.apps/tkb-sts configured');
  await expect(playground.branchNote).toContainText('a new branch begins at 0:00');
  await expect(playground.branches).toHaveCount(2);
  await playground.settle();
  await playground.expectReady('tkb-sts-0', 'tkb-sts-3');
});

test('Monaco marks what is wrong while one types', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.write(documents(service, statefulSet('many')));
  await expect(page.locator('.monaco-editor [class*="squiggly-"]').first()).toBeVisible();
});

test.describe('on a phone, in the plain editor', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('text that does not parse applies nothing and says where', async ({ page }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    const broken = documents(service, 'kind: [unclosed\nmetadata: {}\n');
    await playground.writeAndApply(broken);
    await expect(playground.answers).toContainText('Nothing was applied');
    await expect(page.locator('.refusal-place').first()).toHaveText(/line 1[4-8], column \d+/);
    await expect(page.locator('.changed')).toBeVisible();
    await playground.expectReady('tkb-sts-2');
  });

  test('a refused document is marked in the server’s words; the others are applied and the text stays', async ({
    page,
  }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    const text = documents(storageClass, service.replace('labels:\n', 'labels:\n    tier: front\n'), statefulSet(-1));
    await playground.writeAndApply(text);
    await expect(playground.answers).toContainText('service/dullahan configured');
    const refusal = page.locator('.refusal');
    await expect(refusal).toHaveCount(1);
    await expect(refusal).toContainText('The StatefulSet "tkb-sts" is invalid: spec.replicas: Invalid value: -1');
    await expect(refusal).toContainText(/line \d+, column \d+/);
    await refusal.click();
    await expect(page.locator('.plain-numbers .marked')).toHaveCount(1);
    await expect(playground.editor).toBeFocused();
  });

  test('a document taken out of the text stays in the cluster; a changed Scenario offers a reset', async ({ page }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    await playground.writeAndApply(documents(storageClass, statefulSet(3)));
    await expect(playground.answers).toContainText('kubectl delete service/dullahan');
    const scenario = 'apiVersion: ordinal.dev/v1\nkind: Scenario\nmetadata: {name: two}\nspec: {nodes: 2}\n';
    await playground.writeAndApply(documents(scenario, defaultDocuments(3)));
    await expect(playground.answers).toContainText('it takes a reset');
    await page.getByRole('button', { name: 'Reset with the new Scenario' }).click();
    await playground.view('picture');
    await expect(page.locator('.picture-place')).not.toContainText('node-3');
    await expect(page.locator('.picture-place')).toContainText('node-2');
    await playground.settle();
    await playground.expectReady('tkb-sts-2');
  });

  test('what is not simulated yet is refused with a sentence', async ({ page }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    await playground.writeAndApply(
      documents(
        storageClass,
        service,
        statefulSet(3).replace('      containers:\n', '      runtimeClassName: slow\n      containers:\n'),
      ),
    );
    await expect(page.locator('.refusal')).toContainText('Not simulated yet');
    await playground.expectReady('tkb-sts-2');
  });
});

test('a Pod whose Secret is missing says what it waits for, and goes on when the Secret is there', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  const reading = statefulSet(4).replace(
    '        ports:\n',
    '        envFrom: [{secretRef: {name: login}}]\n        ports:\n',
  );
  await playground.write(documents(storageClass, service, reading));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.answers).toContainText('statefulset.apps/tkb-sts configured');
  await expect(playground.cell('tkb-sts-3', 'waits')).toContainText('secret "login" not found');
  await playground.command('kubectl create secret generic login --from-literal=password=x');
  await playground.settle();
  await playground.expectReady('tkb-sts-3');
});
