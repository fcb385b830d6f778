// The lesson, as somebody takes it who has never seen a StatefulSet: by mouse and by keyboard, in both languages, wide and on a
// phone; and one's own run is as it was afterwards.
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { Playground } from './playground.ts';
import type { Language } from './playground.ts';

/** In each step's order of choices. */
const right = [1, 2, 1, 2, 2];
const lines = [
  'kubectl delete pod tkb-sts-0',
  '',
  'kubectl scale sts tkb-sts --replicas=5',
  'kubectl scale sts tkb-sts --replicas=3',
  'kubectl delete sts tkb-sts',
];

const words = {
  en: {
    lang: 'en',
    invitation: 'Take the lesson, five short steps',
    take: 'Lesson',
    yaml: 'YAML',
    next: 'Next step',
    finish: 'Finish',
    showMe: 'Show me',
    again: 'Start this step again',
    done: 'Step done',
  },
  'zh-CN': {
    lang: 'zh-CN',
    invitation: '来上一课，五个小步骤',
    take: '课程',
    yaml: 'YAML',
    next: '下一步',
    finish: '完成',
    showMe: '演示给我看',
    again: '重新开始这一步',
    done: '这一步完成了',
  },
} as const;

const languages = ['en', 'zh-CN'] as const;

class LessonPage extends Playground {
  readonly said: (typeof words)[Language];

  constructor(page: Page, language: Language = 'en') {
    super(page, language);
    this.said = words[language];
  }

  async begin(step = 1, more = ''): Promise<this> {
    await this.page.goto(`./?lesson=names-and-order&step=${step}${more}`);
    await expect(this.choices.first()).toBeVisible();
    return this;
  }

  act(name: keyof (typeof words)[Language]): Locator {
    return this.page.getByRole('button', { name: this.said[name], exact: true });
  }

  get choices(): Locator {
    return this.page.locator('.choice');
  }

  get verdict(): Locator {
    return this.page.locator('.answered');
  }

  get met(): Locator {
    return this.page.locator('.goal[data-state="met"]');
  }

  get step(): Locator {
    return this.page.locator('.progress-step[aria-current="step"]');
  }

  /** Both goals ticked, and the answer held against what came true. */
  async expectDone(verdict: 'right' | 'wrong' = 'right'): Promise<void> {
    await this.button('settle').click();
    await expect(this.met).toHaveCount(2);
    await expect(this.verdict).toHaveAttribute('data-verdict', verdict);
    await expect(this.page.locator('.story li').first()).toBeVisible();
  }
}

test.describe.configure({ timeout: 150_000 });

for (const language of languages) {
  test(`by mouse, in ${language}: invited, by lines, the YAML, watching and being shown`, async ({ page }) => {
    const lesson = await new LessonPage(page, language).open(`./?lang=${language}`);
    await lesson.act('invitation').click();
    for (const [at, line] of lines.entries()) {
      await test.step(`step ${at + 1}`, async () => {
        await expect(lesson.step).toHaveText(String(at + 1));
        await lesson.choices.nth(right[at] ?? 0).click();
        if (at === 2) {
          await page.getByRole('button', { name: lesson.said.yaml, exact: true }).click();
          await page.locator('.editor[data-editor="monaco"]').waitFor();
          await lesson.write((await textOf(page)).replace('replicas: 3', 'replicas: 5'));
          await lesson.button('apply').click();
          await lesson.act('take').click();
        } else if (at === 4) {
          await lesson.act('showMe').click();
          await expect(page.getByRole('log')).toContainText('"tkb-sts" deleted');
        } else if (line !== '') {
          await page.locator('.code-line', { hasText: line }).click();
          await expect(lesson.line).toHaveValue(line);
          await lesson.line.press('Enter');
        }
        await lesson.expectDone();
        await (at === 4 ? lesson.act('finish') : lesson.act('next')).click();
      });
    }
    await expect(page.locator('.lesson')).toHaveCount(0);
    await expect(page).not.toHaveURL(/lesson/);
    await lesson.settle();
    await lesson.expectReady('tkb-sts-0', 'tkb-sts-2');
  });

  test(`by keyboard alone, in ${language}`, async ({ page }) => {
    const lesson = await new LessonPage(page, language).open(`./?lang=${language}`);
    await lesson.act('take').focus();
    await page.keyboard.press('Enter');
    for (const [at, line] of lines.entries()) {
      await test.step(`step ${at + 1}`, async () => {
        await expect(lesson.step).toHaveText(String(at + 1));
        await expect(page.locator('.lesson-title')).toBeFocused();
        await tabTo(page, lesson.choices.nth(right[at] ?? 0));
        await page.keyboard.press('Enter');
        await expect(lesson.verdict).toBeFocused();
        if (line !== '') {
          await page.keyboard.press('$');
          await expect(lesson.line).toBeFocused();
          await page.keyboard.type(line);
          await page.keyboard.press('Enter');
        }
        await lesson.button('settle').press('Enter');
        await expect(lesson.met).toHaveCount(2);
        await expect(page.locator('.lesson [role="status"]').first()).toContainText(lesson.said.done);
        const onward = at === 4 ? lesson.act('finish') : lesson.act('next');
        await onward.press('Enter');
      });
    }
    await expect(page.locator('.lesson')).toHaveCount(0);
    await expect(lesson.act('take')).toBeFocused();
  });
}

test('nothing runs before the question is answered, and a wrong answer is told so', async ({ page }) => {
  const lesson = await new LessonPage(page).begin(2);
  await lesson.button('play').click();
  await expect(page.locator('.ask-first')).toBeVisible();
  await expect(lesson.choices.first()).toBeFocused();
  await lesson.button('stepForward').click();
  await lesson.button('settle').click();
  await lesson.line.fill('kubectl delete sts tkb-sts');
  await lesson.line.press('Enter');
  await expect(page.getByRole('log')).toBeEmpty();
  await expect(page.locator('.transport')).toContainText('0:00');
  await lesson.choices.nth(0).click();
  await expect(lesson.button('pause')).toBeVisible();
  await lesson.expectDone('wrong');
  await expect(page.locator('.story')).toContainText('pod/tkb-sts-1 is created');
});

test('what is done against a goal loses it, and the step can be started again', async ({ page }) => {
  const lesson = await new LessonPage(page).begin(4);
  await lesson.choices.nth(2).click();
  await lesson.command('kubectl delete pod tkb-sts-3');
  await expect(page.locator('.goal[data-state="lost"]')).toHaveCount(1);
  await expect(page.locator('.goal[data-state="lost"]')).toContainText('It came in another order');
  await lesson.act('showMe').click();
  await lesson.expectDone();
  await lesson.act('again').click();
  await expect(lesson.choices).toHaveCount(3);
  await expect(lesson.met).toHaveCount(0);
});

test('one’s own run and text are as they were after the lesson', async ({ page }) => {
  const lesson = await new LessonPage(page).open();
  await lesson.settle();
  await lesson.command('kubectl scale sts tkb-sts --replicas=4');
  await lesson.settle();
  await lesson.write('# mine\n');
  const before = await lesson.cells();
  await lesson.act('take').click();
  await lesson.choices.nth(1).click();
  await lesson.command(lines[0] ?? '');
  await page.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect.poll(() => textOf(page)).toBe('# mine\n');
  expect(await lesson.cells()).toEqual(before);
  await expect(page.getByRole('log')).toContainText('scaled');
  await expect(page.getByRole('log')).not.toContainText('deleted');
});

test('a reload stays at the step, and a shared step opens as it was left', async ({ page }) => {
  const lesson = await new LessonPage(page).begin(3);
  await lesson.act('next').click();
  await expect(page).toHaveURL(/\?lesson=names-and-order&step=4$/);
  await page.reload();
  await expect(lesson.step).toHaveText('4');
  await lesson.choices.nth(2).click();
  await lesson.command(lines[3] ?? '');
  await lesson.expectDone();
  const link = await lesson.shareLink();
  await page.goto('about:blank');
  await lesson.open(link);
  await expect(lesson.step).toHaveText('4');
  await expect(lesson.met).toHaveCount(2);
  await lesson.choices.nth(2).click();
  await expect(lesson.verdict).toHaveAttribute('data-verdict', 'right');
});

test('a lesson that there is not is said so, and the page is there all the same', async ({ page }) => {
  const lesson = await new LessonPage(page).open('./?lesson=nothing');
  await expect(page.getByText('There is no lesson “nothing” here.')).toBeVisible();
  await lesson.settle();
  await lesson.expectReady('tkb-sts-2');
});

test('nothing of a lesson is loaded before it is wanted', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const lesson = await new LessonPage(page).open();
  await lesson.settle();
  // What reads the address is there from the beginning.
  expect(loaded.filter((url) => /lesson(?!-address)/i.test(url))).toEqual([]);
  await lesson.act('take').click();
  await expect(lesson.choices).toHaveCount(3);
  expect(loaded.filter((url) => /lesson(?!-address)/i.test(url)).length).toBeGreaterThan(0);
});

test('axe finds nothing serious: asked, answered, done, in each language and theme', async ({ page }) => {
  for (const language of languages) {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      const lesson = await new LessonPage(page, language).begin(1, `&lang=${language}`);
      await expectAccessible(page, '.lesson');
      await lesson.choices.nth(theme === 'dark' ? 0 : 1).click();
      await lesson.act('showMe').click();
      await expectAccessible(page, '.lesson');
      await lesson.expectDone(theme === 'dark' ? 'wrong' : 'right');
      await expectAccessible(page, '.lesson', '.picture-tools', '.header');
    }
  }
});

test('on a phone the picture stays in sight, in both languages', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of languages) {
    const lesson = await new LessonPage(page, language).begin(3, `&lang=${language}`);
    await expectAccessible(page, '.lesson');
    expect(await heightOf(page)).toBeGreaterThan(190);
    await lesson.choices.nth(1).click();
    await expect.poll(() => heightOf(page)).toBeGreaterThan(380);
    await lesson.act('showMe').click();
    await lesson.expectDone();
    await expectAccessible(page, '.lesson');
    for (const view of ['yaml', 'commands', 'why', 'picture'] as const) {
      await lesson.view(view);
      expect(await page.evaluate(widest)).toBeLessThanOrEqual(390);
    }
  }
});

test('on a phone a step is done by touch: the line is put where lines are written', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lesson = await new LessonPage(page).begin(1);
  await lesson.choices.nth(1).click();
  await page.getByRole('button', { name: 'Show the lesson' }).click();
  await page.locator('.code-line').click();
  await expect(lesson.line).toHaveValue(lines[0] ?? '');
  await expect(lesson.line).toBeFocused();
  await page.getByRole('button', { name: 'Run this line' }).click();
  await expect(page.getByRole('log')).toContainText('pod "tkb-sts-0" deleted');
  await lesson.view('picture');
  await lesson.expectDone();
  await page.getByRole('button', { name: 'Hint' }).click();
  await expect(page.locator('.hint')).toBeInViewport();
  await page.locator('.picture-place [aria-label*="Pod tkb-sts-0 "]').first().click();
  await expect(page.locator('.sheet')).toHaveAttribute('data-open', 'false');
  await expect.poll(() => heightOf(page)).toBeGreaterThan(150);
  await lesson.act('next').click();
  await expect(lesson.step).toHaveText('2');
  await page.locator('.lesson').getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(page.locator('.lesson')).toHaveCount(0);
});

const heightOf = async (page: Page): Promise<number> =>
  (await page.locator('.picture-place').boundingBox())?.height ?? 0;

/** Runs in the page: how far to the right anything of the lesson reaches, px. */
const widest = (): number =>
  Math.max(...[...document.querySelectorAll('.lesson *')].map((it) => it.getBoundingClientRect().right));

/** What stands in the editor: Monaco shows only a part of it, the clipboard gets all. */
async function textOf(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('textbox', { name: /YAML/ }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tab = 0; tab < 30; tab += 1) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
