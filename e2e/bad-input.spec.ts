// Bad input gets a clear sentence in the page, and nothing that runs is lost. On a phone, where the plain editor is.
import { expect, test } from '@playwright/test';
import { documents, Playground, service, statefulSet } from './playground.ts';

test.use({ viewport: { width: 390, height: 844 } });

// Name, text, what is said.
const cases: readonly (readonly [name: string, text: string, says: RegExp])[] = [
  ['an unknown kind', service.replace('kind: Service', 'kind: Sevice'), /no matches for kind "Sevice" in version "v1"/],
  ['an unknown field', statefulSet(3, '  replica: 3\n'), /unknown field "spec\.replica"/],
  ['a wrong type', statefulSet('"three"'), /replicas/],
  ['a document twice', documents(service, service), /dullahan/],
  ['a key of the prototype', `${service}  __proto__: {polluted: true}\n`, /__proto__/],
  ['an alias bomb', bomb(), /alias|nested|large|many/i],
  ['deep nesting', `a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`, /nest|deep/i],
  ['no document', '# nothing\n', /no objects passed to apply/],
  ['what is binary', 'kind: \u0000\u0001\u0002', /control|character|binary/i],
];

test('bad input is refused where it stands, and what runs stays', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  for (const [name, text, says] of cases) {
    await test.step(name, async () => {
      await playground.writeAndApply(text);
      await expect(page.locator('.refusal').first()).toContainText(says);
      await expect(page.locator('.refusal-place').first()).toHaveText(/line \d+, column \d+/);
    });
  }
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
  await playground.expectReady('tkb-sts-0', 'tkb-sts-2');
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]`);
  return ['l0: &l0 [x]', ...levels].join('\n');
}
