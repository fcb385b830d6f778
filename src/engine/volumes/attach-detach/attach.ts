// Attaching: an attachment for every node on which a Pod wants the volume, unless it may be on one node only and is on another
// (VOL-40, VOL-44); and the node's list, once it is attached (VOL-41).
import type { Client, ReconcileError } from '../../component.ts';
import type { Node } from '../../kinds/node.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { VolumeAttachment } from '../../kinds/volume-attachment.ts';
import { attachmentName } from '../../kinds/volume-name.ts';

/** One volume, who wants it where, and where it is or is about to be. */
export interface Situation {
  readonly volume: PersistentVolume;
  /** As it is called in a node's status. */
  readonly name: string;
  readonly users: ReadonlyMap<string, readonly Pod[]>;
  readonly attached: readonly VolumeAttachment[];
}

/** Creates what is missing, and announces what has been attached. */
export function attachWhereWanted(situation: Situation, client: Client): ReconcileError | undefined {
  const { volume, users } = situation;
  let { attached } = situation;
  let error: ReconcileError | undefined;
  for (const [nodeName, pods] of users) {
    const params = { volume: volume.metadata.name, node: nodeName };
    const own = attached.find(({ spec }) => spec.nodeName === nodeName);
    if (own?.status.attached && own.metadata.deletionTimestamp === undefined) {
      forgetRefusal(volume, nodeName, client);
      client.remember(`failed|${own.metadata.name}`, undefined);
      error = announce(situation, nodeName, pods, client) ?? error;
    } else if (own) {
      sayFailed(own, volume, pods, client);
      client.wait({ rule: 'VOL-40', params: own.status.attachError ? { ...params, case: 'failed' } : params });
    } else if (attached.length > 0 && !isShared(volume)) {
      refuse(situation, nodeName, pods, client);
      client.wait({ rule: 'VOL-44', params: { ...params, attachedTo: attached[0]?.spec.nodeName ?? '' } });
    } else {
      const created = client.create<VolumeAttachment>(attachmentFor(volume, nodeName), { rule: 'VOL-40', params });
      if (created.ok) attached = [...attached, created.object];
      else error = { error: created.status.message ?? 'refused' };
      client.wait({ rule: 'VOL-40', params });
    }
  }
  return error;
}

/** VOL-44 leaves volumes for many nodes alone. */
const isShared = ({ spec }: PersistentVolume): boolean =>
  spec.accessModes?.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany') === true;

function attachmentFor(volume: PersistentVolume, nodeName: string) {
  const { metadata, spec } = volume;
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name: attachmentName(volume, nodeName) },
    spec: { attacher: spec.csi?.driver ?? '', nodeName, source: { persistentVolumeName: metadata.name } },
  } as const;
}

/** VOL-40, VOL-41: an Event for each Pod that waited, and the node's list. A Pod that comes later finds it there. */
function announce(
  { volume, name }: Situation,
  nodeName: string,
  pods: readonly Pod[],
  client: Client,
): ReconcileError | undefined {
  const node = client.view.get('Node', nodeName);
  const { volumesAttached = [] } = node?.status ?? {};
  if (!node || volumesAttached.some((it) => it.name === name)) return undefined;
  const params = { volume: volume.metadata.name, node: nodeName };
  const message = `AttachVolume.Attach succeeded for volume "${volume.metadata.name}" `;
  for (const pod of pods)
    client.event(
      pod,
      { type: 'Normal', reason: 'SuccessfulAttachVolume', message },
      { rule: 'VOL-40', params: { ...params, pod: pod.metadata.name } },
    );
  const status = { ...node.status, volumesAttached: [...volumesAttached, { name, devicePath: '' }] };
  const result = client.updateStatus<Node>({ ...node, status }, { rule: 'VOL-41', params });
  return result.ok ? undefined : { error: result.status.message ?? 'refused' };
}

/** What the driver said of its last try, once for each. */
function sayFailed(own: VolumeAttachment, volume: PersistentVolume, pods: readonly Pod[], client: Client): void {
  const { attachError } = own.status;
  const scope = `failed|${own.metadata.name}`;
  const said = attachError && `${own.metadata.uid} ${attachError.time}`;
  if (client.recall<string>(scope) === said) return;
  client.remember(scope, said);
  if (!attachError) return;
  const { name } = volume.metadata;
  const message = `AttachVolume.Attach failed for volume "${name}" : ${attachError.message}`;
  for (const pod of pods) {
    const params = { volume: name, node: own.spec.nodeName, pod: pod.metadata.name, case: 'failed' };
    client.event(pod, { type: 'Warning', reason: 'FailedAttachVolume', message }, { rule: 'VOL-40', params });
  }
}

const refusalScope = (volume: PersistentVolume, nodeName: string): string =>
  `refused|${volume.metadata.name}|${nodeName}`;

function forgetRefusal(volume: PersistentVolume, nodeName: string, client: Client): void {
  client.remember(refusalScope(volume, nodeName), undefined);
}

/** VOL-44: said once to each Pod, and not while the volume is on its way. */
function refuse(situation: Situation, nodeName: string, pods: readonly Pod[], client: Client): void {
  const { volume, attached } = situation;
  if (attached.some(({ metadata }) => metadata.deletionTimestamp !== undefined)) return;
  const scope = refusalScope(volume, nodeName);
  const told = client.recall<readonly string[]>(scope) ?? [];
  const untold = pods.filter(({ metadata }) => !told.includes(metadata.uid));
  if (untold.length === 0) return;
  client.remember(scope, [...told, ...untold.map(({ metadata }) => metadata.uid)]);
  for (const pod of untold) {
    const message = `Multi-Attach error for volume "${volume.metadata.name}" ${occupantsText(situation, pod)}`;
    const params = { volume: volume.metadata.name, node: nodeName, pod: pod.metadata.name };
    client.event(pod, { type: 'Warning', reason: 'FailedAttachVolume', message }, { rule: 'VOL-44', params });
  }
}

function occupantsText({ users, attached }: Situation, pod: Pod): string {
  const others = attached.flatMap(({ spec }) => users.get(spec.nodeName) ?? []);
  const near = others.filter(({ metadata }) => metadata.namespace === pod.metadata.namespace);
  const far = others.length - near.length;
  if (others.length === 0) return "Volume is already exclusively attached to one node and can't be attached to another";
  if (near.length === 0) return `Volume is already used by ${far} pod(s) in different namespaces`;
  const names = near.map(({ metadata }) => metadata.name).join(', ');
  return `Volume is already used by pod(s) ${names}${far > 0 ? ` and ${far} pod(s) in different namespaces` : ''}`;
}
