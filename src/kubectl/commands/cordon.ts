// `kubectl cordon` and `kubectl uncordon`: keep new Pods off a Node, or let them on again (K-45).
import type { Process, Shell } from '../command.ts';
import { dryRunFlag } from '../dry-run.ts';
import { complaint } from '../failure.ts';
import type { ParsedLine } from '../flags.ts';
import { patchEach } from '../patch-each.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

const flags: Verb['flags'] = { 'dry-run': dryRunFlag, selector: { type: 'text', short: 'l' } };

export const cordon: Verb = { flags, run: (shell, line) => runCordon(shell, line, true) };
export const uncordon: Verb = { flags, run: (shell, line) => runCordon(shell, line, false) };

function* runCordon(shell: Shell, line: ParsedLine, wanted: boolean): Process<number> {
  const verb = wanted ? 'cordon' : 'uncordon';
  if (line.args.length === 0 && !line.has('selector')) {
    const hint = `See 'kubectl ${verb} -h' for help and examples`;
    return finish(shell, [complaint(`USAGE: ${verb} NODE [flags]\n${hint}`)]);
  }
  const args = line.args.length === 0 ? ['node'] : line.args.map((arg) => (arg.includes('/') ? arg : `node/${arg}`));
  return yield* patchEach(shell, verb, { ...line, args }, ({ kind, object }) => {
    if (kind !== 'Node' || object.kind !== 'Node') return complaint(`cannot ${verb} ${kind}: it is not a Node`);
    const present = object.spec.unschedulable === true;
    if (present === wanted) return { outcome: `already ${verb}ed` };
    return { outcome: `${verb}ed`, patch: { spec: { unschedulable: wanted ? true : null } }, patchType: 'strategic' };
  });
}
