// Whether labels meet a selector. Apart from the selectors of requests, because validation asks too (STS-VAL-20).
import type { LabelSelector, StringMap } from './meta.ts';

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values: readonly string[];
}

/** Whether a selector selects an object with these labels. No selector selects nothing; an empty one everything. */
export function selects(selector: LabelSelector | undefined, labels: StringMap | undefined): boolean {
  if (!selector) return false;
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels) for (const key in matchLabels) if (valueOf(labels, key) !== matchLabels[key]) return false;
  return (
    matchExpressions === undefined || matchExpressions.every((it) => meets({ ...it, values: it.values ?? [] }, labels))
  );
}

/** A label's value: keys come from users, so only the map's own count. */
const valueOf = (labels: StringMap | undefined, key: string): string | undefined =>
  labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;

/** Whether labels meet one requirement. */
export function meets({ key, operator, values }: Requirement, labels: StringMap | undefined): boolean {
  const value = valueOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
    case 'Lt':
      return value !== undefined && compares(value, operator, values[0] ?? '');
  }
}

function compares(value: string, operator: 'Gt' | 'Lt', bound: string): boolean {
  if (!/^[+-]?\d+$/.test(value)) return false;
  return operator === 'Gt' ? Number(value) > Number(bound) : Number(value) < Number(bound);
}
