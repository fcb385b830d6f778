import { expect, test } from 'vitest';
import { barrels, componentFiles, cycles, resolve, unlawfulImports } from './import-law.ts';

const faults = (path: string, text: string): readonly string[] => unlawfulImports({ path, text });

test.each([
  ['scene/layout.ts', "import type { Pod } from '../engine/index.ts';"],
  ['engine/controllers/stateful-set/sync.ts', "import { podName } from './identity.ts';"],
  ['engine/controllers/stateful-set/sync.ts', "import type { Client } from '../../component.ts';"],
  ['engine/api/store.ts', "import type { Pod } from '../kinds/pod.ts';"],
  ['engine/cluster.ts', "import { createComponents } from './components.ts';"],
  ['stage/stage.ts', "import type { Scene } from '../scene/scene.ts';"],
  ['stage/stage.ts', "import { select } from 'd3';"],
  ['app/editor/setup.ts', "import Worker from './yaml.worker.ts?worker';"],
  ['app/App.tsx', "import './app.css';"],
  ['kubectl/flags.ts', "import parse from 'yargs-parser/browser';"],
  ['node/sim.ts', "import { readFileSync } from 'node:fs';"],
  ['scene/layout.test.ts', "import { createRun } from '../run/run.ts';"],
  ['main.tsx', "import { App } from './app/App.tsx';"],
])('%s may say %s', (path, text) => expect(faults(path, text)).toEqual([]));

test.each([
  ['scene/layout.ts', "import { select } from 'd3';"],
  ['scene/layout.ts', "import type { Run } from '../run/run.ts';"],
  ['scene/layout.ts', "import type { Pod } from '../engine/kinds/pod.ts';"],
  ['scene/layout.ts', "import { layout } from './layout';"],
  ['stage/stage.ts', "import { layout } from '../scene/layout.ts';"],
  ['engine/api/store.ts', "import type { Client } from '../component.ts';"],
  ['engine/kinds/pod.ts', "import { createCluster } from '../index.ts';"],
  ['engine/kinds/pod.ts', "export type { View } from '../api/view.ts';"],
  ['engine/controllers/garbage-collector.ts', "import { sync } from './stateful-set/sync.ts';"],
  ['engine/kubelet/start.ts', "import { bind } from '../volumes/binder.ts';"],
  ['engine/cluster.ts', "import { z } from 'zod';"],
  ['engine/cluster.ts', "import { readFileSync } from 'node:fs';"],
  ['engine/cluster.ts', "const later = await import('../app/session.ts');"],
  ['run/run.test.ts', "import { App } from '../app/App.tsx';"],
  ['run/run.ts', "import x from '../../scripts/browser.mjs';"],
  ['app/App.tsx', "import '../main.tsx';"],
  ['utils/text.ts', ''],
])('%s may not say %s', (path, text) => expect(faults(path, text)).toHaveLength(1));

test('an import inside a comment or over several lines', () => {
  expect(faults('scene/layout.ts', "// import { select } from 'd3';")).toEqual([]);
  expect(faults('scene/layout.ts', "import {\n  select,\n} from 'd3';")).toHaveLength(1);
});

test('components of a room may share a part of it, other rooms may not', () => {
  const binder = { path: 'engine/volumes/binder.ts', text: 'export function createBinder(): ApiComponent {' };
  const components = componentFiles([binder, { path: 'engine/volumes/finalizers.ts', text: '' }]);
  const faultsOf = (path: string, from: string) =>
    unlawfulImports({ path, text: `import { x } from '${from}';` }, components);
  expect(faultsOf('engine/volumes/binder.ts', './finalizers.ts')).toEqual([]);
  expect(faultsOf('engine/volumes/claims/sync.ts', '../finalizers.ts')).toEqual([]);
  expect(faultsOf('engine/volumes/claims/sync.ts', '../binder.ts')).toHaveLength(1);
  expect(faultsOf('engine/volumes/binder.ts', './claims/sync.ts')).toHaveLength(1);
  expect(faultsOf('engine/kubelet/start.ts', '../volumes/finalizers.ts')).toHaveLength(1);
});

test('paths are resolved from the importing file', () => {
  expect(resolve('engine/api/store.ts', '../kinds/pod.ts')).toBe('engine/kinds/pod.ts');
  expect(resolve('node/bench.ts', '../../scripts/browser.mjs')).toBe('../scripts/browser.mjs');
  expect(resolve('engine/agenda.ts', 'tinyqueue')).toBeUndefined();
});

test('a cycle is found, types or not, and no cycle is not', () => {
  const a = { path: 'scene/a.ts', text: "import type { B } from './b.ts';" };
  const b = { path: 'scene/b.ts', text: "import { c } from './c.ts';" };
  expect(cycles([a, b, { path: 'scene/c.ts', text: "import { a } from './a.ts';" }])).toEqual([
    ['scene/a.ts', 'scene/b.ts', 'scene/c.ts', 'scene/a.ts'],
  ]);
  expect(cycles([a, b, { path: 'scene/c.ts', text: '' }])).toEqual([]);
});

test('only the engine has an index file', () => {
  expect(barrels(['engine/index.ts', 'scene/index.ts', 'scene/indexes.ts'])).toEqual(['scene/index.ts']);
});
