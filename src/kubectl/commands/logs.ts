// `kubectl logs`: what a container of a Pod printed (K-53).
import type { LogRequest, Pod } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { logText, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { durationMs } from '../duration.ts';
import { complaint, refusalOf } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { resourceArgs } from '../resource-args.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const logs: Verb = {
  flags: {
    container: { type: 'text', short: 'c' },
    previous: onOff('p'),
    since: { type: 'text' },
    tail: { type: 'number' },
    timestamps: onOff(),
    prefix: onOff(),
  },
  notSimulated: ['follow', 'selector', 'all-containers', 'all-pods', 'since-time', 'limit-bytes', 'max-log-requests'],
  run: runLogs,
};

function* runLogs(shell: Shell, line: ParsedLine): Process<number> {
  const [target, second, ...more] = line.args;
  const usage =
    "'logs (POD | TYPE/NAME) [CONTAINER_NAME]'.\nPOD or TYPE/NAME is a required argument for the logs command";
  if (target === undefined || more.length > 0)
    return finish(shell, [complaint(`expected ${usage}\nSee 'kubectl logs -h' for help and examples`)]);
  if (second !== undefined && line.has('container'))
    return finish(shell, [complaint('only one of -c or an inline [CONTAINER] arg is allowed')]);
  const args = resourceArgs('logs', [target.includes('/') ? target : `pod/${target}`]);
  if (!args.ok) return finish(shell, [complaint(args.message)]);
  const [named] = args.named;
  if (named?.kind !== 'Pod')
    return finish(shell, [complaint('kubectl logs takes a Pod: other kinds are not simulated yet')]);
  const { namespace } = shell;
  const { body } = yield* request({ verb: 'get', kind: 'Pod', namespace, name: named.name });
  if (isStatus(body)) {
    const missing = `error from server (NotFound): pods "${named.name}" not found in namespace "${namespace}"`;
    return finish(shell, [body.reason === 'NotFound' ? complaint(missing) : refusalOf(body)]);
  }
  return yield* printOf(shell, line, body as Pod, line.text('container') ?? second);
}

function* printOf(shell: Shell, line: ParsedLine, pod: Pod, asked: string | undefined): Process<number> {
  const { name, namespace = shell.namespace } = pod.metadata;
  const regular = pod.spec.containers.map((container) => container.name);
  const inits = (pod.spec.initContainers ?? []).map((container) => container.name);
  const all = [...regular, ...inits.map((init) => `${init} (init)`)].join(', ');
  const container = asked ?? regular[0] ?? '';
  if (![...regular, ...inits].includes(container))
    return finish(shell, [complaint(`container ${container} is not valid for pod ${name} out of: ${all}`)]);
  const sinceMs = line.has('since') ? durationMs(line.text('since') ?? '') : undefined;
  if (line.has('since') && sinceMs === undefined)
    return finish(shell, [
      complaint(`invalid argument "${line.text('since')}" for "--since" flag: time: invalid duration`),
    ]);
  if (asked === undefined && regular.length + inits.length > 1)
    shell.stderr(`Defaulted container "${container}" out of: ${all}\n`);
  const tailLines = line.number('tail');
  const log: LogRequest = {
    ...{ namespace, pod: name, container, previous: line.isOn('previous'), timestamps: line.isOn('timestamps') },
    ...(tailLines === undefined || tailLines < 0 ? {} : { tailLines }),
    ...(sinceMs === undefined ? {} : { sinceSeconds: Math.ceil(sinceMs / 1000) }),
  };
  const answer = yield* logText(log);
  if (!answer.ok) return finish(shell, ['status' in answer ? refusalOf(answer.status) : { text: answer.text }]);
  const prefix = line.isOn('prefix') ? `[pod/${name}/${container}] ` : '';
  shell.stdout(answer.stdout.replaceAll(/^(?=.)/gm, prefix));
  return 0;
}
