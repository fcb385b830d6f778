import { expect, test } from 'vitest';
import type { Status } from '../../api/status.ts';
import type { PodDisruptionBudget } from '../../kinds/pod-disruption-budget.ts';
import type { Pod } from '../../kinds/pod.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createDisruptionController } from './disruption.ts';

function rigOf(spec: PodDisruptionBudget['spec'], replicas = 3): Rig {
  const rig = createRig([createDisruptionController()]);
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'nginx' }] } };
  const selector = { matchLabels: { app: 'web' } };
  const set = { metadata: { name: 'web' }, spec: { replicas, selector, template } };
  rig.create('StatefulSet', { apiVersion: 'apps/v1', kind: 'StatefulSet', ...set });
  rig.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { selector, ...spec },
  });
  return rig;
}

/** A Pod of the set, bound and running. */
function addPod(rig: Rig, name: string, ready = true): void {
  const uid = rig.view.get('StatefulSet', 'default/web')?.metadata.uid ?? '';
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid, controller: true };
  rig.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' }, ownerReferences: [owner] },
    spec: { containers: [{ name: 'main', image: 'nginx' }], nodeName: 'node-1' },
  });
  setReady(rig, name, ready);
}

function setReady(rig: Rig, name: string, ready: boolean): void {
  const conditions = [{ type: 'Ready', status: ready ? 'True' : 'False' }];
  const pod = rig.view.get('Pod', `default/${name}`);
  const body = { ...pod, status: { ...pod?.status, phase: 'Running', conditions } };
  const asked = { kind: 'Pod', namespace: 'default', name, subresource: 'status', body } as const;
  expect(rig.ask({ verb: 'update', ...asked }).code).toBe(200);
}

const budgetOf = (rig: Rig) => rig.view.get('PodDisruptionBudget', 'default/web');
const podOf = (rig: Rig, name: string): Pod | undefined => rig.view.get('Pod', `default/${name}`);

const countsOf = (rig: Rig): readonly (number | undefined)[] => {
  const status = budgetOf(rig)?.status;
  return [status?.expectedPods, status?.desiredHealthy, status?.currentHealthy, status?.disruptionsAllowed];
};

function evict(rig: Rig, name: string, more: object = {}): { readonly code: number; readonly body: Status } {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, ...more };
  const asked = { verb: 'create', kind: 'Pod', namespace: 'default', subresource: 'eviction' } as const;
  const answer = rig.ask({ ...asked, name, body });
  return { code: answer.code, body: answer.body as Status };
}

test.each([
  [{ minAvailable: 2 }, [2, 2, 2, 0]],
  [{ minAvailable: '50%' }, [5, 3, 2, 0]],
  [{ maxUnavailable: 4 }, [5, 1, 2, 1]],
  [{ maxUnavailable: '30%' }, [5, 3, 2, 0]],
  [{ maxUnavailable: 9 }, [5, 0, 2, 2]],
  [{}, [0, 0, 2, 0]],
])('PDB-2, PDB-3: %j of 2 ready Pods of a set of 5', (spec, expected) => {
  const rig = rigOf(spec, 5);
  addPod(rig, 'web-0');
  addPod(rig, 'web-1');
  rig.advanceTo(100);
  expect(countsOf(rig)).toEqual(expected);
});

test('PDB-4, PDB-5: what is not Ready does not count, and the condition says whether a Pod may go', () => {
  const rig = rigOf({ minAvailable: 1 });
  addPod(rig, 'web-0');
  addPod(rig, 'web-1', false);
  rig.advanceTo(100);
  const shown = () => budgetOf(rig)?.status.conditions?.map(({ status, reason }) => `${status} ${reason}`);
  expect([countsOf(rig), shown()]).toEqual([[2, 1, 1, 0], ['False InsufficientPods']]);
  setReady(rig, 'web-1', true);
  rig.advanceTo(200);
  expect([countsOf(rig), shown()]).toEqual([[2, 1, 2, 1], ['True SufficientPods']]);
});

test('PDB-6: a budget without Pods says so', () => {
  const rig = rigOf({ minAvailable: 1 });
  rig.advanceTo(100);
  const [event] = rig.view.eventsAbout(budgetOf(rig)?.metadata.uid ?? '');
  expect(`${event?.type} ${event?.reason} ${event?.source.component}: ${event?.message}`).toBe(
    'Normal NoPods controllermanager: No matching pods found',
  );
});

test('PDB-9: an eviction takes from the budget, marks the Pod and deletes it gracefully', () => {
  const rig = rigOf({ minAvailable: 2 });
  for (const name of ['web-0', 'web-1', 'web-2']) addPod(rig, name);
  rig.advanceTo(100);
  expect(evict(rig, 'web-2')).toMatchObject({ code: 201, body: { status: 'Success', code: 201 } });
  expect(podOf(rig, 'web-2')?.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 });
  const mark = podOf(rig, 'web-2')?.status.conditions?.find(({ type }) => type === 'DisruptionTarget');
  expect(mark).toMatchObject({ status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' });
  expect(mark).not.toHaveProperty('observedGeneration');
  expect(Object.keys(budgetOf(rig)?.status.disruptedPods ?? {})).toEqual(['web-2']);
  expect(countsOf(rig)).toEqual([3, 2, 3, 0]);
  rig.advanceTo(200);
  expect(countsOf(rig)).toEqual([3, 2, 2, 0]);
  expect(budgetOf(rig)?.status.disruptedPods).toBeUndefined();
});

test('PDB-10: the next one is refused, and the answer says why', () => {
  const rig = rigOf({ minAvailable: 2 });
  for (const name of ['web-0', 'web-1']) addPod(rig, name);
  expect(evict(rig, 'web-0').body.details).toEqual({
    causes: [
      { reason: 'DisruptionBudget', message: 'The disruption budget web is still being processed by the server.' },
    ],
    retryAfterSeconds: 10,
  });
  rig.advanceTo(100);
  expect(evict(rig, 'web-0')).toMatchObject({
    code: 429,
    body: {
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      reason: 'TooManyRequests',
      details: {
        causes: [
          { reason: 'DisruptionBudget', message: 'The disruption budget web needs 2 healthy pods and has 2 currently' },
        ],
      },
    },
  });
  expect(podOf(rig, 'web-0')?.metadata.deletionTimestamp).toBeUndefined();
});

test('PDB-7: two budgets for one Pod are one too many; a Pod that is over needs none', () => {
  const rig = rigOf({ minAvailable: 2 });
  const spec = { minAvailable: 1, selector: {} };
  rig.create('PodDisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'all' },
    spec,
  });
  addPod(rig, 'web-0');
  rig.advanceTo(100);
  expect(evict(rig, 'web-0')).toMatchObject({ code: 500 });
  rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' });
  expect(evict(rig, 'web-0').code).toBe(201);
});

test('PDB-8: an unready Pod may go while enough others are healthy, or always if the budget says so', () => {
  const strict = rigOf({ minAvailable: 2 });
  addPod(strict, 'web-0');
  addPod(strict, 'web-1', false);
  strict.advanceTo(100);
  expect(evict(strict, 'web-1').code).toBe(429);
  addPod(strict, 'web-2');
  strict.advanceTo(200);
  expect(evict(strict, 'web-1').code).toBe(201);
  const lax = rigOf({ minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  addPod(lax, 'web-0', false);
  lax.advanceTo(100);
  expect(evict(lax, 'web-0').code).toBe(201);
});

test('PDB-11: a plain deletion asks no budget', () => {
  const rig = rigOf({ minAvailable: 3 });
  addPod(rig, 'web-0');
  rig.advanceTo(100);
  expect(rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0' }).code).toBe(200);
});

test('PDB-12: the names must agree, and a dry run changes nothing', () => {
  const rig = rigOf({ minAvailable: 0 });
  addPod(rig, 'web-0');
  rig.advanceTo(100);
  expect(evict(rig, 'web-0', { metadata: { name: 'web-1' } })).toMatchObject({
    code: 400,
    body: { message: 'name in URL does not match name in Eviction object' },
  });
  const body = { metadata: { name: 'web-0' } };
  const asked = { verb: 'create', kind: 'Pod', namespace: 'default', subresource: 'eviction' } as const;
  expect(rig.ask({ ...asked, name: 'web-0', body, dryRun: true }).code).toBe(201);
  expect(podOf(rig, 'web-0')?.metadata.deletionTimestamp).toBeUndefined();
  expect(budgetOf(rig)?.status.disruptionsAllowed).toBe(1);
});
