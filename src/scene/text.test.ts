import { expect, test } from 'vitest';
import { lines, shortened, shortenedName, shortState, textWidth } from './text.ts';

const face = { px: 10 };

test('a Chinese character is as wide as the type is high, a narrow letter is not', () => {
  expect(textWidth('卷', face)).toBe(10);
  expect(textWidth('i', face)).toBeLessThan(textWidth('o', face));
  expect(textWidth('ii', { px: 10, mono: true })).toBe(textWidth('oo', { px: 10, mono: true }));
});

test('what fits is left alone; what does not keeps its beginning, and a name its end', () => {
  expect(shortened('waits', 100, face)).toBe('waits');
  expect(shortened('waits for its volume', 60, face)).toMatch(/^waits.*…$/);
  expect(shortenedName('webroot-tkb-sts-12', 50, face)).toMatch(/^….*-12$/);
});

test('lines are about equally long and no wider than allowed', () => {
  const found = lines('volumes outlive the Pods that mount them', 160, face);
  expect(found).toHaveLength(2);
  expect(found.join(' ')).toBe('volumes outlive the Pods that mount them');
  expect(found.every((line) => textWidth(line, face) <= 160)).toBe(true);
  expect(found[1]).not.toBe('them');
});

test('a text without spaces is broken anywhere', () => {
  expect(lines('卷比挂载它们的更长寿', 60, face).join('')).toBe('卷比挂载它们的更长寿');
  expect(lines('卷比挂载它们的更长寿', 60, face)).toHaveLength(2);
});

test('a state keeps the word that counts', () => {
  expect(shortState('Running · Ready', 100, face)).toBe('Running · Ready');
  expect(shortState('Running · not Ready', 60, face)).toBe('not Ready');
  expect(shortState('CrashLoopBackOff', 40, face)).toMatch(/^Crash.*…$/);
});
