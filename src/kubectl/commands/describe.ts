// `kubectl describe`: objects in words, with what depends on them and their Events (K-100 to K-106).
import type { ApiObject, Kind, KindMap, Pod } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import {
  describedClaim,
  describedClass,
  describedConfigMap,
  describedPlainly,
  describedSecret,
  describedService,
  describedSet,
} from '../described-others.ts';
import { eventLines } from '../described-parts.ts';
import { describedPod } from '../described-pod.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { foundObjects } from '../found-objects.ts';
import { aligned } from '../tab-writer.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const describe: Verb = {
  flags: {
    'all-namespaces': onOff('A'),
    'chunk-size': { type: 'number' },
    filename: { type: 'list', short: 'f' },
    selector: { type: 'text', short: 'l' },
    'show-events': onOff(),
  },
  notSimulated: ['kustomize', 'recursive'],
  run: runDescribe,
};

function* runDescribe(shell: Shell, line: ParsedLine): Process<number> {
  const isWhole = line.args.length === 1 && !line.args[0]?.includes('/') && !line.has('selector');
  const asked = isWhole ? { ...line, isOn: (name: string) => name === 'all' || line.isOn(name) } : line;
  const { objects, failures } = yield* foundObjects(shell, 'describe', asked);
  const texts: string[] = [];
  for (const { object } of objects) {
    const showsEvents = object.kind !== 'Secret' && line.isOn('show-events', true);
    const events = showsEvents ? yield* eventLines(shell, object) : '';
    texts.push(aligned((yield* described(shell, object)) + events));
  }
  shell.stdout(texts.join('\n\n'));
  if (objects.length === 0 && failures.length === 0) {
    shell.stderr(`No resources found in ${shell.namespace} namespace.\n`);
  }
  return finish(shell, failures);
}

function* described(shell: Shell, object: ApiObject): Process<string> {
  const { metadata } = object;
  switch (object.kind) {
    case 'Pod':
      return describedPod(shell, object);
    case 'StatefulSet': {
      const pods = yield* listed('Pod', metadata.namespace);
      return describedSet(
        object,
        pods.filter((pod) => isOwned(pod, metadata.uid)),
      );
    }
    case 'PersistentVolumeClaim': {
      const pods = yield* listed('Pod', metadata.namespace);
      return describedClaim(
        shell,
        object,
        pods.filter((pod) => mounts(pod, metadata.name)),
      );
    }
    case 'Service': {
      const slices = yield* listed('EndpointSlice', metadata.namespace);
      const own = slices.filter((it) => it.metadata.labels?.['kubernetes.io/service-name'] === metadata.name);
      return describedService(object, own);
    }
    case 'StorageClass':
      return describedClass(object);
    case 'ConfigMap':
      return describedConfigMap(object);
    case 'Secret':
      return describedSecret(object);
    default:
      return describedPlainly(object);
  }
}

const isOwned = ({ metadata }: Pod, uid: string): boolean =>
  metadata.ownerReferences?.some((owner) => owner.controller === true && owner.uid === uid) === true;

const mounts = ({ spec, status }: Pod, claim: string): boolean =>
  status.phase !== 'Succeeded' &&
  status.phase !== 'Failed' &&
  spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim) === true;

function* listed<K extends Kind>(kind: K, namespace = 'default'): Process<readonly KindMap[K][]> {
  const { body } = yield* request({ verb: 'list', kind, namespace });
  // The server lists what it was asked for.
  return isStatus(body) || !('items' in body) ? [] : (body.items as unknown as readonly KindMap[K][]);
}
