// The four things a person can do about a Pod of a lost node, and what each leads to in truth: in objects, and in processes, which
// is not the same where the machine runs on unheard (4.4 of the specification). Then nodes that are tainted by hand.
import { expect, test } from 'vitest';
import { headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

interface Story extends Terminal {
  /** Of web-1, before anything happened. */
  readonly node: string;
  readonly uid: string;
}

const podIn = ({ run }: Terminal) => run.cluster.head.get('Pod', 'default/web-1');

/** A minute after a set without volumes was applied. */
function settled(): Story {
  const terminal = terminalOn(headlessService + webSet({ replicas: 3 }));
  terminal.pass(60);
  const pod = podIn(terminal);
  return { ...terminal, node: pod?.spec.nodeName ?? '', uid: pod?.metadata.uid ?? '' };
}

/** Machines on which a process of web-1 runs. */
function runningOn({ run: { cluster } }: Terminal): readonly string[] {
  return cluster.head
    .machines()
    .flatMap(({ node }) => cluster.head.sandboxesOn(node))
    .filter(({ name }) => name === 'web-1')
    .flatMap(({ node, processes }) =>
      processes.some(({ exitAtMs = Infinity }) => exitAtMs > cluster.nowMs) ? [node] : [],
    );
}

const lines = {
  force: () => 'kubectl delete pod web-1 --grace-period=0 --force',
  deleteNode: (node: string) => `kubectl delete node ${node}`,
  outOfService: (node: string) =>
    `kubectl taint nodes ${node} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
} as const;

const faults = [
  { fault: 'power-off', mend: 'power-on', runsOn: false },
  { fault: 'cut', mend: 'heal', runsOn: true },
] as const;

for (const { fault, mend, runsOn } of faults) {
  test(`NODE-23, NODE-30: after ${fault}, waiting makes no second web-1, and the cluster says for whom it waits`, () => {
    const story = settled();
    story.type(`chaos ${fault} node/${story.node}`);
    story.pass(600);
    expect([podIn(story)?.metadata.uid, podIn(story)?.metadata.deletionTimestamp === undefined]).toEqual([
      story.uid,
      false,
    ]);
    expect(runningOn(story)).toEqual(runsOn ? [story.node] : []);
    expect(story.run.state().kind).toBe('blocked');
    expect(story.run.cluster.head.waits()).toContainEqual(
      expect.objectContaining({
        component: 'kubelet',
        reason: { rule: 'NODE-23', params: expect.objectContaining({ pod: 'web-1', node: story.node }) },
      }),
    );
    story.type(`chaos ${mend} node/${story.node}`);
    story.pass(60);
    expect(podIn(story)?.metadata.uid).not.toBe(story.uid);
    expect(runningOn(story)).toEqual([podIn(story)?.spec.nodeName]);
  });

  for (const [choice, rule, seconds] of [
    ['force', 'NODE-41', 10],
    ['deleteNode', 'NODE-42', 90],
    ['outOfService', 'NODE-43', 30],
  ] as const)
    test(`${rule}, NODE-45: after ${fault}, ${choice} makes web-1 elsewhere${runsOn ? ', and then there are two' : ''}`, () => {
      const story = settled();
      story.type(`chaos ${fault} node/${story.node}`);
      story.pass(120);
      story.type(lines[choice](story.node));
      story.pass(seconds);
      const now = podIn(story);
      const elsewhere = now?.spec.nodeName ?? '';
      expect([now?.status.phase, now?.metadata.uid === story.uid, elsewhere === story.node]).toEqual([
        'Running',
        false,
        false,
      ]);
      expect([...runningOn(story)].sort()).toEqual([elsewhere, ...(runsOn ? [story.node] : [])].sort());
      story.type(`chaos ${mend} node/${story.node}`);
      story.pass(60);
      expect([podIn(story)?.metadata.uid, runningOn(story)]).toEqual([now?.metadata.uid, [elsewhere]]);
    });
}

test('NODE-43: of a node that is Ready the taint drives Pods out as any other, and nobody forgets them by force', () => {
  const story = settled();
  story.type(lines.outOfService(story.node));
  story.pass(1);
  expect(podIn(story)?.metadata.deletionGracePeriodSeconds).toBeGreaterThan(0);
  expect(runningOn(story)).toEqual([story.node]);
});

const toleration = (value: string, seconds: string): string =>
  `[{key: a, operator: Equal, value: ${value}, effect: NoExecute${seconds}}]`;

test.each([
  ['the value it tolerates is exchanged for another', ', tolerationSeconds: 300', 'a=c:NoExecute --overwrite', true],
  ['the same value is written again', ', tolerationSeconds: 300', 'a=b:NoExecute --overwrite', false],
  ['another taint comes that it does not tolerate', '', 'other=b:NoExecute', true],
])('NODE-20: a Pod on a node tainted by hand, when %s', (_when, seconds, second, leaves) => {
  const terminal = terminalOn(`apiVersion: v1
kind: Pod
metadata: {name: web-1}
spec: {containers: [{name: nginx, image: nginx:1.25}], tolerations: ${toleration('b', seconds)}}
`);
  terminal.pass(30);
  const node = podIn(terminal)?.spec.nodeName ?? '';
  expect(terminal.type(`kubectl taint nodes ${node} a=b:NoExecute`)).toBe(`node/${node} tainted\n`);
  terminal.pass(5);
  expect(podIn(terminal)?.metadata.deletionTimestamp).toBeUndefined();
  terminal.type(`kubectl taint nodes ${node} ${second}`);
  terminal.pass(0.5);
  expect(podIn(terminal)?.metadata.deletionTimestamp !== undefined).toBe(leaves);
});
