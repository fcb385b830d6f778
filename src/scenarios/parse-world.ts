// Reads the starting world of a scenario: its nodes and how its images behave, with every default filled in.
import type { ImageBehaviour, NodeOptions } from '../engine/index.ts';
import type { Field } from './field-reader.ts';

/** As many as Kubernetes itself is built for. */
const mostNodes = 5_000;
const mostImages = 1_000;

/** The nodes of `spec.nodes`: a number of them, or a list; three if it is absent. */
export function readNodes(field: Field): readonly NodeOptions[] {
  if (field.isAbsent) return plainNodes(3);
  if (typeof field.value === 'number') return plainNodes(field.integer(0, mostNodes) ?? 0);
  if (!Array.isArray(field.value)) {
    field.refuse('not-nodes');
    return [];
  }
  const taken = new Set<string>();
  return field.items(mostNodes).map((item, at) => {
    const node = readNode(item, at);
    if (taken.has(node.name)) item.at('name').refuse('name-twice');
    taken.add(node.name);
    return node;
  });
}

/** `node-1…` in the zones a, b and c in turn. */
const plainNodes = (count: number): readonly NodeOptions[] => Array.from({ length: count }, (_, at) => plainNode(at));

const plainNode = (at: number): NodeOptions => ({
  name: `node-${at + 1}`,
  zone: `zone-${'abc'.charAt(at % 3)}`,
  cpu: '4',
  memory: '3840Mi',
  pods: 110,
});

function readNode(field: Field, at: number): NodeOptions {
  field.fields('name', 'zone', 'cpu', 'memory', 'pods', 'labels', 'taints');
  const plain = plainNode(at);
  const name = field.at('name');
  const labels = field.at('labels').texts();
  const taints = field.at('taints');
  return {
    name: name.isAbsent ? name.requiredText() : readName(name),
    zone: field.at('zone').isAbsent ? plain.zone : readName(field.at('zone')),
    cpu: readQuantity(field.at('cpu')) ?? plain.cpu,
    memory: readQuantity(field.at('memory')) ?? plain.memory,
    pods: field.at('pods').integer(0, 100_000) ?? plain.pods,
    ...(labels && { labels }),
    ...(!taints.isAbsent && { taints: taints.items(100).map(readTaint) }),
  };
}

/** A name as Kubernetes takes it for Nodes. */
function readName(field: Field): string {
  const name = field.requiredText();
  if (name !== '' && !(name.length <= 63 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name))) field.refuse('not-a-name');
  return name;
}

/** `4` and `"4"` are the same. */
function readQuantity(field: Field): string | undefined {
  if (field.isAbsent) return undefined;
  const text = typeof field.value === 'number' ? String(field.value) : field.value;
  if (typeof text === 'string' && /^\d{1,15}(?:\.\d{1,9})?(?:m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/.test(text)) return text;
  field.refuse('not-a-quantity');
  return undefined;
}

function readTaint(field: Field): NonNullable<NodeOptions['taints']>[number] {
  field.fields('key', 'value', 'effect');
  const effect = field.at('effect');
  const value = field.at('value').text();
  if (effect.isAbsent) effect.refuse('required-field');
  return {
    key: field.at('key').requiredText(),
    ...(value !== undefined && { value }),
    effect: effect.oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']) ?? 'NoSchedule',
  };
}

/** What an image does that nothing is said about. */
const plainImage: ImageBehaviour = { match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1_000 };

/** The behaviours of `spec.images`; the last one matches everything. */
export function readImages(field: Field): readonly ImageBehaviour[] {
  const images = field.items(mostImages).map(readImage);
  return images.at(-1)?.match === '*' ? images : [...images, plainImage];
}

const mostLogLines = 50;

/** What it prints; `after`: since it runs. */
function readLogLine(field: Field): NonNullable<ImageBehaviour['logs']>[number] {
  field.fields('after', 'text');
  return { afterMs: field.at('after').duration() ?? 0, text: field.at('text').requiredText() };
}

function readImage(field: Field): ImageBehaviour {
  field.fields('match', 'pull', 'start', 'ready', 'stop', 'exit', 'logs');
  const logs = field.at('logs');
  const exit = field.at('exit').fields('code', 'after');
  return {
    match: field.at('match').requiredText(),
    pullMs: field.at('pull').durationOr('error') ?? plainImage.pullMs,
    startMs: field.at('start').duration() ?? plainImage.startMs,
    readyMs: field.at('ready').duration() ?? plainImage.readyMs,
    stopMs: field.at('stop').durationOr('never') ?? plainImage.stopMs,
    ...(!exit.isAbsent && {
      exit: { code: exit.at('code').integer(0, 255) ?? 0, afterMs: exit.at('after').duration() ?? 0 },
    }),
    ...(!logs.isAbsent && { logs: logs.items(mostLogLines).map(readLogLine) }),
  };
}
