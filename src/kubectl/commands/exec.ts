// `kubectl exec`: a program in a container of a Pod, its output and its exit code (K-54).
import type { Pod } from '../../engine/index.ts';
import { isStatus } from '../../engine/index.ts';
import { execution, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { complaint, refusalOf } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { resourceArgs } from '../resource-args.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const exec: Verb = {
  flags: {
    container: { type: 'text', short: 'c' },
    'pod-running-timeout': { type: 'text' },
    quiet: onOff('q'),
    stdin: onOff('i'),
    tty: onOff('t'),
  },
  notSimulated: ['filename'],
  run: runExec,
};

function* runExec(shell: Shell, line: ParsedLine): Process<number> {
  const [target, ...more] = line.args;
  if (target === undefined) return finish(shell, [complaint('pod, type/name or --filename must be specified')]);
  if (more.length > 0) {
    const instead = 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead';
    return finish(shell, [complaint(`${instead}\nSee 'kubectl exec -h' for help and examples`)]);
  }
  if (line.rest.length === 0) {
    return finish(shell, [complaint('you must specify at least one command for the container')]);
  }
  const args = resourceArgs('exec', [target.includes('/') ? target : `pod/${target}`]);
  if (!args.ok) return finish(shell, [complaint(args.message)]);
  const [named] = args.named;
  if (named?.kind !== 'Pod')
    return finish(shell, [complaint('kubectl exec takes a Pod: other kinds are not simulated yet')]);
  const { body } = yield* request({ verb: 'get', kind: 'Pod', namespace: shell.namespace, name: named.name });
  if (isStatus(body)) return finish(shell, [refusalOf(body)]);
  return yield* runIn(shell, line, body as Pod);
}

function* runIn(shell: Shell, line: ParsedLine, pod: Pod): Process<number> {
  const { name, namespace = shell.namespace } = pod.metadata;
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') {
    return finish(shell, [complaint(`cannot exec into a container in a completed pod; current phase is ${phase}`)]);
  }
  const names = pod.spec.containers.map((container) => container.name);
  const chosen = line.text('container') ?? names[0] ?? '';
  if (!names.includes(chosen)) {
    return finish(shell, [complaint(`container ${chosen} is not valid for pod ${name} out of: ${names.join(', ')}`)]);
  }
  if (!line.has('container') && names.length > 1 && !line.isOn('quiet')) {
    shell.stderr(`Defaulted container "${chosen}" out of: ${names.join(', ')}\n`);
  }
  if (line.isOn('tty')) {
    shell.stderr('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  }
  const answer = yield* execution({ namespace, pod: name, container: chosen, command: line.rest });
  if (!answer.ok) return finish(shell, ['status' in answer ? refusalOf(answer.status) : { text: answer.text }]);
  shell.stdout(answer.stdout);
  shell.stderr(answer.stderr);
  if (answer.exit !== 0) shell.stderr(`command terminated with exit code ${answer.exit}\n`);
  return answer.exit;
}
