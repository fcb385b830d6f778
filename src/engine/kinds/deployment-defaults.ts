// What the API server fills in of Deployments and ReplicaSets (DEP-4).
import type { Deployment, DeploymentSpec, DeploymentStrategy } from './deployment.ts';
import { filled, replaced } from './filled.ts';
import { templateWithDefaults } from './pod-defaults.ts';
import type { ReplicaSet, ReplicaSetSpec } from './replica-set.ts';

/** The Deployment with all defaults; the same one if nothing was missing. */
export function deploymentWithDefaults(deployment: Deployment): Deployment {
  const spec = filled(deployment.spec ?? ({} as DeploymentSpec), deploymentDefaults);
  const templated = replaced(spec, 'template', templateWithDefaults(spec.template));
  return replaced(
    deployment,
    'spec',
    replaced(templated, 'strategy', strategyWithDefaults(templated.strategy ?? noStrategy)),
  );
}

const deploymentDefaults: Partial<DeploymentSpec> = {
  replicas: 1,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
};

const noStrategy: DeploymentStrategy = {};

function strategyWithDefaults(given: DeploymentStrategy): DeploymentStrategy {
  const strategy = filled(given, { type: 'RollingUpdate' } as const);
  if (strategy.type !== 'RollingUpdate') return strategy;
  return replaced(strategy, 'rollingUpdate', filled(strategy.rollingUpdate ?? {}, quarters));
}

const quarters = { maxSurge: '25%', maxUnavailable: '25%' } as const;

/** The ReplicaSet with all defaults; the same one if nothing was missing. */
export function replicaSetWithDefaults(set: ReplicaSet): ReplicaSet {
  const spec = filled(set.spec ?? ({} as ReplicaSetSpec), { replicas: 1 });
  return replaced(set, 'spec', replaced(spec, 'template', templateWithDefaults(spec.template)));
}
