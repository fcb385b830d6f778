// Turns a run, a list of changes in the order in which they were stored, into what is compared with a recording.
import { facts } from './facts.ts';
import type { Observed, ObservedChange } from './observed.ts';
import { normalise, renaming } from './placeholders.ts';
import type { Rename } from './placeholders.ts';

export interface Derived {
  /** `KIND NAME: FACT`, in order; `times` are their cluster milliseconds. */
  readonly milestones: string[];
  readonly times: number[];
  readonly endpoints: { [id: string]: string[][] };
  readonly statuses: { [id: string]: unknown[] };
  readonly events: { [id: string]: string[] };
  readonly final: { [id: string]: unknown };
}

/** Kinds whose milestones are compared in one common order. */
const ordered = new Set([
  'Pod',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'ControllerRevision',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Node',
  'VolumeAttachment',
]);
const compared = new Set([...ordered, 'Service', 'EndpointSlice', 'PodDisruptionBudget']);
const withStatuses = new Set(['StatefulSet', 'Deployment', 'ReplicaSet', 'PodDisruptionBudget']);

export function derive(changes: readonly ObservedChange[], namespace = 'default'): Derived {
  const derived: Derived = { milestones: [], times: [], endpoints: {}, statuses: {}, events: {}, final: {} };
  const rename = renaming(changes, namespace);
  const names = new Names(rename);
  const known = new Map<string, readonly string[]>();
  for (const change of changes) {
    const { object, type } = change;
    if (object.kind === 'Event') {
      if (type !== 'DELETED') noteEvent(derived, object, rename);
      continue;
    }
    if (!compared.has(object.kind)) continue;
    const now = type === 'DELETED' ? [] : facts(object);
    const id = names.idOf(object, now, known);
    if (id === undefined) continue;
    if (ordered.has(object.kind)) noteMilestones(derived, change, id, known.get(id), now);
    if (object.kind === 'EndpointSlice') push(derived.endpoints, id, now.map(rename));
    if (type === 'DELETED') {
      known.delete(id);
      delete derived.final[id];
      continue;
    }
    known.set(id, now);
    if (object.kind !== 'Node') derived.final[id] = normalise(object, rename);
    if (withStatuses.has(object.kind) && object.status) push(derived.statuses, id, normalise(object.status, rename));
  }
  return derived;
}

/** What things are called: nodes in the order in which something happens to them, attachments per volume. */
class Names {
  readonly #rename: Rename;
  readonly #nodes = new Map<string, string>();
  readonly #attachments = new Map<string, string[]>();

  constructor(rename: Rename) {
    this.#rename = rename;
  }

  /** Undefined for a node to which nothing worth noting has happened yet. */
  idOf(object: Observed, now: readonly string[], known: Map<string, readonly string[]>): string | undefined {
    const { name } = object.metadata;
    if (object.kind === 'Node') return this.#nodeId(object, now, known);
    if (object.kind === 'VolumeAttachment') return `VolumeAttachment ${this.#attachment(object)}`;
    return `${object.kind} ${this.#rename(name)}`;
  }

  #nodeId(object: Observed, now: readonly string[], known: Map<string, readonly string[]>): string | undefined {
    const real = object.metadata.uid ?? object.metadata.name;
    const named = this.#nodes.get(real);
    if (named !== undefined) return named;
    const before = known.get(real);
    if (before === undefined || JSON.stringify(before) === JSON.stringify(now)) {
      known.set(real, before ?? now); // the starting world
      return undefined;
    }
    const id = `Node <node ${this.#nodes.size + 1}>`;
    this.#nodes.set(real, id);
    known.set(id, before);
    return id;
  }

  #attachment({ metadata, spec }: Observed): string {
    const volume = this.#rename(spec?.source?.persistentVolumeName ?? '');
    const list = this.#attachments.get(volume) ?? [];
    this.#attachments.set(volume, list);
    const uid = metadata.uid ?? metadata.name;
    if (!list.includes(uid)) list.push(uid);
    return `${list.indexOf(uid) + 1} of ${volume}`;
  }
}

function noteEvent(derived: Derived, event: Observed, rename: Rename): void {
  const component = event.reportingComponent || event.source?.component;
  const line = rename(`${event.type} ${event.reason} ${component}: ${(event.message ?? '').trim()}`);
  const id = rename(`${event.involvedObject?.kind} ${event.involvedObject?.name}`);
  const lines = (derived.events[id] ??= []);
  if (!lines.includes(line)) lines.push(line);
}

function noteMilestones(
  { milestones, times }: Derived,
  { type, atMs }: ObservedChange,
  id: string,
  before: readonly string[] | undefined,
  now: readonly string[],
): void {
  const note = (fact: string): void => {
    milestones.push(`${id}: ${fact}`);
    times.push(atMs);
  };
  if (!before && type !== 'DELETED') note('created');
  for (const fact of now) if (!before?.includes(fact) && fact !== 'generation 1') note(fact);
  if (type === 'DELETED') return note('gone');
  for (const fact of before ?? [])
    if (!now.includes(fact) && !/^(generation|revision|phase)/.test(fact)) note(`no longer ${fact}`);
}

/** Appends a value that differs from the one before. */
function push<T>(lists: { [id: string]: T[] }, id: string, value: T): void {
  const list = (lists[id] ??= []);
  if (JSON.stringify(list.at(-1)) !== JSON.stringify(value)) list.push(value);
}
