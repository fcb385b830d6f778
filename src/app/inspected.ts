// What the API server holds about one object at an instant: the object as YAML to read, and the Events about it.
import { isKind } from '../engine/index.ts';
import type { View } from '../engine/index.ts';
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
}

/** `about` is `Kind namespace/name`, as the marks of the picture say it; undefined if there is no such object at this instant. */
export function inspected(about: string, view: View): Inspected | undefined {
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
  return { yaml: printYaml(object), events };
}
