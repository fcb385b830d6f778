// What axe says of the page, or of a part of it.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Nothing serious. `parts`: selectors of what is looked at; the whole page takes axe long. */
export async function expectAccessible(page: Page, ...parts: readonly string[]): Promise<void> {
  const builder = new AxeBuilder({ page });
  for (const part of parts) if ((await page.locator(part).count()) > 0) builder.include(part);
  const { violations } = await builder.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}
