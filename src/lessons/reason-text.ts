// The judge's states as sentences. Declares the messages it needs and is handed them in the language spoken, as the scene is.
import type { FactName } from './facts.ts';
import type { GoalState } from './judge.ts';

export interface LessonMessages {
  /** With `{object}`, `{name}` and `{value}`. */
  readonly facts: { readonly [code in FactName['code']]: string };
  readonly goals: {
    readonly met: string;
    /** With `{fact}`. */
    readonly open: string;
    /** With `{early}` and `{before}`. */
    readonly tooEarly: string;
    /** With `{fact}`. */
    readonly gone: string;
  };
}

/** One sentence that says how a goal stands and why. */
export function goalSentence(state: GoalState, { facts, goals }: LessonMessages): string {
  const factText = ({ code, params }: FactName): string => filled(facts[code], params);
  if (state.state === 'met') return goals.met;
  if (state.state === 'open') return filled(goals.open, { fact: factText(state.missing) });
  if ('gone' in state) return filled(goals.gone, { fact: factText(state.gone) });
  return filled(goals.tooEarly, { early: factText(state.early), before: factText(state.before) });
}

/** A replacer function, so that `$&` in a value stays as it is. */
const filled = (sentence: string, params: { readonly [name: string]: string }): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => params[name] ?? placeholder);
