// What the hooks of a container come to (KUBELET-61 to KUBELET-64). No command is really run: one that sleeps takes its time, one
// that says it fails fails, every other is done at once.
import { jsonField, jsonItems } from '../kinds/json.ts';
import type { Container } from '../kinds/pod.ts';

export interface HookRun {
  readonly lastsMs: number;
  readonly fails: boolean;
}

/** A hook of a container; undefined if it has none. */
export function hookOf({ lifecycle }: Container, name: 'postStart' | 'preStop'): HookRun | undefined {
  const hook = jsonField(lifecycle, name);
  if (hook === undefined) return undefined;
  const seconds = jsonField(jsonField(hook, 'sleep'), 'seconds');
  if (typeof seconds === 'number') return { lastsMs: seconds * 1000, fails: false };
  const command = jsonItems(jsonField(jsonField(hook, 'exec'), 'command')).map(String);
  return runOf(command);
}

function runOf([program = '', ...args]: readonly string[]): HookRun {
  const isShell = /(^|\/)(ba|da|a)?sh$/.test(program) && args[0]?.startsWith('-') === true;
  const script = isShell ? args.slice(1).join(' ') : [program, ...args].join(' ');
  let lastsMs = 0;
  for (const [, count = '0', unit = 's'] of script.matchAll(sleeps)) lastsMs += Number(count) * (unitsMs[unit] ?? 1000);
  return { lastsMs, fails: failing.test(script) };
}

const sleeps = /(?:^|[\s;&|/])sleep\s+([0-9]+(?:\.[0-9]+)?)([smh]?)/g;
const failing = /(?:^|[\s;&|/])(?:false|exit\s+[1-9][0-9]*)\s*$/;
const unitsMs: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000 };
