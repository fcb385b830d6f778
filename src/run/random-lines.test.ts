// Random command lines, some nearly right: none throws or hangs, and the cluster changes by inputs only. RANDOM_LINES says how
// many; 10,000 have been run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { startedRun } from './testing/texts.ts';

const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 2
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: nginx:1.25}]}
`;

const words = [
  ...['get', 'delete', 'apply', 'create', 'scale', 'set', 'image', 'patch', 'label', 'annotate', 'cordon', 'uncordon'],
  ...['rollout', 'status', 'restart', 'undo', 'history', 'crash', 'unready', 'ready', 'power-off', 'power-on', 'cut'],
  ...['heal', 'reboot', 'stop-kubelet', 'sts', 'sts/web', 'pod', 'pods', 'pod/web-0', 'web', 'web-0', 'web-1', 'node'],
  ...['node/node-1', 'node-1', 'pvc', 'all', 'sts,pods', 'cm/kube-root-ca.crt', 'events', 'nginx=nginx:1.26', '*=x'],
  ...['a=b', 'a-', '=', '-', '--', '-f', '-l', 'app=web', '-o', 'yaml', 'json', 'wide', 'name', '-A', '-n', 'nowhere'],
  ...['--replicas=3', '--replicas', '99999999999', '--all', '--force', '--grace-period=0', '--wait=false', '-p'],
  ...['{"spec":{"replicas":1}}', '[{"op":"remove","path":"/spec"}]', '{"a":', 'null', '--type=json', '--type=merge'],
  ...['--subresource=status', '--to-revision=1', '--timeout=1s', '--cascade=orphan', '--overwrite', '--dry-run=client'],
  ...['jsonpath={.items[*].metadata.name}', 'jsonpath={range .items[*]}{..*}', 'jsonpath={..*..*..*}', '--sort-by=.x'],
  ...[
    'custom-columns=A:.metadata.name',
    '--show-labels',
    '__proto__',
    'constructor',
    'toString',
    '[1]',
    '-w',
    '--help',
  ],
  ...[
    'describe',
    'replace',
    'version',
    'exec',
    'wait',
    'taint',
    'drain',
    'nslookup',
    'web-0.web',
    '--for=condition=Ready',
    '--for=delete',
    'a=b:NoExecute',
  ],
  ...[
    '--server-side',
    '--force-conflicts',
    '--field-manager=x',
    '--watch-only',
    '--output-watch-events',
    'a:NoSchedule-',
  ],
  ...[
    `'${'['.repeat(4000)}'`,
    `'${'{"a":'.repeat(1500)}1${'}'.repeat(1500)}'`,
    `'jsonpath=${'{range .items[*]}'.repeat(30)}'`,
  ],
];

const word = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: fc.string() });
const command = fc
  .tuple(fc.constantFrom('kubectl', 'kubectl', 'kubectl', 'kubectl', 'chaos', 'rm'), fc.array(word, { maxLength: 7 }))
  .map(([program, rest]) => [program, ...rest].join(' '));
const line = fc.oneof({ weight: 19, arbitrary: command }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

const linesEach = 100;
const runs = Math.ceil(Number(process.env['RANDOM_LINES'] ?? 500) / linesEach);

test('random lines never throw or hang, and change the cluster only as inputs', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: linesEach, maxLength: linesEach }), (lines) => {
      const run = startedRun(text);
      run.advanceTo(30_000);
      for (const typed of lines) answersAtOnce(run, typed);
      run.advanceTo(40_000);
    }),
    { numRuns: runs },
  );
});

function answersAtOnce(run: Run, typed: string): void {
  const before = run.cluster.head.cursor.revision;
  const result = run.submit({ kind: 'line', value: typed });
  expect(result).toMatchObject({ kind: 'line', answer: run.answers.length - 1 });
  expect(run.cluster.nowMs).toBe(30_000);
  for (const { cause } of run.cluster.changes(before)) expect('timer' in cause).toBe(false);
}
