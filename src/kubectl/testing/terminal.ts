// A terminal for tests: plays kubectl lines onto a cluster of its own and keeps what they print.
import type { Cluster } from '../../engine/index.ts';
import { createCluster } from '../../engine/index.ts';
import type { Reply, Shell } from '../command.ts';
import { kubectl } from '../kubectl.ts';
import { wordsOf } from '../words.ts';

export interface Printed {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Terminal {
  readonly cluster: Cluster;
  /** Plays a line to its end, the cluster's time going on while it waits. */
  type(line: string): Printed;
}

/** `files`: by name; `-` is standard input. */
export function createTerminal(files: { [name: string]: string }): Terminal {
  const nodes = ['a', 'b', 'c'].map((letter, at) => ({
    ...{ name: `node-${at + 1}`, zone: `zone-${letter}` },
    ...{ cpu: '4', memory: '3840Mi', pods: 110 },
  }));
  const images = [{ match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 }];
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes, images, featureGates: {} });
  return { cluster, type: (line) => play(cluster, files, line) };
}

function play(cluster: Cluster, files: { readonly [name: string]: string }, line: string): Printed {
  const split = wordsOf(line, {});
  if (!split.ok || split.words[0] !== 'kubectl') throw new Error(`the test types something else than kubectl: ${line}`);
  const printed = { stdout: '', stderr: '' };
  const shell: Shell = {
    namespace: 'default',
    nowMs: () => cluster.nowMs,
    startTimeMs: cluster.options.startTimeMs,
    file: (name) => files[name],
    stdout: (text) => void (printed.stdout += text),
    stderr: (text) => void (printed.stderr += text),
  };
  const process = kubectl(shell, split.words.slice(1));
  let step = process.next();
  while (!step.done) {
    const ask = step.value;
    let reply: Reply;
    if (ask.kind === 'request') reply = { kind: 'answer', answer: cluster.dispatch({ request: ask.request }) };
    else if (ask.kind === 'exec') reply = { kind: 'output', output: cluster.execute(ask.exec) };
    else if (ask.kind === 'log') reply = { kind: 'output', output: cluster.readLog(ask.log) };
    else {
      const nextMs = Math.min(cluster.nextMs({ idle: true }) ?? Infinity, ask.untilMs ?? Infinity);
      if (nextMs === Infinity) throw new Error(`nothing more happens, and this still waits: ${line}`);
      const { revision } = cluster.head.cursor;
      cluster.advanceTo(nextMs);
      reply = { kind: 'woken', nowMs: cluster.nowMs, changes: cluster.changes(revision) };
    }
    step = process.next(reply);
  }
  return { exit: step.value, ...printed };
}
