// What happens to what was done when one acts in the past, undoes, redoes, switches and starts over: nothing is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Branches, inputsIn, treeOf } from './branches.ts';
import { createRun } from './create-run.ts';
import { configMap, startedRun } from './testing/texts.ts';

const text = configMap('a') + configMap('b');

const remove = (name: string) => ({ kind: 'line' as const, value: `kubectl delete cm ${name}` });

const begun = (): Branches => new Branches(treeOf(text), startedRun(text), createRun);

/** Acts at an instant, seeing all that had happened at it. */
function act(branches: Branches, ms: number, line: string) {
  branches.run.advanceTo(Math.max(ms, branches.run.cluster.nowMs));
  return branches.act(branches.run.cluster.cursorAt(ms), { kind: 'line', value: line });
}

/** Each branch one can return to: which it left and when, and what was done on it. */
const shown = (branches: Branches): readonly string[] =>
  branches.list.map(
    ({ id, parent, leftAtMs, inputs }) =>
      `${id}${parent ? ` left ${parent.id} at ${leftAtMs}` : ''}: ${inputs.map(({ atMs, value }) => `${atMs} ${value}`).join(', ')}`,
  );

const names = (branches: Branches): readonly string[] =>
  branches.run.cluster.head.list('ConfigMap', 'default').map(({ metadata }) => metadata.name ?? '');

test('at its end a branch goes on', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  act(branches, 1000, 'kubectl get cm');
  act(branches, 2000, 'kubectl delete cm b');
  expect(shown(branches)).toEqual(['1: 1000 kubectl delete cm a, 1000 kubectl get cm, 2000 kubectl delete cm b']);
});

test('in the past what is done begins another branch, and the old one stays and can be returned to', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  act(branches, 3000, 'kubectl delete cm b');
  act(branches, 2000, 'kubectl get cm');
  expect(shown(branches)).toEqual([
    '1: 1000 kubectl delete cm a, 3000 kubectl delete cm b',
    '2 left 1 at 2000: 1000 kubectl delete cm a, 2000 kubectl get cm',
  ]);
  expect([branches.run.cluster.nowMs, names(branches)]).toEqual([2000, ['b', 'kube-root-ca.crt']]);
  expect(branches.switchTo(1)).toMatchObject({ ok: true, atMs: 3000 });
  expect([branches.current.id, names(branches)]).toEqual([1, ['kube-root-ca.crt']]);
  expect(branches.list.map(({ id }) => id)).toEqual([1, 2]);
});

test('a branch on which nothing was done can be returned to as well, if it went on beyond where another left it', () => {
  const branches = begun();
  branches.run.advanceTo(9000);
  act(branches, 2000, 'kubectl delete cm a');
  expect(shown(branches)).toEqual(['1: ', '2 left 1 at 2000: 2000 kubectl delete cm a']);
  branches.undo();
  expect(branches.list).toHaveLength(3);
  expect(branches.switchTo(1)).toMatchObject({ ok: true, atMs: 9000 });
});

test('at a step within an instant only what was done before it is kept', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  const { cursor } = branches.run.cluster.head;
  act(branches, 1000, 'kubectl delete cm b');
  branches.act(cursor, remove('kube-root-ca.crt'));
  expect(shown(branches)[1]).toContain(
    '2 left 1 at 1000: 1000 kubectl delete cm a, 1000 kubectl delete cm kube-root-ca.crt',
  );
});

test('a text that cannot be read makes no branch, neither in the past nor at the end', () => {
  const branches = begun();
  act(branches, 5000, 'kubectl delete cm a');
  branches.undo();
  const edit = { kind: 'edit' as const, value: 'a: [1' };
  expect(branches.act({ ms: 1000, revision: Infinity }, edit)).toMatchObject({ unread: true });
  expect(branches.act(branches.run.cluster.head.cursor, edit)).toMatchObject({ unread: true });
  expect([branches.canRedo, branches.run.cluster.nowMs]).toEqual([true, 5000]);
});

test('undo goes to just before the last input, again and again; redo returns to what was left', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  act(branches, 1000, 'kubectl delete cm b');
  branches.run.advanceTo(9000);
  expect([branches.undo()?.ok, names(branches), branches.run.cluster.nowMs]).toEqual([
    true,
    ['b', 'kube-root-ca.crt'],
    1000,
  ]);
  expect([branches.undo()?.ok, names(branches)]).toEqual([true, ['a', 'b', 'kube-root-ca.crt']]);
  expect([branches.undo(), branches.canUndo]).toEqual([undefined, false]);
  expect([branches.redo(), names(branches)]).toMatchObject([{ atMs: 1000 }, ['b', 'kube-root-ca.crt']]);
  expect([branches.redo(), names(branches)]).toMatchObject([{ atMs: 1000 }, ['kube-root-ca.crt']]);
  expect([branches.redo(), branches.canRedo, branches.current.id, branches.run.cluster.nowMs]).toEqual([
    undefined,
    false,
    1,
    9000,
  ]);
  expect(shown(branches)).toHaveLength(1);
});

test('what is done after an undo begins a branch; what was undone is a branch of its own and can be returned to', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  branches.undo();
  act(branches, 4000, 'kubectl delete cm b');
  expect(shown(branches)).toEqual(['1: 1000 kubectl delete cm a', '2 left 1 at 1000: 4000 kubectl delete cm b']);
  expect(branches.canRedo).toBe(false);
});

test('reset goes to 0 s and keeps what was done; another text begins a tree of its own, unless it is refused', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  branches.reset(text);
  expect([branches.run.cluster.nowMs, names(branches)]).toEqual([0, ['a', 'b', 'kube-root-ca.crt']]);
  const other = branches.reset(configMap('c'));
  expect([other.ok, shown(branches), names(branches)]).toEqual([
    true,
    ['1: 1000 kubectl delete cm a', '3: '],
    ['c', 'kube-root-ca.crt'],
  ]);
  expect(branches.reset('a: [1')).toMatchObject({ ok: false });
  expect(branches.current.id).toBe(3);
});

test('branches of long ago are played again when they are returned to', () => {
  const branches = begun();
  act(branches, 1000, 'kubectl delete cm a');
  branches.run.advanceTo(7000);
  const before = JSON.stringify([branches.run.cluster.changes(), branches.run.answers]);
  for (let at = 0; at < 12; at++) act(branches, 900 - 50 * at, 'kubectl delete cm b');
  expect(branches.list).toHaveLength(13);
  branches.switchTo(1);
  expect(JSON.stringify([branches.run.cluster.changes(), branches.run.answers])).toBe(before);
});

const move = fc.oneof(
  fc.record({ do: fc.constant('act' as const), ms: fc.nat(9000), name: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const, 'reset' as const) }),
  fc.record({ do: fc.constant('switch' as const), at: fc.nat(5) }),
);

function play(branches: Branches, given: typeof move extends fc.Arbitrary<infer T> ? T : never): void {
  if (given.do === 'act') act(branches, given.ms, `kubectl delete cm ${given.name}`);
  else if (given.do === 'switch') branches.switchTo(branches.list[given.at % branches.list.length]?.id ?? 1);
  else if (given.do === 'reset') branches.reset(text);
  else branches[given.do]();
}

test('whatever is done, every branch on which something was done stays, and all of it can be written down and taken up', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const branches = begun();
      const done = new Set<string>();
      for (const given of moves) {
        play(branches, given);
        done.add(JSON.stringify(branches.run.inputs.map(({ atMs, value }) => [atMs, value])));
        const lists = branches.list.map(({ inputs }) => inputs.map(({ atMs, value }) => [atMs, value]));
        const undone = branches.tree.undone.length > 0;
        for (const inputs of done) {
          const isThere = lists.some((list) => JSON.stringify(list).startsWith(inputs.slice(0, -1)));
          expect(isThere || undone).toBe(true);
        }
      }
      const { tree } = branches;
      const again = new Branches(JSON.parse(JSON.stringify(tree)), restored(tree), createRun);
      expect([again.tree, shown(again)]).toEqual([tree, shown(branches)]);
      expect(JSON.stringify(again.run.cluster.changes())).toBe(JSON.stringify(branches.run.cluster.changes()));
    }),
    { numRuns: 60 },
  );
});

/** The current branch's run, as whoever opens a saved session plays it. */
function restored(tree: Branches['tree']) {
  const current = tree.branches.find(({ id }) => id === tree.current);
  const run = startedRun(current?.text ?? '');
  for (const { atMs, kind, value } of inputsIn(tree, tree.current)) {
    run.advanceTo(atMs);
    run.submit({ kind, value });
  }
  run.advanceTo(current?.headMs ?? 0);
  return run;
}
