// Deployments as facts: a header like that of a StatefulSet, and no slots: their Pods have random names and nothing of their own.
import type { Deployment } from '../engine/index.ts';
import { keyOf } from '../engine/index.ts';
import { fill } from './messages.ts';
import type { SetFacts } from './project-sets.ts';
import type { Instant } from './instant.ts';

export const deploymentFacts = (instant: Instant): readonly SetFacts[] =>
  instant.view.list('Deployment').map((deployment) => factsOf(deployment, instant));

function factsOf(deployment: Deployment, { view, messages }: Instant): SetFacts {
  const key = keyOf(deployment);
  const { name, uid } = deployment.metadata;
  const texts = messages.deployment;
  const wanted = deployment.spec.replicas ?? 1;
  const { readyReplicas: ready = 0, updatedReplicas: updated = 0 } = deployment.status;
  const strategy = deployment.spec.strategy?.type ?? 'RollingUpdate';
  const active = view.owned(uid).filter((set) => set.kind === 'ReplicaSet' && (set.spec.replicas ?? 1) > 0);
  const rolling = active.length > 1 || updated < wanted;
  return {
    id: `deployment:${key}`,
    key,
    about: `Deployment ${key}`,
    name,
    facts: [
      { text: fill(texts.kind, { strategy }), strong: false },
      { text: fill(messages.set.ready, { ready, wanted }), strong: true },
      ...(rolling ? [{ text: fill(messages.set.updated, { updated, wanted }), strong: true }] : []),
      { text: deployment.spec.paused === true ? texts.paused : texts.noSlots, strong: false },
    ],
    dns: '',
    dnsMissing: false,
    words: fill(texts.words, { name, strategy, ready, wanted }),
    slots: [],
  };
}
