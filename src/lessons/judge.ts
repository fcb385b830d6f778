// Whether the goals of a step are met: a function of the cluster's changes since the step began, so that the same history is
// judged the same however often and whenever it is asked. Looks at each change once: it may be asked at every frame.
import type { Cluster } from '../engine/index.ts';
import type { Fact, FactName } from './facts.ts';
import { Facts } from './facts.ts';
import type { Goal } from './lesson.ts';

/** Plain data; sentences are made of it in reason-text.ts. */
export type GoalState =
  /** At this cluster time; it stays met. */
  | { readonly state: 'met'; readonly atMs: number }
  | { readonly state: 'open'; readonly missing: FactName }
  /** Not in this run any more: `early` came before `before`, or what was to be kept is `gone`. Starting the step again helps. */
  | { readonly state: 'lost'; readonly atMs: number; readonly early: FactName; readonly before: FactName }
  | { readonly state: 'lost'; readonly atMs: number; readonly gone: FactName };

/** Judges one step on one cluster. Acting in the past makes another cluster, and that another judge with the same `since`. */
export class Judge {
  readonly #goals: readonly Followed[];
  readonly #cluster: Cluster;
  readonly #facts: Facts;
  #seen: number;
  #states: readonly GoalState[] = [];

  /** `sinceRevision`: the last one before the step began. */
  constructor(goals: readonly Goal[], cluster: Cluster, sinceRevision: number) {
    this.#cluster = cluster;
    this.#seen = sinceRevision;
    this.#facts = new Facts(cluster, goals.flatMap(conditionsOf));
    this.#facts.begin(cluster.changes(sinceRevision));
    this.#goals = goals.map((goal) => followed(goal, this.#facts));
    const [last] = sinceRevision > 0 ? cluster.changes(sinceRevision - 1) : [];
    this.#judge(last?.atMs ?? 0);
  }

  /** One state a goal; the same list as long as nothing is different. */
  look(): readonly GoalState[] {
    const { revision } = this.#cluster.head.cursor;
    if (revision === this.#seen) return this.#states;
    for (const change of this.#cluster.changes(this.#seen)) {
      if (this.#facts.see(change)) this.#judge(change.atMs);
    }
    this.#seen = revision;
    return this.#states;
  }

  #judge(atMs: number): void {
    const states = this.#goals.map((goal, index) => judged(goal, this.#states[index], atMs));
    if (states.some((state, index) => state !== this.#states[index])) this.#states = states;
  }
}

interface Followed {
  readonly kind: Goal['kind'];
  /** Of objects to keep, that they are there is one as well. */
  readonly facts: readonly Fact[];
  readonly deletions: readonly Fact[];
  /** Of a sequence: how many have had their turn, and which held when last looked at. */
  turn: number;
  readonly held: boolean[];
}

const objectsOf = (goal: Goal, verb: 'create' | 'delete'): readonly string[] =>
  goal.kind === 'kept' ? goal.objects.map((object) => `${verb} ${object}`) : [];

const presenceOf = (goal: Goal): readonly string[] => [...goal.conditions, ...objectsOf(goal, 'create')];

const conditionsOf = (goal: Goal): readonly string[] => [...presenceOf(goal), ...objectsOf(goal, 'delete')];

function followed(goal: Goal, facts: Facts): Followed {
  const of = (conditions: readonly string[]): readonly Fact[] => conditions.map((condition) => facts.get(condition));
  const own = of(presenceOf(goal));
  return {
    kind: goal.kind,
    facts: own,
    deletions: of(objectsOf(goal, 'delete')),
    turn: 0,
    held: own.map(({ holds }) => holds),
  };
}

function judged(goal: Followed, last: GoalState | undefined, atMs: number): GoalState {
  if (last && last.state !== 'open') return last;
  const state = goal.kind === 'sequence' || goal.kind === 'order' ? inTurn(goal, atMs) : atOnce(goal, atMs);
  const isSame = state.state === 'open' && last?.state === 'open' && state.missing === last.missing;
  return isSame ? last : state;
}

function atOnce({ facts, deletions }: Followed, atMs: number): GoalState {
  const gone = deletions.find(({ began }) => began !== undefined);
  if (gone) return { state: 'lost', atMs, gone: gone.name };
  const missing = facts.find(({ holds }) => !holds);
  return missing ? { state: 'open', missing: missing.name } : { state: 'met', atMs };
}

/** What begins to hold takes its turn if it is the next; two conditions of one change may both. */
function inTurn(goal: Followed, atMs: number): GoalState {
  const begins = goal.facts.map(({ holds }, index) => holds && goal.held[index] === false);
  goal.facts.forEach(({ holds }, index) => (goal.held[index] = holds));
  while (begins[goal.turn]) goal.turn += 1;
  const next = goal.facts[goal.turn];
  if (!next) return { state: 'met', atMs };
  const early = goal.facts.find(({ began }, index) => index > goal.turn && began !== undefined);
  if (goal.kind === 'order' && early) return { state: 'lost', atMs, early: early.name, before: next.name };
  return { state: 'open', missing: next.name };
}
