import { expect, test } from 'vitest';
import { conformancePage, falseClaims, standings, unaccounted } from './conformance.ts';
import { titledRules } from './rules.ts';

const rules = ['STS-A-1', 'STS-A-2', 'STS-A-3', 'STS-A-4'].map((id) => ({ id, section: '1 All', page: 'statefulset' }));
const sources = [
  { path: 'engine/a.test.ts', text: "test('STS-A-1: it\\'s so', () => {});" },
  { path: 'engine/a.ts', text: '// STS-A-2, and more\n' },
];

test('a rule is tested, named, listed with a reason, or unaccounted for', () => {
  const all = standings(rules, sources, [{ rules: 'STS-A-3', reason: 'later | never' }]);
  expect(unaccounted(all)).toEqual(['STS-A-4']);
  const page = conformancePage(all);
  expect(page).toContain("| STS-A-1 | yes | it's so (`engine/a.test.ts`) |");
  expect(page).toContain('| STS-A-2 | yes, no test of its own yet | `engine/a.ts` |');
  expect(page).toContain('| STS-A-3 | no | later \\| never |');
});

test('a page may lag behind what is built, but not promise more', () => {
  const page = conformancePage(standings(rules, sources, []));
  const later = [...sources, { path: 'engine/b.test.ts', text: "test('STS-A-4: too', () => {});" }];
  expect(falseClaims(page, standings(rules, later, []))).toEqual([]);
  const without = sources.map(({ path, text }) => ({ path, text: text.replace('STS-A', 'STS-B') }));
  expect(falseClaims(page, standings(rules.slice(1), without, []))).toEqual([
    'STS-A-1 is not in docs/spec',
    'STS-A-2: "yes, no test of its own yet" is not so',
  ]);
});

test('the narrowest reason counts: one id, then a range, then a family', () => {
  const listed = [
    { rules: 'STS-A', reason: 'family' },
    { rules: 'STS-A-2 to 3', reason: 'range' },
    { rules: 'STS-A-3', reason: 'one' },
  ];
  expect(standings(rules, [], listed).map(({ reason }) => reason)).toEqual(['family', 'range', 'one', 'family']);
});

test('a title may open with several ids, in any quotes', () => {
  const found = titledRules(
    'test("STS-A-1 and STS-A-2: x", f); test.each([])(`STS-A-3, STS-A-4: y ${z}`, f); test("plain", f);',
  );
  expect(found).toEqual([
    { ids: ['STS-A-1', 'STS-A-2'], title: 'x' },
    { ids: ['STS-A-3', 'STS-A-4'], title: 'y ${z}' },
  ]);
});
