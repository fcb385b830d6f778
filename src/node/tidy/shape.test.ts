import { expect, test } from 'vitest';
import { banFaults, functionFaults, lengthFault, nameFault, openingFault } from './shape.ts';

test.each([
  'engine/api/wait-spans.ts',
  'app/StatusChip.tsx',
  'locales/zh-CN/app.ts',
  'app/editor/yaml.worker.ts',
  'main.tsx',
])('the name %s is good', (path) => expect(nameFault(path)).toBeUndefined());

test.each([
  'engine/waitSpans.ts',
  'app/status-chip.tsx',
  'app/Editor/setup.ts',
  'scene/utils.ts',
  'engine/core/store.ts',
])('the name %s is not', (path) => expect(nameFault(path)).toContain(path));

test('a file opens with a comment', () => {
  expect(openingFault({ path: 'scene/a.ts', text: '// What it is.\n' })).toBeUndefined();
  expect(openingFault({ path: 'scene/a.ts', text: 'export const a = 1;\n' })).toContain('scene/a.ts');
});

test('a file has at most 400 lines', () => {
  expect(lengthFault({ path: 'scene/a.ts', text: 'x\n'.repeat(400) })).toBeUndefined();
  expect(lengthFault({ path: 'scene/a.ts', text: 'x\n'.repeat(401) })).toContain('401 lines');
});

test.each([
  ['function a(): void {', '}'],
  ['export const a = (\n  b: string,\n): string => {', '};'],
  ['class A {\n  b(c: string): void {', '  }\n}'],
])('a function has at most 70 lines: %s', (head, tail) => {
  const ofLines = (count: number): string => `${head}\n${'    b();\n'.repeat(count)}${tail}\n`;
  expect(functionFaults({ path: 'scene/a.ts', text: ofLines(60) })).toEqual([]);
  expect(functionFaults({ path: 'scene/a.ts', text: ofLines(71) })).toHaveLength(1);
});

test('short functions one after another are not one long one', () => {
  const text = 'const a = (): number =>\n  1;\n\nfunction b(\n  c: string,\n): void {\n  d();\n}\n'.repeat(30);
  expect(functionFaults({ path: 'scene/a.ts', text })).toEqual([]);
});

test.each([
  ['engine/a.ts', 'const now = Date.now();'],
  ['engine/a.ts', 'const now = new Date( );'],
  ['engine/a.ts', 'const x = Math.random();'],
  ['engine/a.ts', 'async function a() {}'],
  ['engine/a.ts', 'type A = Promise<void>;'],
  ['engine/a.ts', 'console.log(1);'],
  ['engine/a.ts', 'a.localeCompare(b);'],
  ['run/a.ts', 'const now = Date.now();'],
  ['stage/a.ts', 'node.innerHTML = text;'],
  ['app/A.tsx', '<p dangerouslySetInnerHTML={x} />'],
  ['app/a.ts', 'eval(text);'],
  ['app/a.ts', '// @ts-expect-error'],
  ['app/a.test.ts', "test.skip('x', () => {});"],
  ['scene/a.ts', "const bound = view.list('Pod', namespace).filter((pod) => pod.spec.nodeName);"],
])('%s may not say %s', (path, text) => expect(banFaults({ path, text })).toHaveLength(1));

test.each([
  ['engine/a.ts', 'const then = new Date(atMs);'],
  ['engine/a.ts', "// no Date.now() here\nconst text = 'Math.random()';"],
  ['stage/player.ts', 'const now = performance.now();'],
  ['scene/a.ts', "const all = view.list('Pod').map(card);"],
])('%s may say %s', (path, text) => expect(banFaults({ path, text })).toEqual([]));
