// The kubelets, one for each machine: who wakes them, and which of a Pod's three situations they find (3.1 to 3.6).
import type { Change } from '../api/change.ts';
import type { View } from '../api/view.ts';
import type { MachineClient, MachineComponent } from '../component.ts';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Sandbox } from '../machine.ts';
import type { ClusterOptions } from '../options.ts';
import { timings } from '../timings.ts';
import { behavioursOf } from './behaviour.ts';
import { runPod } from './start.ts';
import { Sync } from './sync.ts';
import type { Kubelet } from './sync.ts';
import { UsedVolumes } from './used-volumes.ts';
import { stopPod, sweepPod } from './termination.ts';
import { reclaim } from './node-pressure.ts';
import { announceStart } from './kubelet-start.ts';
import { keepLease, reportNode } from './node-status.ts';

const name = 'kubelet';
const nodePrefix = 'node/';

/** All kubelets. Keys are the uids of Pods, and `node/<name>` for the status of a node. */
export function createKubelet(options: ClusterOptions): MachineComponent {
  const volumes = new UsedVolumes();
  const kubelet: Kubelet = { behaviourOf: behavioursOf(options.images), seed: options.seed };
  return {
    name,
    sees: 'machine',
    watches: ['Pod', 'Sandbox', 'VolumeAttachment', 'Machine', 'Node'],
    wakeDelayMs: timings.wakeMs.kubelet,
    wakes: (change, view) => wakes(change, view, volumes),
    reconcile(key, client, nowMs) {
      if (key.startsWith(nodePrefix)) {
        const node = key.slice(nodePrefix.length);
        announceStart(node, options.seed, client);
        if (isWorking(node, client)) {
          reportNode(node, volumes, client, nowMs);
          reclaim(node, kubelet, client, nowMs);
        }
        keepLease(node, isWorking(node, client), client, nowMs);
      } else reconcilePod(key, kubelet, options.startTimeMs, client, nowMs);
      return undefined;
    },
  };
}

/** A kubelet hears of Pods bound to its node, of volumes attached there, and of what happens on its machine. */
function wakes(change: Change, view: View, volumes: UsedVolumes): readonly string[] {
  switch (change.kind) {
    case 'Pod':
      return wakesOfPod(change.before, change.after, change.actor === name);
    case 'Sandbox':
      return wakesOfSandbox(change.before, change.after, change.actor === name);
    case 'VolumeAttachment':
      return change.after?.status.attached === true && change.before?.status.attached !== true
        ? podsWaitingFor(change.after.spec.source.persistentVolumeName ?? '', change.after.spec.nodeName, view)
        : [];
    case 'Node':
      return change.actor === name ? [] : podsToMount(change.before, change.after, volumes, view);
    case 'Machine':
      return change.actor === name || !change.after ? [] : everythingOn(change.after.node, view);
    default:
      return [];
  }
}

/** Its own writes only concern the node's list of volumes, and only when a Pod has gone. */
function wakesOfPod(before: Pod | undefined, after: Pod | undefined, own: boolean): readonly string[] {
  const pod = after ?? before;
  const node = pod?.spec.nodeName;
  if (!pod || node === undefined) return [];
  const comesOrGoes = after === undefined || before?.spec.nodeName !== node;
  const claims = pod.spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined);
  return [...(own ? [] : [pod.metadata.uid]), ...(comesOrGoes && claims ? [`${nodePrefix}${node}`] : [])];
}

/** Its own hand on a sandbox only concerns the node's list of volumes. */
function wakesOfSandbox(before: Sandbox | undefined, after: Sandbox | undefined, own: boolean): readonly string[] {
  const sandbox = after ?? before;
  if (!sandbox) return [];
  const unmounted = (before?.mounted.length ?? 0) > (after?.mounted.length ?? 0);
  return [...(own ? [] : [sandbox.uid]), ...(unmounted ? [`${nodePrefix}${sandbox.node}`] : [])];
}

function podsWaitingFor(volumeName: string, node: string, view: View): readonly string[] {
  const claimRef = view.get('PersistentVolume', volumeName)?.spec.claimRef;
  if (!claimRef) return [];
  return view
    .usingClaim(`${claimRef.namespace ?? ''}/${claimRef.name}`)
    .flatMap(({ spec, metadata }) => (spec.nodeName === node ? [metadata.uid] : []));
}

/** A volume was listed as attached: whoever waited for that now waits for something else (KUBELET-11). */
function podsToMount(
  before: Node | undefined,
  after: Node | undefined,
  volumes: UsedVolumes,
  view: View,
): readonly string[] {
  // A node that is made again is spoken of anew.
  if (!before && after) return everythingOn(after.metadata.name, view);
  const [known, listed] = [before?.status.volumesAttached?.length ?? 0, after?.status.volumesAttached?.length ?? 0];
  return after && listed > known ? volumes.follow(view).toMount(after.metadata.name) : [];
}

const everythingOn = (node: string, view: View): readonly string[] => [
  ...new Set([
    ...view.onNode(node).map(({ metadata }) => metadata.uid),
    ...view.sandboxesOn(node).map(({ uid }) => uid),
    `${nodePrefix}${node}`,
  ]),
];

/** A machine whose kubelet runs and reaches the API server. */
function isWorking(node: string, { view }: MachineClient): boolean {
  const machine = view.machine(node);
  return machine !== undefined && machine.powered && machine.connected && machine.kubeletRunning;
}

function reconcilePod(uid: string, kubelet: Kubelet, startTimeMs: number, client: MachineClient, nowMs: number): void {
  const object = client.view.byUid(uid);
  const pod = object?.kind === 'Pod' ? object : undefined;
  const sandbox = client.view.sandbox(uid);
  const node = sandbox?.node ?? pod?.spec.nodeName;
  if (node === undefined || (!pod && !sandbox)) return client.remember(uid, undefined);
  if (!isWorking(node, client)) return pod && sayUnconfirmed(pod, node, client);
  if (!pod) return sandbox && sweepPod(new Sync(remainsOf(sandbox), node, kubelet, client, nowMs));
  const sync = new Sync(pod, node, kubelet, client, nowMs);
  return pod.metadata.deletionTimestamp === undefined ? runPod(sync, startTimeMs) : stopPod(sync, startTimeMs);
}

/** NODE-23: nobody else may say that a Pod has stopped. */
function sayUnconfirmed({ metadata }: Pod, node: string, client: MachineClient): void {
  if (metadata.deletionTimestamp !== undefined) client.wait({ rule: 'NODE-23', params: { pod: metadata.name, node } });
}

/** Enough of a Pod whose object is gone to stop what is left of it and to speak of it. */
function remainsOf({ uid, namespace, name: podName, processes }: Sandbox): Pod {
  const names = [...new Set(processes.map(({ container }) => container))];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName, namespace, uid, resourceVersion: '', creationTimestamp: '' },
    spec: { containers: names.map((container) => ({ name: container })) },
    status: {},
  };
}
