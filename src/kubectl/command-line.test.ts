// How a line is taken apart, and what kubectl says to a line it does not understand.
import { expect, test } from 'vitest';
import { onOff, parseFlags } from './flags.ts';
import type { FlagTable } from './flags.ts';
import { kindNamed, subjectOf } from './resource.ts';
import { createTerminal } from './testing/terminal.ts';
import { wordsOf } from './words.ts';

const table: FlagTable = {
  filename: { type: 'list', short: 'f' },
  replicas: { type: 'number' },
  wait: onOff(),
  all: onOff('A'),
  output: { type: 'text', short: 'o' },
};

test('a line is split into words as in a shell, with $NODE put in', () => {
  expect(wordsOf(`kubectl patch sts web -p '{"a": 1}' "b c" node/$NODE`, { NODE: 'node-2' })).toEqual({
    ok: true,
    words: ['kubectl', 'patch', 'sts', 'web', '-p', '{"a": 1}', 'b c', 'node/node-2'],
  });
  expect(wordsOf('kubectl get pods | cat', {}).ok).toBe(false);
  expect(wordsOf('kubectl get ${', {})).toEqual({ ok: false, message: 'sh: bad substitution' });
});

test('a flag takes the next word whatever it is, a switch never does', () => {
  const flags = parseFlags(['-f', '-', '--replicas', '-1', '--wait', 'false', '-Aoname', '-n=x'], table);
  if (!flags.ok) throw new Error(flags.message);
  const { line } = flags;
  expect([line.list('filename'), line.number('replicas'), line.isOn('wait'), line.isOn('all')]).toEqual([
    ['-'],
    -1,
    true,
    true,
  ]);
  expect([line.text('output'), line.text('namespace'), line.args]).toEqual(['name', 'x', ['false']]);
});

test.each([
  [['--nope'], 'unknown flag: --nope'],
  [['-z'], "unknown shorthand flag: 'z' in -z"],
  [['--replicas'], 'flag needs an argument: --replicas'],
  [['-o'], "flag needs an argument: 'o' in -o"],
  [['--replicas=x'], 'invalid argument "x" for "--replicas" flag: strconv.ParseInt: parsing "x": invalid syntax'],
  [
    ['--all=maybe'],
    'invalid argument "maybe" for "-A, --all" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
])('K-113, K-117: %s is refused', (words, message) => {
  expect(parseFlags(words, table)).toEqual({ ok: false, message });
});

test('K-113: an unknown flag names the verb whose help to ask', () => {
  expect(createTerminal({}).type('kubectl delete pods --nope').stderr).toBe(
    "error: unknown flag: --nope\nSee 'kubectl delete --help' for usage.\n",
  );
});

test('K-110: a mistyped verb brings up those that are meant', () => {
  const terminal = createTerminal({});
  expect(terminal.type('kubectl gett pods').stderr).toBe(
    'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n',
  );
  expect(terminal.type('kubectl abracadabra').stderr).toBe('error: unknown command "abracadabra" for "kubectl"\n');
});

test('K-22: kinds are found by every word discovery lists, and named with their group', () => {
  const words = ['sts', 'StatefulSet', 'statefulsets', 'statefulset.apps', 'statefulsets.v1.apps'];
  expect(words.map(kindNamed)).toEqual(words.map(() => 'StatefulSet'));
  expect(['po', 'svc', 'pvc', 'pv', 'sc', 'no', 'ns', 'cm', 'sa', 'ev'].map(kindNamed)).not.toContain(undefined);
  expect([subjectOf('StatefulSet', 'web'), subjectOf('Pod', 'web-0')]).toEqual(['statefulset.apps/web', 'pod/web-0']);
});

test.each([
  ['kubectl ps', '\tget\n'],
  ['kubectl rm pod', '\tdelete\n'],
  [
    'kubectl rollout stauts sts/web',
    'unknown command "stauts" for "kubectl rollout"\n\nDid you mean this?\n\tstatus\n',
  ],
  ['kubectl set imgae sts/web a=b', '\timage\n'],
  ['kubectl get pods --kubeconfig=x', 'the flag --kubeconfig of kubectl get is not simulated yet'],
])('K-110, K-113: %s gets a suggestion, or is said not to be simulated', (line, part) => {
  const { exit, stderr } = createTerminal({}).type(line);
  expect([exit, stderr]).toEqual([1, expect.stringContaining(part)]);
});

test('--help lists verbs and flags, here and elsewhere', () => {
  const terminal = createTerminal({});
  const general = terminal.type('kubectl --help');
  expect(general.exit).toBe(0);
  expect(general.stdout).toContain('Not simulated yet:\n');
  expect(terminal.type('kubectl').stdout).toBe(general.stdout);
  const ofGet = terminal.type('kubectl get -h').stdout;
  expect(ofGet).toContain('-w, --watch');
  expect(ofGet).toContain('--template');
});
