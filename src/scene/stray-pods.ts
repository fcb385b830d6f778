// Pods that the API server has forgotten and whose containers still run: forced off a node of which nothing was heard. They are on
// no list, so they are read off the machine, and shown where they run: one identity twice.
import type { Process } from '../engine/index.ts';
import { hueOf } from './identity.ts';
import type { Instant } from './instant.ts';
import { fill } from './messages.ts';
import type { PodFacts } from './project-pods.ts';

export function strayPods(node: string, { view, atMs, messages }: Instant): readonly PodFacts[] {
  const forgotten = view
    .sandboxesOn(node)
    .filter(({ uid, processes }) => !view.byUid(uid) && processes.some((process) => runsAt(process, atMs)));
  return forgotten.map(({ uid, namespace, name, processes }) => {
    const ordinal = /-(0|[1-9]\d*)$/.exec(name)?.[1];
    const image = processes[0]?.image ?? '';
    return {
      id: `stray:${uid}`,
      uid,
      key: `${namespace}/${name}`,
      name,
      node,
      setKey: null,
      ordinal: ordinal === undefined ? null : Number(ordinal),
      hue: hueOf(ordinal === undefined ? null : Number(ordinal)),
      state: 'unknown',
      stateText: messages.node.stray,
      detailText: '',
      ring: { kind: 'question', fraction: 1 },
      countdown: '',
      image: image.slice(image.lastIndexOf('/') + 1),
      revision: null,
      revisionNumber: 0,
      incarnation: 0,
      restarts: 0,
      claims: [],
      moving: false,
      words: fill(messages.node.strayWords, { name, node }),
      about: `Node ${node}`,
    };
  });
}

const runsAt = ({ exitAtMs }: Process, atMs: number): boolean => exitAtMs === undefined || exitAtMs > atMs;
