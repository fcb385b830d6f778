// What a prediction is held against: which of the facts a step is about came true on a run, and when, in the order it went.
import type { Cluster } from '../engine/index.ts';
import type { Fact, FactName } from './facts.ts';
import { Facts } from './facts.ts';
import type { LessonStep } from './lesson.ts';

export interface Happening {
  /** Cluster time in ms. */
  readonly atMs: number;
  readonly name: FactName;
}

/**
 * When each of the goals' facts came true after `sinceRevision`; what has not is not in it. Of those that follow one another
 * it is when their turn came: that a Pod is Ready is told of the new one, not of the one before it.
 */
export function happened({ goals }: LessonStep, cluster: Cluster, sinceRevision: number): readonly Happening[] {
  const facts = new Facts(
    cluster,
    goals.flatMap((goal) => goal.conditions),
  );
  const changes = cluster.changes(sinceRevision);
  facts.begin(changes);
  const trails = goals.map(
    (goal) =>
      new Trail(
        goal.conditions.map((condition) => facts.get(condition)),
        inTurn(goal),
      ),
  );
  for (const change of changes) {
    if (facts.see(change)) for (const trail of trails) trail.look(change.atMs);
  }
  const times = new Map<Fact, number>();
  for (const trail of trails.toSorted((one, other) => Number(one.inTurn) - Number(other.inTurn))) {
    for (const [fact, atMs] of trail.times) times.set(fact, atMs);
  }
  return [...times].map(([{ name }, atMs]) => ({ atMs, name })).toSorted((one, other) => one.atMs - other.atMs);
}

const inTurn = ({ kind }: LessonStep['goals'][number]): boolean => kind === 'sequence' || kind === 'order';

/** One goal's facts, and when each came true. */
class Trail {
  readonly inTurn: boolean;
  readonly times = new Map<Fact, number>();
  readonly #facts: readonly Fact[];
  readonly #held: boolean[];
  #turn = 0;

  constructor(facts: readonly Fact[], isInTurn: boolean) {
    this.#facts = facts;
    this.inTurn = isInTurn;
    this.#held = facts.map(({ holds }) => holds);
  }

  look(atMs: number): void {
    this.#facts.forEach((fact, at) => {
      const begins = fact.holds && this.#held[at] === false;
      this.#held[at] = fact.holds;
      if (!begins) return;
      const isItsTurn = this.inTurn && at === this.#turn;
      if (isItsTurn) this.#turn += 1;
      if (isItsTurn || !this.times.has(fact)) this.times.set(fact, atMs);
    });
  }
}
