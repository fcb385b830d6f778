// What is physically so, whatever the API server believes: machines, and the processes of Pods on them. Only kubelets and
// faults see or touch these records; controllers and the scheduler cannot cheat.

/** A machine. `node` is the name of its Node object. Faults change the three switches. */
export interface Machine {
  readonly node: string;
  readonly powered: boolean;
  /** Its network to the API server works. */
  readonly connected: boolean;
  readonly kubeletRunning: boolean;
  /** What it runs out of (`chaos pressure`). */
  readonly pressure?: 'memory' | 'disk';
  /** How often it has been switched on again: what a kubelet knew before is forgotten. */
  readonly boots: number;
  /** Images on its disk, as written in Pods. */
  readonly images: readonly string[];
}

/** What a storage system does, and can refuse to do. */
export type StorageWork = 'provisioning' | 'attach';

/** The storage system behind a StorageClass, by the class's name; there is a record only while it refuses something. */
export interface Backend {
  readonly storageClass: string;
  readonly failing: readonly StorageWork[];
}

/** What is behind a PersistentVolume, by its name; there is a record only while it is full. */
export interface Disk {
  readonly volume: string;
  readonly fullSinceMs: number;
  /** How much it held then: one that grows beyond is full no longer. */
  readonly capacity: string;
}

/** One start of one container's process. Times are cluster milliseconds. */
export interface Process {
  readonly container: string;
  readonly image: string;
  readonly restartCount: number;
  readonly createdAtMs: number;
  /** When it runs (after the image's `start`). */
  readonly startedAtMs: number;
  /** It was told to stop, and will be dead at `exitAtMs`. */
  readonly signalledAtMs?: number;
  /** When it ends or ended; absent: it runs until told otherwise. */
  readonly exitAtMs?: number;
  readonly exitCode?: number;
  /** It ended with its machine: nobody saw its exit code (NODE-54). */
  readonly lost?: boolean;
  /** Probes of any kind fail (`chaos unready`). */
  readonly unready?: boolean;
}

/** A Pod on a machine: its sandbox, mounted volumes and processes. It exists as long as anything of it is left there. */
export interface Sandbox {
  readonly uid: string;
  readonly node: string;
  readonly namespace: string;
  readonly name: string;
  readonly ip?: string;
  /** Names of PersistentVolumes mounted for it. */
  readonly mounted: readonly string[];
  readonly processes: readonly Process[];
}
