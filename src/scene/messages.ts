// The texts a scene is labelled with, handed in by whoever knows the reader's language, and how their {placeholders} are
// filled. Plain data, so that a scene never asks a translator.
import type { PodState } from './scene.ts';

/** Texts with `{name}` placeholders; `rules` has one sentence per rule id, or several by `rule.case`. */
export interface SceneMessages {
  readonly bands: {
    readonly [B in 'wanted' | 'running' | 'kept']: { readonly title: string; readonly hint: string };
  };
  readonly states: { readonly [S in PodState | 'absent' | 'leaving' | 'ghost']: string };
  readonly steps: { readonly [step: string]: string };
  readonly set: { readonly [text: string]: string };
  readonly node: { readonly [text: string]: string };
  readonly volume: { readonly [text: string]: string };
  readonly pod: { readonly [text: string]: string };
  readonly timeline: { readonly [text: string]: string };
  readonly waits: { readonly [rule: string]: string };
  readonly rules: { readonly [rule: string]: string };
  readonly notice: { readonly [text: string]: string };
}

export type Params = { readonly [name: string]: string | number | boolean };

/** The text with its placeholders replaced; one that has no value stays visible, so that it is noticed. */
export const fill = (text: string, params: Params = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : String(params[name])));
