// The token table of the visual language, kept legible: text 4.5:1 and graphics 3:1 on every ground they stand on.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

const range = (prefix: string, names: readonly (string | number)[]) => names.map((name) => `${prefix}${name}`);
const identities = range('identity-', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
const states = range('state-', ['ready', 'starting', 'pending', 'terminating', 'failed', 'unknown']);
const yaml = range('yaml-', ['key', 'text', 'number', 'comment']);
const grounds = ['paper', 'panel', 'band'];
const washes = ['accent-wash', 'good-wash', 'bad-wash', 'note-wash'];

/** [what stands, on which grounds, at least this contrast] */
const table: readonly (readonly [readonly string[], readonly string[], number])[] = [
  [['ink', 'muted', ...identities, ...states], grounds, 4.5],
  [['ink', 'muted'], washes, 4.5],
  [['state-ready'], ['good-wash'], 4.5],
  [['state-failed'], ['bad-wash'], 4.5],
  [['state-pending'], ['note-wash'], 4.5],
  [['identity-0'], ['accent-wash'], 4.5],
  [yaml, ['panel'], 4.5],
  [['primary-ink'], ['primary'], 4.5],
  [['control-line', 'focus'], grounds, 3],
];

for (const theme of ['light', 'dark'] as const) {
  for (const [tokens, on, least] of table) {
    test(`${theme}: ${tokens.join(', ')} at least ${least}:1 on ${on.join(', ')}`, () => {
      const colours = tokensOf(theme);
      const weak = on.flatMap((ground) =>
        tokens
          .map((token) => ({ token, ground, contrast: contrast(colour(colours, token), colour(colours, ground)) }))
          .filter((pair) => pair.contrast < least),
      );
      expect(weak).toEqual([]);
    });
  }
}

test('the system’s dark preference shows the same tokens as the dark theme', () => {
  const preferred = css.slice(css.indexOf('@media (prefers-color-scheme: dark)'));
  expect(declarations(preferred)).toEqual(declarations(blockOf("[data-theme='dark']")));
});

function tokensOf(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  return declarations(blockOf(`[data-theme='${theme}']`));
}

function blockOf(selector: string): string {
  const from = css.indexOf(selector);
  return css.slice(from, css.indexOf('}', from));
}

function declarations(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function colour(colours: ReadonlyMap<string, string>, token: string): string {
  const value = colours.get(token);
  if (value === undefined || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${token} must be a six-digit colour`);
  return value;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
