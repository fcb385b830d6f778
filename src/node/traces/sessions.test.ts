// Types the recorded sessions line by line into one cluster and compares what kubectl prints, with chance and clock taken out.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTerminal } from '../../kubectl/testing/terminal.ts';

interface Typed {
  readonly command: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Entry = Typed | { readonly wait: string };

const text = (path: string): string => readFileSync(new URL(`./kubectl/${path}`, import.meta.url), 'utf8');

const names = ['tkb.yaml', 'tkb-5.yaml', 'jump.yaml'];
const files = Object.fromEntries(names.map((name) => [name, text(`files/${name}`)]));

/** Verbs and flags that are not simulated yet. What they would have changed, no later line shows. */
const later = /^kubectl (?:diff|set env|set resources|autoscale)/;

/** How long those took that took longer than a moment. */
const timesMs: { readonly [typed: string]: number } = {
  wait: 40_000,
  'kubectl wait --for=delete pod/tkb-sts-0 --timeout=1s': 300,
};

describe.each(['seed-story', 'verbs'])('the recorded session %s', (name) => {
  const entries = JSON.parse(text(`${name}.json`)) as readonly Entry[];
  const terminal = createTerminal(files);
  terminal.cluster.advanceTo(10_000);
  const lines = entries.map((entry, at) => ({ at, entry, typed: 'command' in entry ? entry.command : 'wait' }));

  test.each(lines)(
    'K-20, K-21, K-30, K-34, K-36, K-37, K-38, K-39, K-41, K-42, K-66, K-67, K-86, K-100, K-101, K-102, K-104, K-105, K-106: $at $typed',
    ({ entry, typed }) => {
      if ('wait' in entry || later.test(entry.command)) {
        terminal.cluster.advanceTo(terminal.cluster.nowMs + (timesMs[typed] ?? 100));
        return;
      }
      const { exit, stdout, stderr } = terminal.type(entry.command);
      const printed = { exit, stdout: steady(stdout), stderr: steady(stderr) };
      expect(printed).toEqual({ exit: entry.exit, stdout: steady(entry.stdout), stderr: steady(entry.stderr) });
      // The next line comes when kubectl has started once more.
      terminal.cluster.advanceTo(terminal.cluster.nowMs + 65);
    },
  );
});

/** Without ages, ids, addresses, nodes and the widths they cause. */
const steady = (printed: string): string =>
  printed
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    .replaceAll(/\b10\.244\.\d+\.\d+\b/g, '<ip>')
    .replaceAll(/\b192\.0\.2\.\d+\b/g, '<node ip>')
    .replaceAll(/\bnode-\d\b/g, '<node>')
    .replaceAll(/\bzone-[abc]\b/g, '<zone>')
    .replaceAll(/(?:recorder|containerd):\/\/[0-9a-f]+/g, '<container>')
    .replaceAll(/sha256:[0-9a-f]+|docker\.io\/\S+/g, '<image>')
    .replaceAll(/\b\d+ms\b/g, '<ms>')
    .replaceAll(/over \d+[smh]/g, 'over <age>')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000/g, '<time>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
    .replaceAll(/resourceVersion"?: "\d+"/g, 'resourceVersion: <version>')
    .replaceAll(/(dullahan|kube-api-access)-[a-z0-9]{5}\b/g, '$1-<random>')
    .replaceAll(/ (?:\d+[dhms])+$/gm, ' <age>')
    .replaceAll(/ (?:\d+[dhms])+ /g, ' <age> ')
    .replaceAll(/(?<=\S) {2,}(?=\S)/g, '  ');
