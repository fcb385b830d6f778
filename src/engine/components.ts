// Who acts in a cluster.
import type { Component } from './component.ts';
import { createDeploymentController } from './controllers/deployment/deployment.ts';
import { createDisruptionController } from './controllers/disruption/disruption.ts';
import { createEventExpiry } from './controllers/event-expiry.ts';
import { createGarbageCollector } from './controllers/garbage-collector.ts';
import { createNamespaceContents } from './controllers/namespace-contents.ts';
import { createNodeLifecycle } from './controllers/node-lifecycle/node-lifecycle.ts';
import { createPodGarbageCollector } from './controllers/pod-garbage-collector.ts';
import { createPodRemoval } from './controllers/pod-removal.ts';
import { createTaintEviction } from './controllers/taint-eviction.ts';
import { createReplicaSetController } from './controllers/replica-set/replica-set.ts';
import { createStatefulSetController } from './controllers/stateful-set/stateful-set.ts';
import type { ClusterOptions } from './options.ts';
import { createEndpointSliceController } from './network/endpoint-slices.ts';
import { createKubelet } from './kubelet/kubelet.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { createAttachDetachController } from './volumes/attach-detach/attach-detach.ts';
import { createAttacher } from './volumes/attacher.ts';
import { createClaimProtection } from './volumes/claim-protection.ts';
import { createExpandController } from './volumes/expand-controller.ts';
import { createProvisioner } from './volumes/provisioner.ts';
import { createResizer } from './volumes/resizer.ts';
import { createVolumeBinder } from './volumes/volume-binder/volume-binder.ts';
import { createVolumeProtection } from './volumes/volume-protection.ts';

/** New components of a cluster; what they remember is in the store, so that forks are exact. */
export function createComponents(options: ClusterOptions): readonly Component[] {
  return [
    createStatefulSetController(options.featureGates),
    createGarbageCollector(),
    createDeploymentController(),
    createReplicaSetController(),
    createDisruptionController(),
    createEventExpiry(),
    createNamespaceContents(),
    createPodRemoval(),
    createNodeLifecycle(options.startTimeMs),
    createTaintEviction(),
    createPodGarbageCollector(),
    createScheduler(),
    createVolumeBinder(),
    createProvisioner(),
    createExpandController(),
    createResizer(),
    createAttachDetachController(),
    createAttacher(),
    createClaimProtection(),
    createVolumeProtection(),
    createKubelet(options),
    createEndpointSliceController(),
  ];
}
