// The Nodes as the picture shows them, for the list beside the table of identities: a Node without Pods has no row there.
import type { Instant } from '../scene/instant.ts';
import { project } from '../scene/project.ts';

export interface TwinNode {
  readonly about: string;
  readonly name: string;
  /** Zone, state, and how many Pods it has, in a sentence. */
  readonly words: string;
}

export const twinNodes = (instant: Instant): readonly TwinNode[] =>
  project(instant).lanes.flatMap(({ about, title, words }) => (about === null ? [] : [{ about, name: title, words }]));
