// A run as the part of an address after `#`, and back: `FORMAT.PAYLOAD`, PAYLOAD being base64url of deflate-raw of JSON, which
// format 2 abbreviates before.
// Whatever stands there, reading it never throws: a link that does not open comes with the reason and what could be read.
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { deflated, inflated } from './deflate.ts';
import { limits } from './limits.ts';
import { checks, isFields } from './link-fields.ts';
import { inputsOf, invalid, linkJson, scenarioTextOf } from './link-json.ts';
import type { LinkJson } from './link-json.ts';
import type { LinkProblem, LinkState, ReadableLink } from './link-state.ts';
import { abbreviated, unabbreviated } from './phrases.ts';
import { edited } from './text-edit.ts';

/** The newest; 1 is the same without phrases and is still read. */
const format = 2;

export type WrittenLink =
  { readonly ok: true; readonly fragment: string } | { readonly ok: false; readonly problem: LinkProblem };

export type ReadLink =
  | { readonly ok: true; readonly state: LinkState }
  | { readonly ok: false; readonly problem: LinkProblem; readonly readable?: ReadableLink };

/** What stands after `#`; `too-large` if nobody could read it. */
export async function writeLink(state: LinkState): Promise<WrittenLink> {
  const json = JSON.stringify(linkJson(state));
  const bytes = new TextEncoder().encode(json).byteLength;
  if (bytes > limits.inflatedBytes) return { ok: false, problem: tooLarge(limits.inflatedBytes) };
  if (state.inputs.length > limits.inputs) return { ok: false, problem: tooLarge(limits.inputs) };
  return { ok: true, fragment: `${format}.${toBase64Url(await deflated(abbreviated(json)))}` };
}

/** `fragment` with or without its `#`. Never throws or rejects. */
export async function readLink(fragment: string): Promise<ReadLink> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return refused({ code: 'empty', params: {} });
  if (text.length > limits.fragmentCharacters) return refused(tooLarge(limits.fragmentCharacters));
  const [, digits, payload] = /^(\d{1,9})\.(.*)$/s.exec(text) ?? [];
  if (digits === undefined || payload === undefined || Number(digits) < 1) return refused(malformed);
  if (Number(digits) > format) return refused({ code: 'newer', params: { format: Number(digits), known: format } });
  if (payload === '') return refused({ code: 'empty', params: {} });
  // Characters lost at the end may leave a piece of a byte; what comes before it can still be read.
  const bytes = fromBase64Url(payload) ?? fromBase64Url(payload.slice(0, -1));
  if (!bytes) return refused(malformed);
  const { ending, text: inner } = await inflated(bytes, limits.inflatedBytes);
  const { text: json, isWhole } =
    Number(digits) === 1 ? { text: inner, isWhole: true } : unabbreviated(inner, limits.inflatedBytes);
  if (ending === 'too-large' || !isWhole) return refused(tooLarge(limits.inflatedBytes), readableOf(beginningOf(json)));
  // A fault after the last bracket takes nothing away.
  const content = parsed(json);
  return content ? stateOf(content) : refused({ code: 'damaged', params: {} }, readableOf(beginningOf(json)));
}

const malformed: LinkProblem = { code: 'malformed', params: {} };

const tooLarge = (limit: number): LinkProblem => ({ code: 'too-large', params: { limit } });

const refused = (problem: LinkProblem, readable?: ReadableLink): ReadLink => ({
  ok: false,
  problem,
  ...(readable && { readable }),
});

type Fields = { readonly [field: string]: unknown };

function parsed(json: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Of a JSON that is cut off, the fields that are whole. In a string `"` is written `\"`, so a field's name is found as text. */
function beginningOf(json: string): Fields {
  for (const field of Object.keys(checks).toReversed()) {
    const end = json.indexOf(`,"${field}":`);
    const beginning = end < 0 ? undefined : parsed(`${json.slice(0, end)}}`);
    if (beginning) return beginning;
  }
  return {};
}

function stateOf(fields: Fields): ReadLink {
  const wrong = Object.entries(checks).find(([name, check]) => !check(fields[name]));
  if (wrong) return refused(invalid(wrong[0]), readableOf(fields));
  const { scenario, inputs, editor = [], cursor, view, lesson, engine, checksum } = fields as unknown as LinkJson;
  const start = scenarioTextOf(scenario);
  if (!start.ok) return refused(start.problem);
  const done = inputsOf(inputs, start.text);
  if (!done.ok) return refused(done.problem, { scenarioText: start.text, inputs: [] });
  const editorText = edited(done.lastText, editor);
  if (editorText === undefined) return refused(invalid('editor'), { scenarioText: start.text, inputs: done.inputs });
  const state: LinkState = {
    scenarioText: start.text,
    inputs: done.inputs,
    editorText,
    cursor: { ms: cursor[0], revision: cursor[1] },
    ...(view && { view }),
    ...(lesson && { lesson: { id: lesson[0], step: lesson[1] } }),
    engine,
    checksum,
  };
  return { ok: true, state };
}

/** Scenario and inputs, as far as they are what they must be. */
function readableOf({ scenario, inputs }: Fields): ReadableLink | undefined {
  const start = checks.scenario(scenario) ? scenarioTextOf(scenario) : undefined;
  if (!start?.ok) return undefined;
  const done = checks.inputs(inputs) ? inputsOf(inputs, start.text) : undefined;
  return { scenarioText: start.text, inputs: done?.ok ? done.inputs : [] };
}
