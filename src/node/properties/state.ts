// All of a cluster's state at one instant as a text, for comparing two: every kind, machines, what runs on them, waits, agenda.
import { kinds } from '../../engine/index.ts';
import type { View } from '../../engine/index.ts';

/** The state of a view; the order of waits and the numbers that order the agenda are left out, its order is not. */
export function stateOf(view: View): string {
  const machines = view.machines();
  return JSON.stringify(
    {
      cursor: view.cursor,
      objects: kinds.map((kind) => [kind, view.list(kind)]),
      machines,
      sandboxes: machines.map(({ node }) => view.sandboxesOn(node)),
      waits: view
        .waits()
        .map((wait) => JSON.stringify(wait))
        .sort(),
      upcoming: view.upcoming().map(({ sequence: _numbered, ...entry }) => entry),
    },
    undefined,
    1,
  );
}
