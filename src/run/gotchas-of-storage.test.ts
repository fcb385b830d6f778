// The surprises with the volumes of StatefulSets (GOT- of the specification), each played until the surprise is there.
import { expect, test } from 'vitest';
import { defaultClass, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

/** A terminal 60 s after a text was applied. */
function settled(text: string): Terminal {
  const terminal = terminalOn(text);
  terminal.pass(60);
  return terminal;
}

/** Types and lets 60 s pass. */
function after(terminal: Terminal, ...lines: readonly string[]): Terminal {
  for (const line of lines) terminal.type(line);
  terminal.pass(60);
  return terminal;
}

const claims = ({ run }: Terminal): string[] =>
  run.cluster.head
    .list('PersistentVolumeClaim')
    .map(({ metadata, spec, status }) => `${metadata.name} ${status.phase} ${spec.volumeName ?? '-'}`);
const pods = ({ run }: Terminal): string[] =>
  run.cluster.head.list('Pod').map(({ metadata, status }) => `${metadata.name} ${status.phase}`);

test('GOT-4: claims outlive a smaller set and a deleted one, and are found again', () => {
  const text = defaultClass + webSet({ claims: true });
  const terminal = settled(text);
  const before = claims(terminal);
  expect(before).toHaveLength(2);
  expect(claims(after(terminal, 'kubectl scale sts web --replicas=0'))).toEqual(before);
  expect(pods(terminal)).toEqual([]);
  expect(claims(after(terminal, 'kubectl scale sts web --replicas=2'))).toEqual(before);
  expect(claims(after(terminal, 'kubectl delete sts web'))).toEqual(before);
  terminal.run.submit({ kind: 'edit', value: text });
  expect(claims(after(terminal))).toEqual(before);
  expect(pods(terminal)).toEqual(['web-0 Running', 'web-1 Running']);
});

test('GOT-5, STS-STALE-2: a quick way down and up again loses the data, and the Pod comes only when its set is touched', () => {
  const policy = 'persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}';
  const terminal = settled(defaultClass + webSet({ claims: true, spec: [policy] }));
  const [first, second] = claims(terminal);
  terminal.type('kubectl scale sts web --replicas=1');
  terminal.pass(1);
  after(terminal, 'kubectl scale sts web --replicas=2');
  expect([claims(terminal), pods(terminal)]).toEqual([[first], ['web-0 Running']]);
  after(terminal, 'kubectl label sts web touched=yes');
  const [, secondNow] = claims(terminal);
  expect(secondNow).toMatch(/^www-web-1 Bound pvc-/);
  expect(secondNow).not.toBe(second);
});

test('GOT-7: a template of claims cannot grow; the claims can, by hand, and then a new set around the old Pods', () => {
  const terminal = settled(defaultClass + webSet({ claims: true }));
  const larger = terminal.run.submit({ kind: 'edit', value: defaultClass + webSet({ claims: true, size: '2Gi' }) });
  expect(larger.kind === 'edit' && larger.refusals.map(({ message }) => message)).toEqual([
    expect.stringContaining('updates to statefulset spec for fields other than'),
  ]);
  const grow = (claim: string): string =>
    `kubectl patch pvc ${claim} -p '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'`;
  after(terminal, grow('www-web-0'), grow('www-web-1'), 'kubectl delete sts web --cascade=orphan');
  const uids = terminal.run.cluster.head.list('Pod').map(({ metadata }) => metadata.uid);
  terminal.run.submit({ kind: 'edit', value: defaultClass + webSet({ claims: true, size: '2Gi' }) });
  after(terminal);
  const { head } = terminal.run.cluster;
  expect(head.list('PersistentVolumeClaim').map(({ status }) => status.capacity?.storage)).toEqual(['2Gi', '2Gi']);
  expect(head.list('Pod').map(({ metadata }) => metadata.uid)).toEqual(uids);
  expect(head.get('StatefulSet', 'default/web')?.status.readyReplicas).toBe(2);
});

test('GOT-11: without its class the first Pod waits for ever, and the set says nothing of it', () => {
  const terminal = settled(webSet({ claims: true, replicas: 3 }));
  terminal.pass(3000);
  expect([claims(terminal), pods(terminal)]).toEqual([['www-web-0 Pending -'], ['web-0 Pending']]);
  const events = terminal.run.cluster.head
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.kind === 'StatefulSet');
  expect(events.map(({ reason }) => reason)).toEqual(['SuccessfulCreate', 'SuccessfulCreate']);
});

test('GOT-24: a claim made by hand is used as it is, whatever its size', () => {
  const byHand = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: www-web-0}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 7Gi}}}
---
`;
  const terminal = settled(defaultClass + byHand + webSet({ claims: true }));
  const { head } = terminal.run.cluster;
  const sizes = head
    .list('PersistentVolumeClaim')
    .map(({ metadata, status }) => [metadata.name, status.capacity?.storage]);
  expect(sizes).toEqual([
    ['www-web-0', '7Gi'],
    ['www-web-1', '1Gi'],
  ]);
  expect(pods(terminal)).toEqual(['web-0 Running', 'web-1 Running']);
});
