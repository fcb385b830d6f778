// What a kubelet remembers of a Pod between two looks: plain data, so that forks and rewinds carry it along.

/** A step that takes time and ends by itself. */
export interface Pull {
  readonly container: string;
  readonly image: string;
  readonly askedAtMs: number;
  /** When it was its turn: a node pulls one image at a time (KUBELET-9). */
  readonly beganAtMs: number;
  readonly endsAtMs: number;
}

export interface Waiting {
  readonly reason: string;
  readonly message?: string;
}

/** A delay that doubles (KUBELET-7, KUBELET-32). `sinceMs`: of an image, the failed pull; of a container, its last start. */
export interface BackOff {
  readonly delayMs: number;
  readonly sinceMs: number;
}

/** One probe of one container instance (KUBELET-40 to KUBELET-44). */
export interface ProbeMemory {
  readonly restartCount: number;
  /** The next run; absent while nothing can come of one. */
  readonly nextAtMs?: number;
  readonly result: boolean;
  /** Runs in a row that ended the other way than `result`. */
  readonly against: number;
}

/** A termination that has begun (KUBELET-60 to KUBELET-65). */
export interface Stopping {
  /** Every process is dead and the terminal status written; the object is deleted at this time. */
  readonly deleteAtMs?: number;
  /** Every process is dead; the terminal status is written at this time. */
  readonly reportAtMs?: number;
  /** The grace it was begun with, to notice a shorter one (KUBELET-67). */
  readonly graceSeconds: number;
  readonly sinceMs: number;
  /** Containers whose preStop hook failed, and of which that has been said. */
  readonly failedHooks?: readonly string[];
  /** Until when taking down a sandbox lasts in which nothing runs. */
  readonly idleUntilMs?: number;
}

/** Why a kubelet ends a Pod (KUBELET-82). */
export interface Failure {
  readonly reason: string;
  readonly message: string;
  readonly rule: string;
  /** It says so with the condition DisruptionTarget. */
  readonly isDisruption: boolean;
}

export interface PodMemory {
  /** Of which start of the machine this is the memory. */
  readonly boots: number;
  /** Volumes are mounted at this time. */
  readonly mountAtMs?: number;
  /** A source of a volume is missing: the next try, and the delay before it (KUBELET-5). */
  readonly mountRetry?: { readonly atMs: number; readonly delayMs: number };
  readonly sandboxAtMs?: number;
  readonly pull?: Pull;
  /** A created container that runs from `atMs` on. */
  readonly launch?: { readonly container: string; readonly atMs: number };
  /** A container whose postStart hook runs until `atMs`, or that is killed until then because it failed (KUBELET-64). */
  readonly hook?: {
    readonly container: string;
    readonly atMs: number;
    readonly fails: boolean;
    readonly kill: boolean;
  };
  /** A container that a probe had killed: it is started again by the same sync, so nothing is reported in between (KUBELET-43). */
  readonly kill?: string;
  /** Why containers do not run, as the next status will say it (KUBELET-56). */
  readonly waiting: { readonly [container: string]: Waiting };
  readonly imageBackOff: { readonly [image: string]: BackOff };
  readonly restarts: { readonly [container: string]: BackOff };
  readonly probes: { readonly [probe: string]: ProbeMemory };
  readonly stopping?: Stopping;
  readonly failure?: Failure;
  /** The last look at containers that wait for something; the next comes by itself. */
  readonly lookAtMs?: number;
  /** All containers are done; the phase becomes terminal at this time (KUBELET-57). */
  readonly finishAtMs?: number;
}

export const freshMemory = (boots: number): PodMemory => ({
  boots,
  waiting: {},
  imageBackOff: {},
  restarts: {},
  probes: {},
});

/** A record without one entry. */
export function without<T>(record: { readonly [key: string]: T }, key: string): { readonly [key: string]: T } {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
