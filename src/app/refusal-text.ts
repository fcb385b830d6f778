// What was refused, in the reader's language: our own sentences are translated, the cluster's own words never are.
import type { Refusal } from './session-state.ts';

type Translate = (key: string, options: { readonly [name: string]: string | number }) => string;

export function refusalText({ message, code, params, unsimulated }: Refusal, t: Translate): string {
  // Words the API server or kubectl says have no translation, and stand as they are.
  if (!unsimulated) return t(`mistakes.${code}`, { ...params, defaultValue: message });
  const what = t(`notSimulated.${code}`, { defaultValue: message });
  return t('applied.unsupported', { what: `${params['path'] ?? ''}: ${what}` });
}
