// Objects as the tables that `kubectl get` prints, with the columns its flags add (K-20, K-62). Apart from the verb because a
// watch prints them row by row.
import type { ApiObject, Kind } from '../engine/index.ts';
import { columnsOf, kindFacts, pairsOf } from '../engine/index.ts';
import type { Shell } from './command.ts';
import type { ParsedLine } from './flags.ts';
import { printTable } from './print-table.ts';
import { subjectOf } from './resource.ts';

/** One table for each kind, in the order in which they come. */
export function tables(
  shell: Shell,
  line: ParsedLine,
  kinds: readonly Kind[],
  objects: readonly ApiObject[],
  wide: boolean,
): string {
  const withKind = line.isOn('show-kind') || new Set(kinds).size > 1;
  const groups: ApiObject[][] = [];
  for (const object of objects) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === object.kind) group.push(object);
    else groups.push([object]);
  }
  return groups.map((group) => table(shell, line, group, { wide, withKind })).join('\n');
}

function table(
  shell: Shell,
  line: ParsedLine,
  objects: readonly ApiObject[],
  look: { readonly wide: boolean; readonly withKind: boolean },
): string {
  const [first] = objects;
  if (!first) return '';
  const rows = objects.map((object) => tableRow(shell, line, object, look));
  return printTable(line.isOn('no-headers') ? rows : [tableHead(line, first.kind, look.wide), ...rows]);
}
/** The cells of one object, those of the flags included. */
export function tableRow(
  shell: Shell,
  line: ParsedLine,
  object: ApiObject,
  { wide, withKind }: { readonly wide: boolean; readonly withKind: boolean },
): readonly string[] {
  const { heads, cells } = columnsOf(object.kind);
  const row = [...cells(object, shell.startTimeMs + shell.nowMs())];
  if (withKind) row[heads.indexOf('NAME')] = subjectOf(object.kind, object.metadata.name);
  const own = object.metadata.labels ?? {};
  const after = [
    ...line.list('label-columns').map((key) => own[key] ?? ''),
    ...(line.isOn('show-labels') ? [pairsOf(own)] : []),
  ];
  const before = showsNamespaces(line, object.kind) ? [object.metadata.namespace ?? ''] : [];
  return [...before, ...shownAt(heads, wide).map((at) => row[at] ?? ''), ...after];
}

export function tableHead(line: ParsedLine, kind: Kind, wide: boolean): readonly string[] {
  const { heads } = columnsOf(kind);
  return [
    ...(showsNamespaces(line, kind) ? ['NAMESPACE'] : []),
    ...shownAt(heads, wide).map((at) => (heads[at] ?? '').replace('+', '')),
    ...line.list('label-columns').map((key) => (key.split('/').at(-1) ?? '').toUpperCase()),
    ...(line.isOn('show-labels') ? ['LABELS'] : []),
  ];
}

export const showsNamespaces = (line: ParsedLine, kind: Kind): boolean =>
  line.isOn('all-namespaces') && kindFacts[kind].namespaced;

/** Which of the columns `-o wide` alone shows are shown. */
const shownAt = (heads: readonly string[], wide: boolean): readonly number[] =>
  heads.flatMap((head, at) => (wide || !head.startsWith('+') ? [at] : []));
