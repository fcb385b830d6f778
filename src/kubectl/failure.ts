// What kubectl prints when something goes wrong (K-24): the server's refusals and its own complaints, in its words.
import type { Status } from '../engine/index.ts';

/** Why a command or one object of it failed. `text` has no line break at its end; `status` if the server said so. */
export interface Failure {
  readonly text: string;
  readonly status?: Status;
}

/** kubectl's own complaint: `error: …`. */
export const complaint = (text: string): Failure => ({ text: text.startsWith('error: ') ? text : `error: ${text}` });

/** K-24: how kubectl words a refusal of the server; `doing` stands before the server's sentence: `error when creating "STDIN": `. */
export function refusalOf(status: Status, doing = ''): Failure {
  if (status.reason === 'Invalid') return { text: invalidText(status), status };
  const reason = status.reason ? ` (${status.reason})` : '';
  return { text: `Error from server${reason}: ${doing}${status.message ?? ''}`, status };
}

function invalidText({ details, message = '' }: Status): string {
  const start = details?.kind || details?.name ? `The ${details.kind} "${details.name ?? ''}" is invalid` : '';
  const causes = [...new Set((details?.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`))];
  if (causes.length === 0) return start || `The request is invalid: ${message}`;
  const head = `${start || 'The request is invalid'}: `;
  return causes.length === 1 ? `${head}${causes[0]}` : `${head}\n${causes.map((cause) => `* ${cause}`).join('\n')}`;
}
