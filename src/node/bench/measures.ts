// What a fresh process can measure, by name. Each is loaded only when it is asked for, because loading is
// measured too.

type Measure = (size: number) => object | Promise<object>;

const measures: { readonly [name: string]: () => Promise<Measure> } = {
  start: async () => (await import('./ordered-start.ts')).measureOrderedStart,
  unprobed: async () => (await import('./ordered-start.ts')).measureUnprobedStart,
  queue: async () => (await import('./queue-cost.ts')).measureQueue,
  life: async () => (await import('./set-life.ts')).measureSetLife,
  week: async () => (await import('./idle-week.ts')).measureIdleWeek,
  past: async () => (await import('./past-cost.ts')).measurePast,
  memory: async () => (await import('./memory-cost.ts')).measureMemory,
  manifests: async () => (await import('./manifest-cost.ts')).measureManifests,
  sameness: async () => (await import('./sameness.ts')).measureSameness,
  stuck: async () => (await import('./stuck-runs.ts')).measureStuckRuns,
};

/** In the fresh process: the result of one measurement, as JSON can hold it. */
export async function measure([name = '', size]: readonly string[]): Promise<object> {
  const load = measures[name];
  if (!load) throw new Error(`there is no measurement "${name}"`);
  const run = await load();
  return run(Number(size));
}
