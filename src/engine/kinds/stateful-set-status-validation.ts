// What the status of a StatefulSet must obey, should somebody else than its controller write it (STS-VAL-40 to STS-VAL-42).
import { checkNotNegative, invalidValue } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { StatefulSet } from './stateful-set.ts';

/** Mistakes of a status that replaces that of `old`. */
export function statefulSetStatusMistakes({ status }: StatefulSet, old: StatefulSet): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const name of numbers) checkNotNegative(status[name], `status.${name}`, errors);
  for (const name of counts) {
    const count = status[name] ?? 0;
    if (count > (status.replicas ?? 0))
      errors.push(invalidValue(`status.${name}`, count, 'cannot be greater than status.replicas'));
  }
  const { readyReplicas = 0, collisionCount = 0 } = status;
  const availableReplicas = status.availableReplicas ?? 0; // a client may leave it out
  if (availableReplicas > readyReplicas) {
    const detail = 'cannot be greater than status.readyReplicas';
    errors.push(invalidValue('status.availableReplicas', availableReplicas, detail));
  }
  if (collisionCount < (old.status.collisionCount ?? 0))
    errors.push(invalidValue('status.collisionCount', collisionCount, 'cannot be decremented'));
  return errors;
}

const counts = ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'] as const;
const numbers = ['replicas', ...counts, 'observedGeneration', 'collisionCount'] as const;
