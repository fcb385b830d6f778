// Every latency and period of the cluster in one table: milliseconds and their source. Where no rule explains an interval,
// the source is the recording that shows it. Defaults of images and drivers are the scenario format's.

export const timings = {
  /** From a write to the reconcile it causes: watch delivery and queue, a few milliseconds in every recording. */
  wakeMs: {
    statefulSet: 6,
    endpointSlice: 8,
    garbageCollector: 10,
    volumeBinder: 4,
    provisioner: 5,
    attachDetach: 100, // VOL-41: its loop
    attacher: 5,
    protection: 5,
    scheduler: 4,
    kubelet: 10,
  },
  scheduler: {
    /** VOL-22 */
    bindLookMs: 1_000,
    bindTimeoutMs: 600_000,
    /** SCHED-50: an attempt that ended in an error comes again within one to two of these. */
    errorRetryMs: 1_000,
    /** SCHED-51 */
    poolMs: 300_000,
    poolLookMs: 30_000,
  },
  /** STS-Q-9: 5 ms · 2^n, at most 1000 s. */
  backOff: { baseMs: 5, maxMs: 1_000_000 },
  /** EV-6 */
  eventTtlMs: 3_600_000,
} as const;
