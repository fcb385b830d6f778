// Why something was written or is being waited for. Explanations are made from Reasons and from nothing else.

/** `rule` is an id of docs/spec (for instance `STS-REP-6`); `params` hold the names and numbers a sentence needs. */
export interface Reason {
  readonly rule: string;
  readonly params?: { readonly [name: string]: string | number | boolean };
}

/** What woke the writer: an input, a change, or a timer that was set at a revision. The chain of causes answers "why". */
export type Cause =
  | { readonly input: number }
  | { readonly revision: number }
  | { readonly timer: { readonly component: string; readonly key: string; readonly revision: number } };
