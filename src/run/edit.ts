// What pressing Apply does with a new text: it is read whole or not at all, and what changed in it is applied.
import { hasErrors, isScenarioDocument, parseManifest } from '../manifest/manifest.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { parseScenario } from '../scenarios/parse-scenario.ts';
import type { AppliedText } from './apply-text.ts';
import type { EditResult, Refusal } from './run.ts';

/** The text a run was started with: a changed Scenario document is one that differs from its. */
export interface StartedText {
  readonly text: string;
  readonly manifest: Manifest;
}

/** Applies a text now. `unread`: nothing was. */
export function applyEdit(text: string, atMs: number, applied: AppliedText, started: StartedText): EditResult {
  const manifest = parseManifest(text, started.manifest);
  const refused = manifest.problems.filter(({ severity }) => severity === 'error');
  const scenarioChanged = scenarioJson(manifest) !== scenarioJson(started.manifest);
  if (hasErrors(manifest.problems)) {
    const nothing = { notSimulated: [], applied: [], warnings: [], kept: [], scenarioChanged: false };
    return { kind: 'edit', atMs, unread: true, refusals: refused, ...nothing };
  }
  const result = applied.apply(manifest);
  const { problems } = parseScenario(manifest.documents);
  const refusals = [...problems.filter(({ severity }) => severity === 'error'), ...result.refusals];
  return { kind: 'edit', atMs, unread: false, scenarioChanged, ...result, refusals: byLine(refusals) };
}

export const byLine = (refusals: readonly Refusal[]): readonly Refusal[] =>
  [...refusals].sort((a, b) => a.line - b.line || a.column - b.column);

const scenarioJson = ({ documents }: Manifest): string | undefined =>
  JSON.stringify(documents.filter(isScenarioDocument).map(({ body }) => body));
