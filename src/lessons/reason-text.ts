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
  const told = (name: FactName): string => factText(name, { facts });
  if (state.state === 'met') return goals.met;
  if (state.state === 'open') return filled(goals.open, { fact: told(state.missing) });
  if ('gone' in state) return filled(goals.gone, { fact: told(state.gone) });
  return filled(goals.tooEarly, { early: told(state.early), before: told(state.before) });
}

export const factText = ({ code, params }: FactName, { facts }: Pick<LessonMessages, 'facts'>): string =>
  filled(facts[code], params);

/** A replacer function, so that `$&` in a value stays as it is. */
const filled = (sentence: string, params: { readonly [name: string]: string }): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => params[name] ?? placeholder);
