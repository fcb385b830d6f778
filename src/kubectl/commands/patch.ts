// `kubectl patch`: sends a patch as it was typed, in JSON or YAML (K-34).
import type { ApiObject, PatchType } from '../../engine/index.ts';
import { parseManifest } from '../../manifest/manifest.ts';
import type { Process, Shell } from '../command.ts';
import { dryRunFlag } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import { onOff, writerFlags } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { outputFlag } from '../outcome-line.ts';
import { patchEach } from '../patch-each.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const patch: Verb = {
  flags: {
    ...writerFlags,
    all: onOff(),
    'dry-run': dryRunFlag,
    filename: { type: 'list', short: 'f' },
    output: outputFlag,
    patch: { type: 'text', short: 'p' },
    'patch-file': { type: 'text' },
    selector: { type: 'text', short: 'l' },
    subresource: { type: 'text' },
    type: { type: 'text' },
  },
  notSimulated: ['kustomize', 'local', 'template'],
  run: runPatch,
};

function* runPatch(shell: Shell, line: ParsedLine): Process<number> {
  const fail = (message: string): number => finish(shell, [complaint(message)]);
  const patchType = line.text('type') ?? 'strategic';
  if (!isPatchType(patchType)) return fail(`--type must be one of [json merge strategic], not "${patchType}"`);
  const subresource = line.text('subresource');
  if (subresource !== undefined && subresource !== 'status' && subresource !== 'scale') {
    return fail(`kubectl patch --subresource=${subresource} is not simulated yet`);
  }
  const file = line.text('patch-file');
  const text = file === undefined ? line.text('patch') : shell.file(file);
  if (text === undefined && file !== undefined)
    return fail(`unable to read patch file: open ${file}: no such file or directory`);
  if (!text) return fail('must specify --patch or --patch-file containing the contents of the patch');
  const read = valueIn(text);
  if ('message' in read) return fail(`unable to parse ${JSON.stringify(text)}: ${read.message}`);
  return yield* patchEach(shell, 'patch', line, ({ object }) => ({
    outcome: (after) => (versionOf(after) === versionOf(object) ? 'patched (no change)' : 'patched'),
    patch: read.value,
    patchType,
    ...(subresource === undefined ? {} : { subresource }),
  }));
}

const isPatchType = (text: string): text is Extract<PatchType, 'json' | 'merge' | 'strategic'> =>
  text === 'json' || text === 'merge' || text === 'strategic';

const versionOf = ({ metadata }: { readonly metadata?: Partial<ApiObject['metadata']> }): string | undefined =>
  metadata?.resourceVersion;

/** JSON, or else YAML, of which a plain text is one too. */
function valueIn(text: string): { readonly value: unknown } | { readonly message: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    const { documents, problems } = parseManifest(text);
    const mistake = problems.find(({ severity }) => severity === 'error');
    if (!mistake) return { value: documents[0]?.body ?? null };
    return mistake.code === 'not-a-mapping' ? { value: text } : { message: mistake.message };
  }
}
