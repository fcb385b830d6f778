// The house rules as a test: imports, cycles, names, sizes, bans and rule ids. What the linter can check, it checks
// (.oxlintrc.json); each checker has a test of its own with what it must find (src/node/tidy/*.test.ts).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { barrels, componentFiles, cycles, unlawfulImports } from './node/tidy/import-law.ts';
import { currentStandings, falseClaims, unaccounted } from './node/tidy/conformance.ts';
import { specification, unknownReasons, unknownRules } from './node/tidy/rules.ts';
import { banFaults, functionFaults, lengthFault, nameFault, openingFault } from './node/tidy/shape.ts';
import { filesUnder, projectRoot, sources } from './node/tidy/source-text.ts';

/** Tables of data, listed here one by one: their length is that of what they describe. */
const dataTables = new Set<string>([]);

const all = sources();
const rules = new Set(specification().map((rule) => rule.id));

test('there are sources to look at', () => expect(all.length).toBeGreaterThan(50));

test('rooms import only what the import law allows', () => {
  const components = componentFiles(all);
  expect(all.flatMap((file) => unlawfulImports(file, components))).toEqual([]);
});

test('no file imports itself by a detour', () => expect(cycles(all)).toEqual([]));

test('no barrel files', () => expect(barrels(all.map(({ path }) => path))).toEqual([]));

test('names say what things are', () => expect(all.flatMap(({ path }) => nameFault(path) ?? [])).toEqual([]));

test('folders of the project are named too', () => {
  const others = ['e2e', 'scripts', 'docs'].flatMap(filesUnder).filter((path) => /\.(ts|mjs)$/.test(path));
  expect(others.flatMap((path) => nameFault(path) ?? [])).toEqual([]);
});

test('every file opens by saying what it is', () =>
  expect(all.flatMap((file) => openingFault(file) ?? [])).toEqual([]));

test('files are short', () =>
  expect(all.filter(({ path }) => !dataTables.has(path)).flatMap((file) => lengthFault(file) ?? [])).toEqual([]));

test('functions fit one screen', () => expect(all.flatMap(functionFaults)).toEqual([]));

test('nothing forbidden is said', () => expect(all.flatMap(banFaults)).toEqual([]));

test('every rule that is cited exists', () => {
  const citing = all.filter(({ path }) => !/^(node\/tidy|locales)\//.test(path));
  expect(citing.flatMap((file) => [...unknownRules(file, rules), ...unknownReasons(file, rules)])).toEqual([]);
});

test('no rule is left out silently', () => expect(unaccounted(currentStandings())).toEqual([]));

test('docs/conformance.md claims nothing that is no longer so (npm run conformance)', () => {
  const page = readFileSync(`${projectRoot}docs/conformance.md`, 'utf8');
  expect(falseClaims(page, currentStandings())).toEqual([]);
});
