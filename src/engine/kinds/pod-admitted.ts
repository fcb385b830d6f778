// What admission gave a Pod when it was made and gives it again when an update leaves it out (DEF-9, DEF-10). Here and not with
// the rest of admission, because an update is otherwise not admitted anew.
import { filled, replaced } from './filled.ts';
import type { PodSpec, Toleration } from './pod.ts';

/** The new spec with the stored one's priority and tolerations of failed nodes; the same spec if it has them. */
export function withAdmittedParts(spec: PodSpec, old: PodSpec): PodSpec {
  const { priority, preemptionPolicy } = old;
  const ranked = filled(spec, {
    ...(priority === undefined ? {} : { priority }),
    ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
  });
  const given = spec.tolerations ?? [];
  const missing = (old.tolerations ?? []).filter((it) => isOfFailure(it) && !given.some((one) => covers(one, it)));
  return missing.length === 0 ? ranked : replaced(ranked, 'tolerations', [...given, ...missing]);
}

const failures = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

const isOfFailure = ({ key, effect }: Toleration): boolean => failures.includes(key ?? '') && effect === 'NoExecute';

/** Whether a toleration is for the same taint, so that none is added. */
const covers = ({ key = '', effect }: Toleration, added: Toleration): boolean =>
  (key === '' || key === added.key) && (effect === undefined || effect === 'NoExecute');
