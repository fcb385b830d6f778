// Reasons as sentences: one template per rule id, filled with the reason's parameters. Made from Reasons and from nothing
// else, so that an explanation cannot disagree with what ran.
import type { Reason } from '../engine/index.ts';
import { fill } from './messages.ts';
import type { SceneMessages } from './messages.ts';
import { timeText } from './time-text.ts';

/** A sentence for why something was written; names the rule if it has no text of its own. */
export const narrate = (reason: Reason, messages: SceneMessages): string => sentence(reason, messages.rules);

/** A few words for what something waits for. */
export function waitText(reason: Reason, messages: SceneMessages): string {
  const untilMs = reason.params?.['untilMs'];
  if (typeof untilMs !== 'number') return sentence(reason, messages.waits);
  // Nothing is tried before that instant: rounded up.
  const until = timeText(Math.ceil(untilMs / 1000) * 1000, messages.timeline);
  return sentence({ ...reason, params: { ...reason.params, until } }, messages.waits);
}

/** The text for the rule and its `case` or `state` (`STS-REP-6.terminating`), for the rule, or `other`. */
function sentence({ rule, params = {} }: Reason, texts: SceneMessages['rules']): string {
  const kind = params['case'] ?? params['state'];
  const template = (kind === undefined ? undefined : texts[`${rule}.${String(kind)}`]) ?? texts[rule] ?? texts.other;
  return fill(template, { rule, ...params });
}
