// What `kubectl rollout` says of Deployments and does with them.
import { expect, test } from 'vitest';
import { createTerminal } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: c, image: 'nginx:1'}]}
`;

function started(): Terminal {
  const terminal = createTerminal({ '-': text });
  terminal.type('kubectl apply -f -');
  return terminal;
}

/** With a second revision. */
function updated(): Terminal {
  const terminal = started();
  terminal.cluster.advanceTo(10_000);
  terminal.type('kubectl set image deploy/shop c=nginx:2');
  terminal.cluster.advanceTo(30_000);
  return terminal;
}

const imageIn = ({ cluster }: Terminal): string | undefined =>
  cluster.head.get('Deployment', 'default/shop')?.spec.template.spec.containers[0]?.image;

test('DEP-13, K-77: rollout status follows a Deployment until it is done', () => {
  const terminal = started();
  const { exit, stdout } = terminal.type('kubectl rollout status deploy/shop');
  const start = 'Waiting for deployment "shop" rollout to finish:';
  const lines = stdout.trimEnd().split('\n');
  expect(exit).toBe(0);
  expect(lines[0]).toBe('Waiting for deployment spec update to be observed...');
  expect(lines).toContain(`${start} 0 of 2 updated replicas are available...`);
  expect(lines.at(-1)).toBe('deployment "shop" successfully rolled out');
  terminal.type('kubectl set image deploy/shop c=nginx:2');
  const again = terminal.type('kubectl rollout status deploy/shop').stdout;
  expect(again).toContain(`${start} 1 out of 2 new replicas have been updated...\n`);
  expect(again).toContain(`${start} 1 old replicas are pending termination...\n`);
});

test('DEP-13: a rollout that is stuck ends the command', () => {
  const terminal = started();
  terminal.cluster.advanceTo(10_000);
  const patch = '{"spec":{"progressDeadlineSeconds":5,"template":{"spec":{"nodeSelector":{"a":"b"}}}}}';
  terminal.type(`kubectl patch deploy shop -p '${patch}'`);
  const { exit, stderr } = terminal.type('kubectl rollout status deploy/shop');
  expect([exit, stderr]).toEqual([1, 'error: deployment "shop" exceeded its progress deadline\n']);
});

test('K-42: the history of a Deployment is that of its ReplicaSets', () => {
  const terminal = updated();
  expect(terminal.type('kubectl rollout history deploy/shop').stdout).toBe(
    'deployment.apps/shop \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
  );
  const one = terminal.type('kubectl rollout history deploy/shop --revision=1').stdout;
  expect(one).toContain('deployment.apps/shop with revision #1\nPod Template:\n');
  expect(one).toContain('nginx:1');
  expect(terminal.type('kubectl rollout history deploy/shop --revision=7').stderr).toBe(
    'error: unable to find the specified revision\n',
  );
});

test('K-43, DEP-21: undo goes back to the last template, or to the one that is asked for', () => {
  const terminal = updated();
  const { exit, stdout, stderr } = terminal.type('kubectl rollout undo deploy/shop');
  expect([exit, stdout]).toEqual([0, 'deployment.apps/shop rolled back\n']);
  expect(stderr).toContain("Warning: resource deployments/shop was previously managed with 'kubectl apply'.");
  expect(imageIn(terminal)).toBe('nginx:1');
  terminal.cluster.advanceTo(60_000);
  expect(terminal.type('kubectl rollout undo deploy/shop --to-revision=3').stdout).toBe(
    'deployment.apps/shop skipped rollback (current template already matches revision 3)\n',
  );
  expect(terminal.type('kubectl rollout undo deploy/shop --to-revision=9').stderr).toContain(
    'error: unable to find specified revision 9 in history\n',
  );
  const fresh = started();
  fresh.cluster.advanceTo(10_000);
  expect(fresh.type('kubectl rollout undo deploy/shop').stderr).toContain(
    'error: no rollout history found for deployment "shop"\n',
  );
});

test('DEP-21: a Deployment that is paused is not rolled back, nor restarted', () => {
  const terminal = updated();
  expect(terminal.type('kubectl rollout pause deploy/shop').stdout).toBe('deployment.apps/shop paused\n');
  expect(terminal.type('kubectl rollout pause deploy/shop').stderr).toBe(
    'error: deployments.apps "shop" is already paused\n',
  );
  expect(terminal.type('kubectl rollout undo deploy/shop').stderr).toContain(
    "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again\n",
  );
  expect(terminal.type('kubectl rollout restart deploy/shop').stderr).toBe(
    'error: deployments.apps "shop" can\'t restart paused deployment (run rollout resume first)\n',
  );
  expect(terminal.type('kubectl rollout resume deploy/shop').stdout).toBe('deployment.apps/shop resumed\n');
  expect(terminal.type('kubectl rollout restart deploy/shop').stdout).toBe('deployment.apps/shop restarted\n');
});

test('TBL-3, TBL-5: get shows Deployments, ReplicaSets and budgets', () => {
  const terminal = started();
  terminal.cluster.advanceTo(10_000);
  expect(terminal.type('kubectl get deploy').stdout).toBe(
    'NAME   READY   UP-TO-DATE   AVAILABLE   AGE\nshop   2/2     2            2           10s\n',
  );
  expect(terminal.type('kubectl get rs').stdout).toMatch(
    /^NAME +DESIRED +CURRENT +READY +AGE\nshop-[456789bcdf]+ +2 +2 +2 +10s\n$/,
  );
  expect(terminal.type('kubectl scale deploy shop --replicas=3').stdout).toBe('deployment.apps/shop scaled\n');
});
