import { expect, test } from 'vitest';
import { rulesIn, specification, unknownReasons, unknownRules } from './rules.ts';

test('a rule is defined at the start of an item, a numbered step or a row', () => {
  const text = '## 1 Names\n- STS-ID-1: a\n2. STS-ID-2: b, as STS-ID-9\n| STS-ID-3b | c |\nsee STS-ID-4\n';
  expect(rulesIn('statefulset', text).map((rule) => rule.id)).toEqual(['STS-ID-1', 'STS-ID-2', 'STS-ID-3b']);
  expect(rulesIn('statefulset', text)[0]).toEqual({ id: 'STS-ID-1', section: '1 Names', page: 'statefulset' });
});

test('the two pages define each rule once', () => {
  const ids = specification().map((rule) => rule.id);
  expect(ids.length).toBeGreaterThan(800);
  expect(ids.filter((found, at) => ids.indexOf(found) !== at)).toEqual([]);
});

test('an id that the specification lacks is found, one of another family is not an id', () => {
  const rules = new Set(['STS-ID-1']);
  expect(unknownRules({ path: 'a.ts', text: "// STS-ID-1, UTF-8, and 'STS-ID-7'" }, rules)).toEqual([
    'a.ts: STS-ID-7 is not in docs/spec',
  ]);
  expect(unknownReasons({ path: 'a.ts', text: "{ rule: 'STS-ID-1' }, { rule: 'because' }" }, rules)).toEqual([
    'a.ts: the reason "because" is not in docs/spec',
  ]);
});
