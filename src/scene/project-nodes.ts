// Nodes as lanes, and the lane of Pods that no node has: facts and words.
import type { Node } from '../engine/index.ts';
import { fill } from './messages.ts';
import { podsBy } from './project-pods.ts';
import type { PodFacts } from './project-pods.ts';
import type { Instant } from './instant.ts';
import type { LaneMark } from './scene.ts';

export interface LaneFacts {
  readonly id: string;
  readonly kind: LaneMark['kind'];
  readonly title: string;
  readonly side: string;
  readonly foot: string;
  readonly state: LaneMark['state'];
  readonly notes: readonly string[];
  readonly pods: readonly PodFacts[];
  readonly words: string;
  readonly about: string | null;
}

export function unscheduledFacts({ messages }: Instant, pods: readonly PodFacts[]): LaneFacts {
  const own = pods.filter((pod) => pod.node === undefined);
  return {
    id: 'lane:unscheduled',
    kind: 'unscheduled',
    title: messages.node.unscheduled,
    side: messages.node.unscheduledSide,
    foot: '',
    state: 'none',
    notes: [],
    pods: own,
    words: fill(messages.node.unscheduledWords, { count: own.length }),
    about: null,
  };
}

/** In order of name; a node that is gone but still named by Pods has a lane too, so that nothing vanishes. */
export function nodeFacts(instant: Instant, pods: readonly PodFacts[]): readonly LaneFacts[] {
  const byNode = podsBy(
    pods.filter((pod) => pod.node !== undefined),
    (pod) => pod.node ?? '',
  );
  const nodes = instant.view.list('Node');
  const known = new Set(nodes.map((node) => node.metadata.name));
  const lanes = nodes.map((node) => factsOf(node, byNode.get(node.metadata.name) ?? [], instant));
  const gone = [...byNode].filter(([name]) => !known.has(name)).map(([name, own]) => goneFacts(name, own, instant));
  return [...lanes, ...gone];
}

function factsOf(node: Node, pods: readonly PodFacts[], { messages }: Instant): LaneFacts {
  const { name, labels } = node.metadata;
  const zone = labels?.['topology.kubernetes.io/zone'] ?? '';
  const state = stateOfNode(node);
  const texts = messages.node;
  const taints = (node.spec.taints ?? []).map(({ key, effect }) =>
    fill(texts.taint, { taint: `${key.slice(key.lastIndexOf('/') + 1)}:${effect}` }),
  );
  const words = {
    ready: texts.ready,
    notReady: texts.notReady,
    silent: texts.silent,
    cordoned: texts.cordoned,
    none: '',
  };
  const { cpu = '', memory = '' } = node.status.allocatable ?? node.status.capacity ?? {};
  return {
    id: `lane:${name}`,
    kind: 'node',
    title: name,
    side: zone,
    foot: fill(texts.capacity, { cpu, memory }),
    state,
    notes: [...(state === 'ready' ? [] : [words[state]]), ...taints],
    pods,
    words: fill(texts.words, { name, zone, state: [words[state], ...taints].join(', '), count: pods.length }),
    about: `Node ${name}`,
  };
}

function stateOfNode(node: Node): LaneMark['state'] {
  const ready = node.status.conditions?.find((condition) => condition.type === 'Ready')?.status;
  if (ready === 'Unknown') return 'silent';
  if (ready === 'False') return 'notReady';
  return node.spec.unschedulable === true ? 'cordoned' : 'ready';
}

function goneFacts(name: string, pods: readonly PodFacts[], { messages }: Instant): LaneFacts {
  const words = fill(messages.node.words, { name, zone: '', state: messages.node.silent, count: pods.length });
  return {
    id: `lane:${name}`,
    kind: 'node',
    title: name,
    side: '',
    foot: '',
    state: 'silent',
    notes: [messages.node.silent],
    pods,
    words,
    about: `Node ${name}`,
  };
}
