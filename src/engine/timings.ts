// Every latency and period of the cluster in one table: milliseconds and their source. Where no rule explains an interval,
// the source is the recording that shows it. Defaults of images and drivers are the scenario format's.

export const timings = {
  /** From a write to the reconcile it causes: watch delivery and queue, a few milliseconds in every recording. */
  wakeMs: {
    statefulSet: 6,
    endpointSlice: 3, // recordings show it act before the StatefulSet controller does
    garbageCollector: 1, // it looks at its queue at once: no other controller sees a dependent go before it does
    volumeBinder: 4,
    provisioner: 5,
    attachDetach: 100, // VOL-41: its loop
    attacher: 2,
    protection: 12, // VOL-32: a StatefulSet finds a claim still terminating right after its Pod has gone
    volumeProtection: 2, // seed-story: one volume is gone before the next is deleted
    namespaceContents: 5,
    scheduler: 4,
    kubelet: 10,
    nodeLifecycle: 5,
    taintEviction: 5,
    replicaSet: 5, // deployment: it deletes a Pod before the Deployment controller goes on
    deployment: 6,
    disruption: 3, // budget: it looks at a new budget before the first Pod is there
    podGarbageCollector: 10,
    /** DEL-6: controllers see the mark before the removal. */
    podRemoval: 12,
  },
  /** STS-BURST-1: what the calls of a batch take. parallel: the first volume is bound before the second is made. */
  /** `firstPodMs`: from the first claim of a new set to its Pod; static-volumes: the claim is bound before the Pod is there. */
  statefulSet: { batchMs: 6, firstPodMs: 6 },
  scheduler: {
    /** STS-RET-12: from choosing a node to writing what that asks of claims; long enough for a set to have written their owners. */
    preBindMs: 8,
    /** VOL-22 */
    bindLookMs: 1_000,
    bindTimeoutMs: 600_000,
    /** SCHED-50: an attempt that ended in an error comes again within one to two of these. */
    errorRetryMs: 1_000,
    /** SCHED-51 */
    poolMs: 300_000,
    poolLookMs: 30_000,
  },
  volumes: {
    /** Section 5.1: all claims and volumes are looked at again this often. */
    resyncMs: 15_000,
    /** VOL-23, VOL-51: what a driver needs to make a volume, and to delete it. */
    provisionMs: 1_000,
    /** two-templates: two volumes of one Pod are made together, either one first, before the other is bound. */
    provisionApartMs: 4,
    deleteMs: 500,
    /** VOL-3: the four writes that bind a claim to a volume made by hand; static-volumes: a Pod is tried before they are done. */
    bindMs: 1,
    /** VOL-63: what a driver needs to make a volume larger; no recording shows it, so as long as to make one. */
    resizeMs: 1_000,
    /** VOL-23: a refusing driver is asked again. */
    provisionRetryMs: 5_000,
    /** VOL-40, VOL-48: what a driver needs to attach a volume, and to detach it. */
    attachMs: 1_000,
    /** A driver that fails tries again after this, then after twice as long each time, up to the second. */
    attachRetryMs: 1_000,
    attachRetryMostMs: 300_000,
    detachMs: 500,
    /** VOL-42: delete-background, where three volumes leave three nodes within 0.2 s. */
    detachPasses: 4,
    detachPassMs: 60,
    /** VOL-46 */
    forceDetachMs: 360_000,
  },
  nodeLifecycle: {
    /** NODE-3 */
    loopMs: 5_000,
    /** NODE-4 */
    graceMs: 50_000,
    /** NODE-8 */
    passMs: 100,
    evictionMs: 10_000,
  },
  /**
   * The garbage collector: what its readings take before the first request, and between requests. delete-foreground: a controller sees
   * two Pods go before the third, and looks twice at a Pod that has gone before the revision follows.
   */
  garbageCollector: { readMs: 14, requestMs: 1, requestsAtOnce: 2, pauseMs: 8, lookAgainMs: 5_000 },
  /** NODE-42 */
  podGarbageCollector: { passMs: 20_000, quarantineMs: 40_000 },
  kubelet: {
    /** NODE-1 */
    leaseMs: 10_000,
    /** NODE-2. Kubelets start one after the other; the clocks of those of the recordings keep close together. */
    nodeStatusMs: 10_000,
    nodeStatusApartMs: 20,
    /** KUBELET-4 */
    volumeLookMs: 300,
    /** KUBELET-5: a volume whose source is missing is tried again after this, doubled each time. */
    mountBackOff: { firstMs: 500, mostMs: 122_000 },
    /** Mounting, once it is allowed; making the sandbox; creating a container: from what recordings leave between two writes. */
    mountMs: 150,
    sandboxMs: 250,
    createMs: 50,
    /** KUBELET-55: a relist follows a sync that changed something. */
    relistMs: 50,
    /** KUBELET-58: what a probe finds is written after the write that reports the container running. */
    probeMs: 30,
    /** deployment: Pods that were bound together are Ready up to this much apart. */
    probeSpreadMs: 60,
    /** KUBELET-55: an exit is noticed within this time. */
    exitNoticedMs: 1_000,
    /** From the deletion to the signal: recordings show exits 1.05 to 1.2 s after it with `stop: 1s`. */
    signalMs: 70,
    /** Between the reports of two Pods that end together: recordings show their order of deletion, and a status for each,
     * also of a Deployment: two wakes of a ReplicaSet and the controller above it. */
    reportMs: 11,
    /** KUBELET-7 */
    imageBackOff: { firstMs: 10_000, mostMs: 300_000 },
    failedPullMs: 300,
    secondLookMs: 600,
    /** KUBELET-33: looks at what waits, up to half as much later. */
    lookMs: 10_000,
    /** KUBELET-32 */
    restartBackOff: { firstMs: 10_000, mostMs: 300_000, resetMs: 600_000 },
    syncMs: 60_000,
    /** KUBELET-57 */
    sandboxStopMs: 1_000,
    /** KUBELET-80, KUBELET-81: looks at what is left of a machine; how long a pressure is told of; the grace of who is driven out. */
    evictionLookMs: 10_000,
    pressureMs: 300_000,
    evictionGraceMs: 1_000,
    /** KUBELET-61, KUBELET-62 */
    shortestStopMs: 2_000,
    /** KUBELET-65: a Pod that is over is let go with the next pass of its node's loop. */
    syncLoopMs: 1_000,
    syncLoopApartMs: 270,
    /** Between two Pods of one pass: partition, where a Pod is made again and placed before the other one goes. */
    unmountMs: 20,
    imageBytes: 50_000_000,
  },
  /** DEP-11: between two batches of new Pods; deployment: the second begins before the first Pod is bound. */
  replicaSet: { batchMs: 3 },
  /** Between the write of a new ReplicaSet and the sync that goes on: its first status write is out of date (DEP-23). */
  deployment: { retryMs: 12 },
  /** STS-Q-9: 5 ms · 2^n, at most 1000 s. */
  backOff: { baseMs: 5, maxMs: 1_000_000 },
  /** EV-6 */
  eventTtlMs: 3_600_000,
} as const;
