// What kubectl prints about StatefulSets (KCTL- of the specification, and the envelopes of refusals), as whole transcripts.
import { expect, test } from 'vitest';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

/** A terminal a minute after a set of three was applied. */
function settled(text = webSet({ replicas: 3 })): Terminal {
  const terminal = terminalOn(defaultClass + headlessService + text);
  terminal.pass(60);
  return terminal;
}

const patch = (spec: string): string => `kubectl patch sts web -p '{"spec":${spec}}'`;

test('KCTL-1, KCTL-2: the columns of sets and of their revisions', () => {
  const two = webSet({ replicas: 3 }).replace('containers:\n', 'containers:\n        - {name: side, image: busybox}\n');
  const terminal = settled(two);
  expect(terminal.type('kubectl get sts')).toBe('NAME   READY   AGE\nweb    3/3     60s\n');
  expect(terminal.type('kubectl get sts -o wide')).toBe(
    'NAME   READY   AGE   CONTAINERS   IMAGES\nweb    3/3     60s   side,nginx   busybox,nginx:1.25\n',
  );
  expect(terminal.type('kubectl get controllerrevisions')).toMatch(
    /^NAME +CONTROLLER +REVISION +AGE\nweb-[a-z0-9]+ +statefulset\.apps\/web +1 +60s\n$/,
  );
});

const ready = 'Waiting for 1 pods to be ready...\n';

test('KCTL-3, KCTL-4, KCTL-8: a restart of three Pods, told as a partitioned roll out line by line', () => {
  const terminal = settled();
  expect(terminal.type('kubectl rollout restart sts/web')).toBe('statefulset.apps/web restarted\n');
  const out = (updated: number): string =>
    `Waiting for partitioned roll out to finish: ${updated} out of 3 new pods have been updated...\n`;
  const done = 'partitioned roll out complete: 3 new pods have been updated...\n';
  expect(terminal.type('kubectl rollout status sts/web')).toBe(
    `Waiting for statefulset spec update to be observed...\n${[0, 1, 2].map((updated) => out(updated) + ready.repeat(3)).join('')}${done}`,
  );
  expect(terminal.type('kubectl rollout status sts/web')).toBe(done);
  terminal.type(patch('{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}'));
  expect(terminal.type('kubectl rollout status sts/web')).toBe(
    'error: rollout status is only available for RollingUpdate strategy type\n(exit 1)',
  );
});

test('KCTL-3: without rollingUpdate the revisions are told', () => {
  const terminal = settled(webSet({ replicas: 2, spec: ['updateStrategy: {type: RollingUpdate}'] }));
  terminal.type('kubectl set image sts/web nginx=nginx:1.26');
  const revision = /[a-z0-9]+$/.exec(terminal.type('kubectl get controllerrevisions -o name').trim())?.[0];
  expect(revision).toBeDefined();
  const told = terminal.type('kubectl rollout status sts/web');
  const updated = terminal.run.cluster.head.get('StatefulSet', 'default/web')?.status.updateRevision;
  expect(told).toContain(`waiting for statefulset rolling update to complete 1 pods at revision ${updated}...\n`);
  expect(told).toMatch(new RegExp(`statefulset rolling update complete 2 pods at revision ${updated}\\.\\.\\.\\n$`));
});

test('KCTL-5: describe of a set, from its name to its Events', () => {
  const described = settled(webSet({ replicas: 3, claims: true })).type('kubectl describe sts web');
  const lines = described.slice(0, described.indexOf('Events:')).trimEnd().split('\n');
  expect(lines).toEqual([
    'Name:               web',
    'Namespace:          default',
    'CreationTimestamp:  Thu, 01 Jan 2026 00:00:00 +0000',
    'Selector:           app=nginx',
    'Labels:             <none>',
    'Annotations:        <none>',
    'Replicas:           3 desired | 3 total',
    'Update Strategy:    RollingUpdate',
    '  Partition:        0',
    'Pods Status:        3 Running / 0 Waiting / 0 Succeeded / 0 Failed',
    'Pod Template:',
    '  Labels:  app=nginx',
    '  Containers:',
    '   nginx:',
    '    Image:        nginx:1.25',
    '    Port:         <none>',
    '    Host Port:    <none>',
    '    Environment:  <none>',
    '    Mounts:',
    '      /usr/share/nginx/html from www (rw)',
    '  Volumes:         <none>',
    '  Node-Selectors:  <none>',
    '  Tolerations:     <none>',
    'Volume Claims:',
    '  Name:          www',
    '  StorageClass:  ',
    '  Labels:        <none>',
    '  Annotations:   <none>',
    '  Capacity:      1Gi',
    '  Access Modes:  [ReadWriteOnce]',
  ]);
  expect(settled(webSet({ spec: ['updateStrategy: {type: OnDelete}'] })).type('kubectl describe sts web')).toMatch(
    /Update Strategy: +OnDelete\nPods Status:[^]*\nVolume Claims: +<none>\n/,
  );
});

test('KCTL-6: deletion by force warns', () => {
  const printed = settled().type('kubectl delete pod web-0 --grace-period=0 --force');
  expect(printed.trimEnd().split('\n').sort()).toEqual([
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.',
    'pod "web-0" force deleted from default namespace',
  ]);
});

test('KCTL-7: in one line what was done to a set', () => {
  const terminal = settled();
  const lines: readonly (readonly [string, string])[] = [
    ['kubectl scale sts web --replicas=4', 'statefulset.apps/web scaled'],
    ['kubectl scale sts web --current-replicas=9 --replicas=3', 'error: Expected replicas to be 9, was 4'],
    [patch('{"replicas":3}'), 'statefulset.apps/web patched'],
    ['kubectl set image sts/web nginx=nginx:1.26', 'statefulset.apps/web image updated'],
    ['kubectl rollout restart sts/web', 'statefulset.apps/web restarted'],
    ['kubectl rollout undo sts/web', 'statefulset.apps/web rolled back'],
    ['kubectl label sts web a=b', 'statefulset.apps/web labeled'],
    ['kubectl label sts web a-', 'statefulset.apps/web unlabeled'],
    ['kubectl rollout pause sts/web', 'error: statefulsets.apps "web" pausing is not supported'],
    ['kubectl delete sts web', 'statefulset.apps "web" deleted from default namespace'],
  ];
  for (const [line, printed] of lines) {
    expect(terminal.type(line).split('\n')).toContain(printed);
    terminal.pass(20);
  }
});

test('STS-VAL-0d: one error on a line, several on lines of their own', () => {
  const terminal = settled();
  const replicas = 'spec.replicas: Invalid value: -1: must be greater than or equal to 0';
  const seconds = 'spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0';
  expect(terminal.type(patch('{"replicas":-1}'))).toBe(`The StatefulSet "web" is invalid: ${replicas}\n(exit 1)`);
  expect(terminal.type(patch('{"replicas":-1,"minReadySeconds":-2}'))).toBe(
    `The StatefulSet "web" is invalid: \n* ${replicas}\n* ${seconds}\n(exit 1)`,
  );
});

test('STS-VAL-0e: other refusals as kubectl prints them', () => {
  const terminal = settled();
  expect(terminal.type('kubectl get sts nope')).toBe(
    'Error from server (NotFound): statefulsets.apps "nope" not found\n(exit 1)',
  );
  expect(terminal.type(`kubectl patch sts web --type=merge -p '{"metadata":{"resourceVersion":"1"}}'`)).toBe(
    'Error from server (Conflict): Operation cannot be fulfilled on statefulsets.apps "web": the object has been modified; please apply your changes to the latest version and try again\n(exit 1)',
  );
  const body = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec: {} };
  const path = '/apis/apps/v1/namespaces/default/statefulsets';
  const { spec } = terminal.run.cluster.head.get('StatefulSet', 'default/web') ?? body;
  terminal.run.submit({ kind: 'request', value: JSON.stringify({ method: 'POST', path, body: { ...body, spec } }) });
  const answer = terminal.run.answers.at(-1);
  expect(answer && 'request' in answer ? [answer.status, answer.answer] : answer).toEqual([
    409,
    expect.objectContaining({ reason: 'AlreadyExists', message: 'statefulsets.apps "web" already exists' }),
  ]);
});

test('STS-UNDO-3: the history of a set, one revision of it, and what is not there', () => {
  const terminal = settled();
  const history = 'kubectl rollout history sts/web';
  terminal.type('kubectl set image sts/web nginx=nginx:1.26');
  terminal.type('kubectl rollout status sts/web');
  const [first = ''] = terminal.type('kubectl get controllerrevisions --sort-by=.revision -o name').split('\n');
  terminal.type(`kubectl annotate ${first} kubernetes.io/change-cause='the first try'`);
  expect(terminal.type(history)).toBe(
    'statefulset.apps/web \nREVISION  CHANGE-CAUSE\n1         the first try\n2         <none>\n\n',
  );
  expect(terminal.type(`${history} --revision=2`)).toBe(
    [
      'statefulset.apps/web with revision #2',
      'Pod Template:',
      '  Labels:\tapp=nginx',
      '  Containers:',
      '   nginx:',
      '    Image:\tnginx:1.26',
      '    Port:\t<none>',
      '    Host Port:\t<none>',
      '    Environment:\t<none>',
      '    Mounts:\t<none>',
      '  Volumes:\t<none>',
      '  Node-Selectors:\t<none>',
      '  Tolerations:\t<none>\n\n',
    ].join('\n'),
  );
  expect(terminal.type(`${history} --revision=9`)).toBe('error: unable to find the specified revision\n(exit 1)');
  terminal.type('kubectl delete controllerrevisions --all');
  expect(terminal.type(history)).toBe('statefulset.apps/web \nNo rollout history found.\n');
});
