// Both languages, both themes, wide and at 390 px, by keyboard alone; axe finds nothing serious anywhere.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { Playground } from './playground.ts';
import type { Language } from './playground.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}

for (const language of ['en', 'zh-CN'] as const satisfies readonly Language[]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ locale: language, colorScheme });

      test('axe finds nothing serious, while starting, settled and in the dialogs', async ({ page }) => {
        const playground = await new Playground(page, language).open();
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await playground.button('pause').click();
        await expectAccessible(page);
        await playground.settle();
        await page.locator('.editor[data-editor="monaco"]').waitFor();
        await page.locator('.picture-place [aria-label*="Pod tkb-sts-1 "]').first().click();
        await expect(page.locator('.inspect')).toBeVisible();
        await expectAccessible(page);
        await playground.button('legend').click();
        await expect(page.locator('dialog[open]')).toBeVisible();
        await expectAccessible(page);
      });

      test('at 390 px everything is within reach, and axe finds nothing serious', async ({ page }) => {
        await page.setViewportSize({ width: 390, height: 844 });
        const playground = await new Playground(page, language).open();
        await playground.settle();
        for (const view of await page.locator('.view').all()) {
          await view.click();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
          await expectAccessible(page);
        }
      });
    });
  }
}

test('language and theme change at once and are remembered', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('.picture-place svg')).toContainText('运行');
  await page.getByRole('button', { name: '深色主题' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(new Playground(page, 'zh-CN').button('apply')).toBeVisible();
});

test('everything can be done from the keyboard', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const reached = new Set<string>();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let tab = 0; tab < 40; tab += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.closest('.editor') ? 'editor' : at?.closest('.picture-place') ? 'picture' : (at?.textContent ?? '');
    });
    reached.add(name.trim());
    // Tab indents in the editor: Ctrl M lets it leave.
    if (name === 'editor') await page.keyboard.press('Control+M');
  }
  expect([...reached].join('\n')).toMatch(/Share[\s\S]*editor[\s\S]*Apply[\s\S]*picture/);
});
