// The flag --dry-run, the same for every verb that has it (K-67).
import type { Flag, ParsedLine } from './flags.ts';

export const dryRunFlag: Flag = { type: 'text', bare: 'unchanged' };

export type DryRun = 'client' | 'server' | undefined;

/** What --dry-run asks for, or kubectl's complaint about its value. */
export function dryRunOf(
  line: ParsedLine,
): { readonly ok: true; readonly dryRun: DryRun } | { readonly ok: false; readonly message: string } {
  const text = line.text('dry-run') ?? 'none';
  if (text === 'client' || text === 'server') return { ok: true, dryRun: text };
  if (text === 'none') return { ok: true, dryRun: undefined };
  const message =
    text === 'unchanged'
      ? '--dry-run flag without a value was specified. A value must be set: "none", "server", or "client".'
      : `Invalid dry-run value (${text}). Must be "none", "server", or "client".`;
  return { ok: false, message };
}

/** What stands behind a line of output. */
export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === undefined) return '';
  return dryRun === 'server' ? ' (server dry run)' : ' (dry run)';
}
