// Both languages, both themes, wide and at 390 px, by keyboard alone; axe finds nothing serious anywhere.
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { Playground } from './playground.ts';

// axe looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 150_000 });

const looks = (['en', 'zh-CN'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

/** Through the page's own two buttons. */
async function look(page: Page, { language, theme }: (typeof looks)[number]): Promise<Playground> {
  const root = page.locator('html');
  if ((await root.getAttribute('lang')) !== language) await page.locator('.header-actions button[lang]').click();
  await expect(root).toHaveAttribute('lang', language);
  const other = page.getByRole('button', {
    name: theme === 'dark' ? /^Dark theme$|^深色主题$/ : /^Light theme$|^浅色主题$/,
  });
  if (await other.isVisible()) await other.click();
  const ground = theme === 'dark' ? 'rgb(20, 22, 27)' : 'rgb(247, 246, 243)';
  await expect(page.locator('body')).toHaveCSS('background-color', ground);
  return new Playground(page, language);
}

test('axe finds nothing serious: starting, settled and selected, in each language and theme', async ({ page }) => {
  const playground = await new Playground(page).open();
  await playground.button('pause').click();
  await expectAccessible(page);
  await playground.settle();
  await page.locator('.editor[data-editor="monaco"]').waitFor();
  await page.locator('.picture-place [aria-label*="Pod tkb-sts-1 "]').first().click();
  await expect(page.locator('.inspect .object')).toBeVisible();
  for (const chosen of looks) {
    await test.step(`${chosen.language}, ${chosen.theme}`, async () => {
      await look(page, chosen);
      await expectAccessible(page);
    });
  }
});

test('axe finds nothing serious in the dialogs', async ({ page }) => {
  await new Playground(page).open();
  for (const name of ['legend', 'share'] as const) {
    await (await look(page, { language: 'en', theme: name === 'legend' ? 'dark' : 'light' })).button(name).click();
    await expect(page.locator('dialog[open]')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
});

test('at 390 px everything is within reach, in each language and theme', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = await new Playground(page).open();
  await playground.settle();
  await page.locator('.picture-place [aria-label*="Pod tkb-sts-1 "]').first().click();
  for (const chosen of looks) {
    await test.step(`${chosen.language}, ${chosen.theme}`, async () => {
      const seen = await look(page, chosen);
      for (const view of ['picture', 'yaml', 'commands', 'why'] as const) {
        await seen.view(view);
        expect(await page.evaluate(widest)).toBeLessThanOrEqual(390);
        // What depends on the language alone is looked at in the wide page.
        if ((chosen.language === 'en') === (chosen.theme === 'light')) await expectAccessible(page);
      }
    });
  }
});

/** Runs in the page: how far to the right anything reaches, px. */
const widest = (): number =>
  Math.max(...[...document.querySelectorAll('button, p, section, h2')].map((it) => it.getBoundingClientRect().right));

test('the browser’s language and theme are taken until others are chosen', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'zh-TW', colorScheme: 'dark', ...(baseURL ? { baseURL } : {}) });
  const playground = await new Playground(await context.newPage(), 'zh-CN').open();
  await expect(playground.button('apply')).toBeVisible();
  await expect(playground.page.locator('body')).toHaveCSS('background-color', 'rgb(20, 22, 27)');
  const english = await new Playground(await context.newPage()).open('./?lang=en');
  await expect(english.button('apply')).toBeVisible();
  await context.close();
});

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
