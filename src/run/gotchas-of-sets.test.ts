// The surprises of StatefulSets that people meet (GOT- of the specification), each played until the surprise is there: in how
// Pods are made, replaced and removed. Those of storage and of lost nodes have files of their own.
import { expect, test } from 'vitest';
import { headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';
import { scenario } from './testing/texts.ts';

const brokenImages = scenario('images: [{match: "broken*", pull: error}]');
const probed = ['readinessProbe: {periodSeconds: 1, failureThreshold: 1, exec: {command: [ready]}}'];

/** A terminal 30 s after a text was applied. */
function settled(text: string): Terminal {
  const terminal = terminalOn(text);
  terminal.pass(30);
  return terminal;
}

/** Types and lets 30 s pass. */
function after(terminal: Terminal, ...lines: readonly string[]): Terminal {
  for (const line of lines) terminal.type(line);
  terminal.pass(30);
  return terminal;
}

const pods = ({ run }: Terminal): string[] =>
  run.cluster.head.list('Pod').map(({ metadata, spec, status }) => {
    const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
    return `${metadata.name} ${spec.containers[0]?.image} ${ready ? 'ready' : 'not ready'}`;
  });
const names = ({ run }: Terminal): string[] => run.cluster.head.list('Pod').map(({ metadata }) => metadata.name);
const uids = ({ run }: Terminal): string[] => run.cluster.head.list('Pod').map(({ metadata }) => metadata.uid);
const patched = (spec: string): string => `kubectl patch sts web --type=merge -p '{"spec":${spec}}'`;
const image = (name: string): string => `kubectl set image sts/web nginx=${name}`;
const deleted = ({ run }: Terminal): string[] => {
  const marked = run.cluster
    .changes(0)
    .filter(
      (change) =>
        change.kind === 'Pod' &&
        change.before?.metadata.deletionTimestamp === undefined &&
        change.after?.metadata.deletionTimestamp !== undefined,
    );
  return marked.map(({ key }) => key.replace('default/', ''));
};

test('GOT-3: taking a broken update back does not help in order, does in parallel, and deleting the Pod always does', () => {
  const broken = ['web-0 nginx:1.25 ready', 'web-1 nginx:1.25 ready', 'web-2 broken:1 not ready'];
  const mended = ['web-0 nginx:1.25 ready', 'web-1 nginx:1.25 ready', 'web-2 nginx:1.25 ready'];
  const ordered = after(settled(brokenImages + webSet({ replicas: 3 })), image('broken:1'));
  expect(pods(ordered)).toEqual(broken);
  expect(pods(after(ordered, image('nginx:1.25')))).toEqual(broken);
  ordered.pass(3600);
  expect(pods(ordered)).toEqual(broken);
  expect(pods(after(ordered, 'kubectl delete pod web-2'))).toEqual(mended);

  const inParallel = webSet({ replicas: 3, spec: ['podManagementPolicy: Parallel'] });
  const parallel = after(settled(brokenImages + inParallel), image('broken:1'));
  expect(pods(parallel)).toEqual(broken);
  expect(pods(after(parallel, image('nginx:1.25')))).toEqual(mended);

  const gate = scenario('images: [{match: "broken*", pull: error}]\nfeatureGates: {MaxUnavailableStatefulSet: true}');
  const gated = after(settled(gate + inParallel), image('broken:1'));
  expect(pods(gated)).toEqual(broken);
  expect(pods(after(gated, image('nginx:1.25')))).toEqual(broken);
});

test('GOT-6: scaling down asks for healthy replicas, and takes at most one broken Pod of those that go', () => {
  const five = webSet({ replicas: 5, container: probed });
  const left = (unready: readonly number[]): string[] => {
    const terminal = after(settled(five), ...unready.map((ordinal) => `chaos unready pod/web-${ordinal}`));
    after(terminal, 'kubectl scale sts web --replicas=2');
    return names(terminal);
  };
  expect(left([4])).toEqual(['web-0', 'web-1']);
  expect(left([3])).toEqual(['web-0', 'web-1']);
  expect(left([4, 3])).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
  expect(left([1])).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
});

test('GOT-8: deleting the set takes all Pods at once; scaled to 0 before, they go from behind', () => {
  const atOnce = settled(webSet({ replicas: 3 }));
  const beginMs = atOnce.run.cluster.nowMs;
  after(atOnce, 'kubectl delete sts web');
  const marks = atOnce.run.cluster
    .changes(0)
    .filter(
      (it) => it.kind === 'Pod' && it.after?.metadata.deletionTimestamp && !it.before?.metadata.deletionTimestamp,
    );
  expect([marks.length, Math.max(...marks.map(({ atMs }) => atMs)) - beginMs < 1000]).toEqual([3, true]);
  const inOrder = after(settled(webSet({ replicas: 3 })), 'kubectl scale sts web --replicas=0');
  expect(deleted(inOrder)).toEqual(['web-2', 'web-1', 'web-0']);
});

test('GOT-9: a patch of nothing but the type does not make a set OnDelete', () => {
  const terminal = settled(webSet());
  const type = (): string | undefined =>
    terminal.run.cluster.head.get('StatefulSet', 'default/web')?.spec.updateStrategy?.type;
  const strategy = (value: string): string => `kubectl patch sts web -p '{"spec":{"updateStrategy":${value}}}'`;
  expect(terminal.type(strategy('{"type":"OnDelete"}'))).toBe(
    `The StatefulSet "web" is invalid: spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":0,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'\n(exit 1)`,
  );
  expect(type()).toBe('RollingUpdate');
  expect(terminal.type(strategy('{"type":"OnDelete","rollingUpdate":null}'))).toBe('statefulset.apps/web patched\n');
  expect(type()).toBe('OnDelete');
});

test('GOT-10: without its Service a set runs, nothing warns, and no name is found', () => {
  const terminal = settled(webSet());
  expect(pods(terminal)).toEqual(['web-0 nginx:1.25 ready', 'web-1 nginx:1.25 ready']);
  const { head } = terminal.run.cluster;
  expect(head.list('Event').filter((event) => event.type === 'Warning')).toEqual([]);
  const lookup = 'kubectl exec web-0 -- nslookup web-1.nginx';
  expect(terminal.type(lookup)).toContain('NXDOMAIN');
  terminal.run.submit({ kind: 'edit', value: webSet() + headlessService });
  terminal.pass(5);
  expect(terminal.type(lookup)).toContain('Name:   web-1.nginx.default.svc.cluster.local\n');
});

test('GOT-14: another first ordinal is a migration: the new Pods come first, then the old ones go from behind', () => {
  const terminal = settled(webSet());
  const revision = terminal.run.cluster.head.cursor.revision;
  after(terminal, patched('{"ordinals":{"start":2}}'));
  const story = terminal.run.cluster.changes(revision).flatMap((change) => {
    if (change.kind !== 'Pod') return [];
    if (!change.before) return [`${change.key} created`];
    const isMarked = !change.before.metadata.deletionTimestamp && change.after?.metadata.deletionTimestamp;
    return isMarked ? [`${change.key} deleted`] : [];
  });
  expect(story).toEqual([
    'default/web-2 created',
    'default/web-3 created',
    'default/web-1 deleted',
    'default/web-0 deleted',
  ]);
  expect(names(terminal)).toEqual(['web-2', 'web-3']);
});

test('GOT-16: with its gate on, a maxUnavailable in percent is rounded down', () => {
  const gate = scenario('images: [{match: "broken*", pull: error}]\nfeatureGates: {MaxUnavailableStatefulSet: true}');
  const down = (replicas: number, share: string): number => {
    const strategy = `updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: ${share}}}`;
    const terminal = settled(gate + webSet({ replicas, spec: ['podManagementPolicy: Parallel', strategy] }));
    return pods(after(terminal, image('broken:1'))).filter((pod) => pod.endsWith(' not ready')).length;
  };
  expect([down(5, '30%'), down(5, '50%'), down(10, '25%'), down(10, '5%')]).toEqual([1, 2, 2, 1]);
});

test('GOT-19: sets whose selectors overlap leave each other alone', () => {
  const terminal = settled(webSet() + webSet({ name: 'db', replicas: 1 }));
  const owners = terminal.run.cluster.head.list('Pod').map(({ metadata }) => metadata.ownerReferences?.[0]?.name);
  expect([names(terminal), owners]).toEqual([
    ['db-0', 'web-0', 'web-1'],
    ['db', 'web', 'web'],
  ]);
  expect(uids(after(terminal, 'kubectl get pods'))).toEqual(uids(terminal));
  expect(names(after(terminal, 'kubectl scale sts web --replicas=1'))).toEqual(['db-0', 'web-0']);
});

test('GOT-22: undo twice is where one began, and the numbers of revisions have gaps', () => {
  const terminal = after(settled(webSet()), image('nginx:1.26'));
  const numbers = (): string =>
    terminal
      .type('kubectl rollout history sts/web')
      .replaceAll(/[^\d\n]/g, '')
      .trim();
  expect(numbers()).toBe('1\n2');
  after(terminal, 'kubectl rollout undo sts/web');
  expect([numbers(), pods(terminal)[0]]).toEqual(['2\n3', 'web-0 nginx:1.25 ready']);
  after(terminal, 'kubectl rollout undo sts/web');
  expect([numbers(), pods(terminal)[0]]).toEqual(['3\n4', 'web-0 nginx:1.26 ready']);
});

test('GOT-23: labels and annotations of the set change nothing, those of the template every Pod', () => {
  const terminal = settled(webSet());
  const before = uids(terminal);
  after(terminal, 'kubectl label sts web tier=front', 'kubectl annotate sts web note=x');
  expect(uids(terminal)).toEqual(before);
  after(terminal, patched('{"template":{"metadata":{"annotations":{"note":"x"}}}}'));
  expect(uids(terminal).some((uid) => before.includes(uid))).toBe(false);
});

test('GOT-27: under OnDelete the revisions of a set stay apart for ever', () => {
  const terminal = settled(webSet({ spec: ['updateStrategy: {type: OnDelete}'] }));
  after(terminal, image('nginx:1.26'));
  expect(pods(terminal)).toEqual(['web-0 nginx:1.25 ready', 'web-1 nginx:1.25 ready']);
  after(terminal, 'kubectl delete pod web-0 web-1');
  expect(pods(terminal)).toEqual(['web-0 nginx:1.26 ready', 'web-1 nginx:1.26 ready']);
  terminal.pass(3600);
  const status = terminal.run.cluster.head.get('StatefulSet', 'default/web')?.status;
  expect([status?.updatedReplicas, status?.currentReplicas]).toEqual([2, undefined]);
  expect(status?.currentRevision).not.toBe(status?.updateRevision);
});

test('GOT-29, STS-VAL-2: a name with too little room for a hash is accepted and never gets a Pod', () => {
  const name = 'w'.repeat(55);
  const terminal = settled(webSet({ name, replicas: 1 }));
  expect(terminal.type('kubectl get sts')).toContain(`${name}   0/1`);
  expect(names(terminal)).toEqual([]);
  const [event] = terminal.run.cluster.head.list('Event').filter(({ type }) => type === 'Warning');
  expect([event?.reason, event?.message]).toEqual([
    'FailedCreate',
    expect.stringMatching(
      new RegExp(
        `^Create Pod ${name}-0 in StatefulSet ${name} failed error: Pod "${name}-0" is invalid: .*must be no more than 63`,
      ),
    ),
  ]);
});
