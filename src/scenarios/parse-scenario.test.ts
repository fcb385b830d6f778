import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseManifest } from '../manifest/manifest.ts';
import { defaultEntry, gallery } from './gallery.ts';
import { defaultScenario, parseScenario } from './parse-scenario.ts';
import { clusterOptions } from './scenario.ts';

const head = 'apiVersion: ordinal.dev/v1\nkind: Scenario\n';

function read(text: string) {
  const { documents, problems } = parseManifest(text);
  expect(problems).toEqual([]);
  return parseScenario(documents);
}

function scenarioOf(spec: string) {
  const { scenario, problems } = read(`${head}spec: ${spec}\n`);
  expect(problems).toEqual([]);
  return scenario;
}

const mistakes = (text: string) =>
  read(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

test('a file without a Scenario plays in the default world', () => {
  const { scenario, document } = read('kind: Pod\n');
  expect(document).toBeUndefined();
  expect(scenario).toEqual({
    name: '',
    about: '',
    kubernetes: '1.36',
    featureGates: {},
    seed: 1,
    startTimeMs: Date.UTC(2026, 0, 1),
    nodes: ['a', 'b', 'c'].map((letter, at) => ({
      ...{ name: `node-${at + 1}`, zone: `zone-${letter}`, cpu: '4', memory: '3840Mi', pods: 110 },
    })),
    images: [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1_000 }],
    quietAfterMs: 12_000,
    steps: [],
    end: { kind: 'when', when: { kind: 'quiet' } },
  });
});

test('a Scenario that says nothing is the default world too', () => {
  expect(read(head).scenario).toEqual(defaultScenario());
  expect(read(`${head}spec:\n`).scenario).toEqual(defaultScenario());
});

test('every field of the format is read', () => {
  const { scenario, problems } = read(`${head}metadata: {name: all, annotations: {about: "one sentence"}}
spec:
  kubernetes: "1.36"
  featureGates: {MaxUnavailableStatefulSet: true}
  seed: 7
  startTime: "2026-03-01T12:00:00+01:00"
  nodes:
    - {name: big, zone: z, cpu: 8, memory: 16Gi, pods: 30, labels: {disk: ssd}, taints: [{key: a, value: b, effect: NoSchedule}]}
    - {name: plain}
  images:
    - {match: "nginx:broken", pull: error}
    - {match: "busybox:*", pull: 1s, start: 2s, ready: 3s, stop: never, exit: {code: 2, after: 500ms}}
  quietAfter: 8s
  steps:
    - {when: quiet, run: "kubectl get pods"}
    - {at: 95s, node: web-2, run: "chaos power-off node/$NODE"}
    - {after: 1m, apply: "kind: Pod"}
    - request: {method: POST, path: /api/v1/pods, body: {a: 1}, contentType: application/json}
    - when: condition=Ready pod/web-0
  end: 45s
`);
  expect(problems).toEqual([]);
  expect(scenario).toMatchObject({ name: 'all', about: 'one sentence', seed: 7, quietAfterMs: 8_000 });
  expect(scenario.end).toEqual({ kind: 'after', ms: 45_000 });
  expect(scenario.steps.map(({ position: { line }, ...step }) => ({ line, ...step }))).toEqual([
    { line: 17, start: { kind: 'when', when: { kind: 'quiet' } }, action: { kind: 'run', line: 'kubectl get pods' } },
    {
      line: 18,
      start: { kind: 'at', ms: 95_000 },
      node: 'web-2',
      action: { kind: 'run', line: 'chaos power-off node/$NODE' },
    },
    { line: 19, start: { kind: 'after', ms: 60_000 }, action: { kind: 'apply', text: 'kind: Pod' } },
    {
      line: 20,
      start: { kind: 'now' },
      action: {
        kind: 'request',
        request: { method: 'POST', path: '/api/v1/pods', body: { a: 1 }, contentType: 'application/json' },
      },
    },
    { line: 21, start: { kind: 'when', when: expect.objectContaining({ type: 'Ready' }) }, action: { kind: 'none' } },
  ]);
  expect(clusterOptions(scenario)).toEqual({
    seed: 7,
    startTimeMs: Date.UTC(2026, 2, 1, 11),
    featureGates: { MaxUnavailableStatefulSet: true },
    nodes: [
      {
        ...{ name: 'big', zone: 'z', cpu: '8', memory: '16Gi', pods: 30, labels: { disk: 'ssd' } },
        taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }],
      },
      { name: 'plain', zone: 'zone-b', cpu: '4', memory: '3840Mi', pods: 110 },
    ],
    images: [
      { match: 'nginx:broken', pullMs: 'error', startMs: 0, readyMs: 0, stopMs: 1_000 },
      {
        match: 'busybox:*',
        pullMs: 1_000,
        startMs: 2_000,
        readyMs: 3_000,
        stopMs: 'never',
        exit: { code: 2, afterMs: 500 },
      },
      { match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1_000 },
    ],
  });
});

test('a number of nodes makes that many, in three zones in turn', () => {
  expect(scenarioOf('{nodes: 5}').nodes.map(({ name, zone }) => `${name} ${zone}`)).toEqual([
    ...['node-1 zone-a', 'node-2 zone-b', 'node-3 zone-c', 'node-4 zone-a', 'node-5 zone-b'],
  ]);
  expect(scenarioOf('{nodes: 0}').nodes).toEqual([]);
});

test('the end may be a condition', () => {
  expect(scenarioOf('{end: delete pod/web-0}').end).toMatchObject({ kind: 'when', when: { kind: 'delete' } });
});

test('unknown fields are refused with path, line and column', () => {
  const text = `${head}spec:\n  nodez: 3\n  steps:\n    - {runs: a}\n  images: [{match: a, writes: 1}]\nextra: 1\n`;
  expect(mistakes(text)).toEqual([
    expect.stringMatching(/^4:3 unknown field "spec.nodez"; known here: kubernetes, /),
    expect.stringMatching(/^6:8 unknown field "spec.steps\[0\].runs"; /),
    expect.stringMatching(/^7:23 unknown field "spec.images\[0\].writes"; /),
    '8:1 unknown field "extra"; known here: apiVersion, kind, metadata, spec',
  ]);
});

test.each([
  ['kubernetes: 1.36', 'spec.kubernetes must be a text; write it in quotes'],
  ['kubernetes: "1.20"', 'spec.kubernetes "1.20" is not simulated; known versions: 1.36'],
  [
    'featureGates: {Nope: true}',
    'spec.featureGates.Nope: this feature gate cannot be switched; those that can: MaxUnavailableStatefulSet',
  ],
  [
    'featureGates: {MaxUnavailableStatefulSet: "x"}',
    'spec.featureGates.MaxUnavailableStatefulSet must be true or false',
  ],
  ['seed: 1.5', 'spec.seed must be a whole number from 0 to 9007199254740991'],
  ['startTime: tomorrow', 'spec.startTime must be a time such as "2026-01-01T00:00:00Z"; it is "tomorrow"'],
  [
    'startTime: "2026-13-01T00:00:00Z"',
    'spec.startTime must be a time such as "2026-01-01T00:00:00Z"; it is "2026-13-01T00:00:00Z"',
  ],
  ['nodes: three', 'spec.nodes must be a number of nodes or a list of them'],
  ['nodes: -1', 'spec.nodes must be a whole number from 0 to 5000'],
  ['nodes: [{zone: a}]', 'spec.nodes[0].name is required; add it'],
  ['nodes: [{name: a}, {name: a}]', 'spec.nodes[1].name: the name "a" is already taken; choose another one'],
  ['nodes: [{name: A}]', expect.stringContaining('it is "A"')],
  ['nodes: [{name: a, cpu: lots}]', 'spec.nodes[0].cpu must be a quantity such as 4, 500m or 3840Mi; it is "lots"'],
  [
    'nodes: [{name: a, taints: [{key: a, effect: x}]}]',
    expect.stringMatching(/^spec.nodes\[0\].taints\[0\].effect must be one of/),
  ],
  ['nodes: [7]', 'spec.nodes[0] must be a mapping of fields'],
  ['images: {}', 'spec.images must be a list'],
  [
    'images: [{match: a, pull: 5}]',
    'spec.images[0].pull must be a duration such as 500ms, 10s, 5m or 1h30m; it is "5"',
  ],
  ['quietAfter: soon', expect.stringMatching(/^spec.quietAfter must be a duration/)],
  [
    'steps: [{run: "rm -rf /"}]',
    'spec.steps[0].run must be a line that begins with kubectl or chaos; it is "rm -rf /"',
  ],
  ['steps: [{run: kubectl x, apply: y}]', expect.stringMatching(/^spec.steps\[0\] has more than one of run, apply;/)],
  ['steps: [{at: 1s, after: 1s}]', expect.stringMatching(/^spec.steps\[0\] has more than one of at, after;/)],
  ['steps: [{at: }]', 'spec.steps[0].at is required; add it'],
  ['steps: [{when: calm}]', expect.stringMatching(/^spec.steps\[0\].when must be quiet, or what kubectl wait/)],
  ['steps: [{request: {method: GET}}]', 'spec.steps[0].request.path is required; add it'],
  [
    'steps: [{request: {method: get, path: /a}}]',
    expect.stringMatching(/^spec.steps\[0\].request.method must be one of GET/),
  ],
  ['steps: [~]', 'spec.steps[0] must be a mapping of fields'],
  ['end: 45', 'spec.end must be a text; write it in quotes'],
])('%s is refused', (spec, message) => {
  const { problems } = read(`${head}spec:\n  ${spec}\n`);
  expect(problems.map((problem) => problem.message)).toContainEqual(message);
  for (const { line, code, params } of problems) {
    expect(line).toBe(4);
    expect(code).toMatch(/^[a-z-]+$/);
    expect(params['path']).toMatch(/^spec\./);
  }
});

test('apiVersion is required and must be known', () => {
  expect(mistakes('kind: Scenario\n')).toEqual(['1:1 apiVersion is required; add it']);
  expect(mistakes('apiVersion: ordinal.dev/v2\nkind: Scenario\n')).toEqual([
    '1:13 apiVersion must be ordinal.dev/v1; "ordinal.dev/v2" is not known to this version',
  ]);
});

test('a second Scenario document is refused', () => {
  expect(mistakes(`${head}---\n${head}`)).toEqual([
    '5:7 a file has at most one Scenario document, and line 1 has one already; remove one of them',
  ]);
});

test('every recorded scenario is read', () => {
  const folder = new URL('../node/traces/runs/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const { scenario, problems, document } = read(readFileSync(new URL(file, folder), 'utf8'));
    expect(problems).toEqual([]);
    expect(document).toBeDefined();
    expect(`${scenario.name}.yaml`).toBe(file);
  }
});

test('the default of the gallery is the three documents of the recording seed-start, and how its world is', () => {
  const recorded = readFileSync(new URL('../node/traces/runs/seed-start.yaml', import.meta.url), 'utf8');
  const bodies = (text: string) => parseManifest(text).documents.map(({ body }) => body);
  expect(bodies(defaultEntry.text).slice(0, -1)).toEqual(bodies(recorded).slice(1));
  expect(read(recorded).scenario).toMatchObject({
    ...defaultScenario(),
    name: 'seed-start',
    about: expect.any(String),
  });
});

test('the ids of the gallery are unique', () => {
  expect(new Set(gallery.map(({ id }) => id)).size).toBe(gallery.length);
});
