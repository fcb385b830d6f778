// Reasons as sentences: one template per rule id, filled with the reason's parameters. Made from Reasons and from nothing
// else, so that an explanation cannot disagree with what ran.
import type { Reason } from '../engine/index.ts';
import type { SceneMessages } from './messages.ts';

/** A sentence for why something was written; names the rule if it has no text of its own. */
export function narrate(reason: Reason, messages: SceneMessages): string {
  return `${reason.rule}${messages.rules[reason.rule] ?? ''}`;
}

/** A few words for what something waits for. */
export function waitText(reason: Reason, messages: SceneMessages): string {
  return `${reason.rule}${messages.waits[reason.rule] ?? ''}`;
}
