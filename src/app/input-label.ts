// A few words for something that was done, as flags, branches and Undo name it.
import type { RunInput } from '../run/run.ts';

export function inputLabel({ kind, value }: RunInput, say: (key: string) => string): string {
  if (kind === 'edit') return say('time.flag.apply');
  return kind === 'line' ? value.replace(/^kubectl /, '') : say('time.flag.request');
}
