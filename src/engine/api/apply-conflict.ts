// The 409 of a server-side apply that would change what others own (PATCH-8).
import type { Status } from './status.ts';

export interface ApplyConflict {
  /** As the server names it: `"one"`, `"two" using apps/v1 at …`. */
  readonly owner: string;
  readonly field: string;
}

/** One conflict is told in a line, several by owner. There must be at least one. */
export function applyConflict(conflicts: readonly ApplyConflict[]): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: message(conflicts),
    reason: 'Conflict',
    details: {
      causes: conflicts.map(({ owner, field }) => ({
        ...{ reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field },
      })),
    },
    code: 409,
  };
}

function message(conflicts: readonly ApplyConflict[]): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first) {
    return `Apply failed with 1 conflict: conflict with ${first.owner}: ${first.field}`;
  }
  const owners = [...new Set(conflicts.map(({ owner }) => owner))].sort();
  const lists = owners.map((owner) => {
    const fields = conflicts.filter((it) => it.owner === owner).map(({ field }) => `- ${field}`);
    return `conflicts with ${owner}:\n${fields.sort().join('\n')}`;
  });
  return `Apply failed with ${conflicts.length} conflicts: ${lists.join('\n')}`;
}
