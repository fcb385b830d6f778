// The texts a scene is labelled with, handed in by whoever knows the reader's language, and how their {{placeholders}} are
// filled. Plain data, so that a scene never asks a translator.
import type { SlotState } from './scene.ts';

interface Titled {
  readonly title: string;
  readonly hint: string;
}

/** Texts with `{{name}}` placeholders. */
export interface SceneMessages {
  readonly bands: { readonly wanted: Titled; readonly running: Titled; readonly kept: Titled };
  readonly states: { readonly [S in SlotState]: string };
  readonly steps: {
    readonly [
      S in
        'node' | 'noNode' | 'provision' | 'attach' | 'mount' | 'pull' | 'create' | 'start' | 'init' | 'settle' | 'stop'
    ]: string;
  };
  readonly set: {
    readonly [
      T in
        | 'kind'
        | 'ready'
        | 'available'
        | 'updated'
        | 'partition'
        | 'onDelete'
        | 'revision'
        | 'dnsMissing'
        | 'inDns'
        | 'words'
        | 'slot'
        | 'and'
    ]: string;
  };
  readonly deployment: { readonly [T in 'kind' | 'noSlots' | 'paused' | 'words']: string };
  readonly node: {
    readonly [
      T in
        | 'unscheduled'
        | 'unscheduledSide'
        | 'unscheduledWords'
        | 'ready'
        | 'notReady'
        | 'silent'
        | 'cordoned'
        | 'off'
        | 'cut'
        | 'kubelet'
        | 'deleted'
        | 'stray'
        | 'strayWords'
        | 'capacity'
        | 'taint'
        | 'words'
    ]: string;
  };
  readonly pod: {
    readonly [
      T in 'words' | 'unscheduled' | 'seconds' | 'secondsLeft' | 'retry' | 'incarnation' | 'restarts' | 'count' | 'tile'
    ]: string;
  };
  readonly volume: {
    readonly [
      T in
        | 'pending'
        | 'bound'
        | 'lost'
        | 'terminating'
        | 'unbound'
        | 'ghost'
        | 'noVolume'
        | 'attached'
        | 'attaching'
        | 'words'
        | 'tile'
        | 'tileBound'
    ]: string;
  };
  readonly timeline: {
    readonly [
      T in 'words' | 'bar' | 'open' | 'podFailed' | 'nodeSilent' | 'seconds' | 'minutes' | 'hours' | 'days' | 'more'
    ]: string;
  };
  readonly notice: { readonly empty: string };
  /** A few words for a wait, by rule id or `rule.state`; `other` for the rest. */
  readonly waits: { readonly other: string; readonly [rule: string]: string };
  /** One sentence per rule id, or per `rule.case`; `other` for the rest. */
  readonly rules: { readonly other: string; readonly [rule: string]: string };
}

export type Params = { readonly [name: string]: string | number | boolean };

/** The text with its placeholders replaced; one that has no value stays visible, so that it is noticed. */
export function fill(text: string, params: Params = {}): string {
  const parts = partsOf(text);
  if (parts.length === 1) return text;
  let filled = '';
  for (const [at, part] of parts.entries()) {
    const value = params[part];
    if (at % 2 === 0) filled += part;
    else filled += value === undefined ? `{{${part}}}` : String(value);
  }
  return filled;
}

/** Text and names in turns. Texts are few and drawn often: each is taken apart once. */
function partsOf(text: string): readonly string[] {
  const known = partsByText.get(text);
  if (known) return known;
  const parts = text.split(/\{\{(\w+)\}\}/);
  partsByText.set(text, parts);
  return parts;
}

const partsByText = new Map<string, readonly string[]>();
