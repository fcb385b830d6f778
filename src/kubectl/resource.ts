// Which kind a word of the command line means, and how kubectl names an object in its messages (K-22, K-39).
import type { Kind } from '../engine/index.ts';
import { kindFacts, kinds } from '../engine/index.ts';

const kindsByWord: ReadonlyMap<string, Kind> = new Map(
  kinds.flatMap((kind) => wordsOf(kind).map((word) => [word, kind])),
);

/** `sts`, `statefulset`, `statefulsets`, `statefulsets.apps`, `statefulsets.v1.apps`: what discovery lists, in any case. */
function wordsOf(kind: Kind): string[] {
  const { group, version, plural, shortNames } = kindFacts[kind];
  const names = [plural, kind.toLowerCase(), ...shortNames];
  return names.flatMap((name) => (group ? [name, `${name}.${group}`, `${name}.${version}.${group}`] : [name]));
}

/** The kind a word stands for; undefined if the server has no such type. */
export const kindNamed = (word: string): Kind | undefined => kindsByWord.get(word.toLowerCase());

/** `statefulset.apps`: lower-case singular with the group. */
export function singularOf(kind: Kind): string {
  const { group } = kindFacts[kind];
  return group ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
}

/** K-22: `statefulset.apps/web`. */
export const subjectOf = (kind: Kind, name: string): string => `${singularOf(kind)}/${name}`;
