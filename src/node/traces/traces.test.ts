// Plays recorded scenarios and compares what happens with what a real cluster did, each part in a test of its own.
import { describe, expect, test } from 'vitest';
import { simulate } from '../simulate.ts';
import { agreeing } from './agreeing.ts';
import { differences, parts } from './compare.ts';
import type { RecordedAnswer } from './compare.ts';
import { derive } from './derive.ts';
import type { ObservedChange } from './observed.ts';
import { paceDifferences } from './pace.ts';
import { readRecording, readScenario } from './recordings.ts';

describe.each(agreeing)('a real cluster did the same: %s', (name) => {
  const recording = readRecording(name);
  const found = derive(changesOf(name));

  test.each(parts)('%s', (part) => {
    expect(differences(part, recording, found)).toEqual([]);
  });

  test('pace', () => {
    expect(paceDifferences(recording, found, mendedMs(name))).toEqual([]);
  });

  test('answers', () => {
    const answers = linesOf(name, 'answers').map((line) => JSON.parse(line) as RecordedAnswer);
    expect(answers.map(essence)).toEqual(recording.answers.map(essence));
  });

  test('every write has a reason with a rule', () => {
    const ruleless = linesOf(name, 'changes').filter((line) => !/"rule":"[A-Z]+-/.test(line));
    expect(ruleless).toEqual([]);
  });
});

/**
 * The recorded cluster had the StorageClasses already. Of requests only the status: bodies are compared in `final`. Nodes are
 * chosen by chance, ages a matter of fractions of a second, and the recorder's chaos had no output and no exit code.
 */
function essence({ run, exit, stdout = '', stderr = '', request, status }: RecordedAnswer): unknown {
  if (run === undefined) return { request, status };
  const line = withoutNodes(run);
  if (line.startsWith('chaos ')) return { run: line.split(' ').slice(0, 3) };
  const created = stdout.replace(/^(storageclass\S+) unchanged/gm, '$1 created');
  return { run: line, exit, stdout: withoutAges(withoutNodes(created)), stderr: withoutNodes(stderr) };
}

/**
 * When failing probes were mended: the recorder waited longer for quiet, for it counted the repeats of their Events. When Pods with
 * commands for hooks were deleted: the recorded runtime, which ran no commands, answered at once, here one that sleeps takes its time.
 */
const mendedMs = (name: string): readonly number[] =>
  linesOf(name, 'answers').flatMap((line) => {
    const { atMs, run } = JSON.parse(line) as RecordedAnswer & { readonly atMs: number };
    if (run?.startsWith('chaos ready')) return [atMs];
    const isHooked = run?.startsWith('kubectl delete') === true && /preStop:\s+exec:/.test(readScenario(name));
    return isHooked ? [0, 1, 2, 3, 4, 5, 6].map((halfSeconds) => atMs + halfSeconds * 500) : [];
  });

const withoutNodes = (text: string): string => text.replaceAll(/\bnode-\d+\b|\$NODE\b/g, '<node>');

const withoutAges = (text: string): string => text.replaceAll(/ (?:\d+[dhms])+$/gm, ' <age>');

function changesOf(name: string): readonly ObservedChange[] {
  return linesOf(name, 'changes').map((line) => JSON.parse(line) as ObservedChange);
}

function linesOf(name: string, output: 'changes' | 'answers'): readonly string[] {
  const played = simulate(readScenario(name), { output });
  if (!played.ok) throw new Error(played.refusals.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  if (played.stuckOn !== undefined) throw new Error(`stuck: ${played.stuckOn}`);
  return played.lines;
}
