// Types recorded lines of the verbs there are, and compares output and exit code with kubectl's; and applies the recorded
// refused manifests as kubectl did.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTerminal } from '../../kubectl/testing/terminal.ts';
import { isKind } from '../../engine/index.ts';

interface Typed {
  readonly command: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Refused {
  readonly name: string;
  /** What is there before. */
  readonly given?: readonly string[];
  readonly manifest: string;
  readonly kubectlApply: { readonly exit: number; readonly stdout: string; readonly stderr: string };
}

const text = (path: string): string => readFileSync(new URL(`./${path}`, import.meta.url), 'utf8');

const mistakes = (JSON.parse(text('kubectl/mistakes.json')) as readonly Typed[]).filter(({ command }) =>
  /^kubectl (?:gett|version|cluster-info|describe sts|taint|wait|exec|drain|apply|delete|scale|set|patch|label|create|cordon|rollout|get)\b/.test(
    command,
  ),
);

const files = { 'bad.yaml': text('kubectl/files/bad.yaml'), 'empty.yaml': text('kubectl/files/empty.yaml') };

/** The age of the cluster they were typed at. */
const recordedAtMs = 315_000;

test.each(mistakes)(
  'K-24, K-59, K-60, K-110, K-111, K-112, K-113, K-114, K-115, K-116, K-117, K-118, K-122: $command',
  ({ command, exit, stdout, stderr }) => {
    const terminal = createTerminal(files);
    terminal.cluster.advanceTo(recordedAtMs);
    expect(terminal.type(command)).toEqual({ exit, stdout, stderr });
  },
);

const refused = (JSON.parse(text('refusals.json')) as readonly Refused[]).filter(({ manifest, name }) =>
  simulated(manifest, name),
);

/** Of a kind there is; the unknown ones are recorded mistakes. */
function simulated(manifest: string, name: string): boolean {
  const kind = /^kind: (\w+)/m.exec(manifest)?.[1];
  return kind === undefined || isKind(kind) || name === 'unknown kind';
}

test.each(refused)('K-24: apply of $name', ({ given = [], manifest, kubectlApply }) => {
  const input = { '-': given.join('---\n') };
  const terminal = createTerminal(input);
  if (given.length > 0) expect(terminal.type('kubectl apply -f -').exit).toBe(0);
  input['-'] = manifest;
  expect(terminal.type('kubectl apply -n default --dry-run=server -f -')).toEqual(kubectlApply);
});
