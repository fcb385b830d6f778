// Bad input gets a clear sentence in the page, and nothing that runs is lost. On a phone, where the plain editor is.
import { expect, test } from '@playwright/test';
import { documents, Playground, service, statefulSet } from './playground.ts';

test.use({ viewport: { width: 390, height: 844 } });

const cases: readonly (readonly [name: string, text: string, says: RegExp])[] = [
  ['an unknown kind', service.replace('kind: Service', 'kind: Sevice'), /no matches for kind "Sevice" in version "v1"/],
  ['an unknown field', statefulSet(3, '  replica: 3\n'), /unknown field "spec\.replica"/],
  ['a wrong type', statefulSet('"three"'), /replicas/],
  ['a document twice', documents(service, service), /dullahan/],
  ['a key of the prototype', `${service}  __proto__: {polluted: true}\n`, /__proto__/],
  ['an alias bomb', bomb(), /alias|nested|large|many/i],
  ['deep nesting', `a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`, /nest|deep/i],
  ['what is binary', 'kind: \u0000\u0001\u0002', /control|character|binary/i],
];

for (const [name, text, says] of cases) {
  test(`${name} is refused where it stands`, async ({ page }) => {
    const playground = await new Playground(page).open();
    await playground.settle();
    await playground.writeAndApply(text);
    await expect(page.locator('.refusal').first()).toContainText(says);
    await expect(page.locator('.refusal-place').first()).toHaveText(/line \d+, column \d+/);
    await page.locator('.view').first().click();
    await playground.expectReady('tkb-sts-0', 'tkb-sts-2');
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });
}

test('empty text applies nothing, and what runs stays', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await playground.writeAndApply('# nothing\n');
  await expect(playground.answers).toContainText('statefulset.apps/tkb-sts');
  await page.locator('.view').first().click();
  await playground.expectReady('tkb-sts-2');
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]`);
  return ['l0: &l0 [x]', ...levels].join('\n');
}
