// What the API server holds about one object at an instant: the object as YAML to read, and the Events about it; of a volume also
// what nobody but the volume knows: who wrote on it.
import { conflictsAmong, isKind, writersOf } from '../engine/index.ts';
import type { Change, Conflict, View, Writer } from '../engine/index.ts';
import { printYaml } from '../manifest/print-yaml.ts';

export interface Inspected {
  readonly yaml: string;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly reason: string;
    readonly message: string;
    readonly count: number;
  }[];
  /** Of a volume, or a claim that has one. */
  readonly contents: Contents | undefined;
}

export interface Contents {
  readonly writers: readonly Writer[];
  readonly conflicts: readonly Conflict[];
  /** Nothing more can be written since then. */
  readonly fullSinceMs: number | undefined;
}

/** `about` is `Kind namespace/name`, as the marks of the picture say it; undefined if there is no such object at this instant. */
export function inspected(about: string, view: View, changes: readonly Change[]): Inspected | undefined {
  const space = about.indexOf(' ');
  const kind = about.slice(0, space);
  const object = isKind(kind) ? view.get(kind, about.slice(space + 1)) : undefined;
  if (!object) return undefined;
  const events = view.eventsAbout(object.metadata.uid).map((event) => ({
    id: event.metadata.uid,
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: event.count ?? event.series?.count ?? 1,
  }));
  const volume = object.kind === 'PersistentVolumeClaim' ? object.spec.volumeName : object.metadata.name;
  const hasContents = object.kind === 'PersistentVolume' || object.kind === 'PersistentVolumeClaim';
  return {
    yaml: printYaml(object),
    events,
    contents: hasContents && volume !== undefined ? contentsOf(volume, changes, view) : undefined,
  };
}

function contentsOf(volume: string, changes: readonly Change[], view: View): Contents {
  const writers = writersOf(volume, changes, view.cursor.ms);
  return { writers, conflicts: conflictsAmong(writers), fullSinceMs: view.fullSinceMs(volume) };
}
