// One instant as plain data: boxes, ribbons, chips and dots, each with a stable id, a place, a state and its final label.
// No functions and no DOM in here, so that a picture can be tested as JSON and drawn by anything.

/** The room there is, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a Pod is to somebody who looks at it. `unready`: its containers run and it is not Ready. `unknown`: its node is silent. */
export type PodState =
  'pending' | 'starting' | 'ready' | 'unready' | 'terminating' | 'failed' | 'completed' | 'unknown';

/** `absent`: wanted, not created. `leaving`: not wanted any more, its Pod still there. `ghost`: only its volumes are left. */
export type SlotState = PodState | 'absent' | 'leaving' | 'ghost';

/** Which identity: `index` picks the hue 0…9, `repeat` the pattern from the tenth ordinal on; null belongs to no StatefulSet. */
export type Hue = { readonly index: number; readonly repeat: number } | null;

/** Revisions differ by shape, not by hue: odd ones are circles, even ones diamonds. */
export type RevisionShape = 'circle' | 'diamond' | null;

/** Everything that stands for something has an id that outlives the instant, and says in words what it shows. */
interface Mark {
  readonly id: string;
  readonly box: Box;
  /** Name and state in a sentence, for hover, focus and screen readers. */
  readonly words: string;
  /** `Kind namespace/name` of the object to inspect. */
  readonly about: string | null;
}

/** A titled horizontal part of the picture. */
export interface BandMark {
  readonly id: 'wanted' | 'running' | 'kept';
  readonly box: Box;
  readonly title: string;
  /** After the title, or in lines below it where a column is narrow. */
  readonly hint: string;
  readonly lines: readonly string[];
}

/** The header of a StatefulSet. */
export interface SetMark extends Mark {
  readonly name: string;
  /** Short facts after the name: kind and policy, ready, updated, partition. */
  readonly facts: readonly { readonly text: string; readonly strong: boolean }[];
  readonly dns: string;
  /** The governing Service does not exist. */
  readonly dnsMissing: boolean;
  /** Its facts stand in one line, above the slots. */
  readonly inline: boolean;
}

/** A place of the set: an ordinal that is wanted, leaving, or remembered by its volumes only. */
export interface SlotMark extends Mark {
  readonly shape: 'tile' | 'chip' | 'cell';
  readonly hue: Hue;
  readonly numeral: string;
  readonly state: SlotState;
  readonly stateText: string;
  readonly revision: RevisionShape;
  readonly revisionText: string;
  /** Said of a Pod that the set's Service publishes; else ''. */
  readonly dnsText: string;
}

/** A few words on the edge of what they are about, and how wide they are, px. */
export interface Badge {
  readonly text: string;
  readonly width: number;
}

/** A node, or the place of the Pods that have none. */
export interface LaneMark extends Mark {
  readonly kind: 'node' | 'unscheduled';
  readonly title: string;
  readonly side: string;
  readonly foot: string;
  readonly state: 'ready' | 'notReady' | 'silent' | 'cordoned' | 'none';
  /** Cordon, taints, silence: in words. */
  readonly notes: readonly string[];
  /** What is physically so, whatever the API server believes; `on` for the lane of Pods without a node. */
  readonly machine: 'on' | 'off' | 'cut' | 'kubelet';
  /** That the machine is off or unheard, that the Node is not Ready. */
  readonly alert: Badge | null;
}

/** The ring round the numeral. `fraction` of it is drawn, from the top, clockwise; it follows from cluster time. */
export interface Ring {
  readonly kind: 'empty' | 'filling' | 'closed' | 'hollow' | 'unwinding' | 'cross' | 'question' | 'done';
  readonly fraction: number;
}

export interface PodMark extends Mark {
  /** `flat`: what it says stands beside its ring. */
  readonly size: 'large' | 'medium' | 'small' | 'flat' | 'cell';
  readonly hue: Hue;
  readonly numeral: string;
  readonly name: string;
  readonly state: PodState;
  readonly stateText: string;
  readonly detailText: string;
  readonly ring: Ring;
  /** Seconds left, or until the next try; '' if nothing counts down. */
  readonly countdown: string;
  readonly image: string;
  readonly revision: RevisionShape;
  /** How many Pods this identity has had, this one included. */
  readonly incarnation: number;
  readonly restarts: number;
}

/** Many Pods of one set on one node, as counts. */
export interface TileMark extends Mark {
  readonly title: string;
  readonly total: string;
  readonly parts: readonly { readonly state: PodState; readonly count: number; readonly text: string }[];
}

export interface VolumeMark extends Mark {
  readonly size: 'large' | 'small' | 'cell';
  readonly hue: Hue;
  /** `unbound`: a volume without a claim. */
  readonly state: 'pending' | 'bound' | 'lost' | 'terminating' | 'unbound';
  /** Nobody wants its ordinal at present. */
  readonly ghost: boolean;
  readonly name: string;
  readonly inside: string;
  readonly stateText: string;
}

/** One cubic Bézier: start, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point];

/** A piece of an identity thread. solid: there; dashed: on its way (attaching); dotted: kept for a Pod that is gone. */
export interface ThreadMark {
  readonly id: string;
  readonly hue: Hue;
  readonly style: 'solid' | 'dashed' | 'dotted';
  readonly curve: Curve;
}

/** A wait, beside what it holds back: the bracket runs over the slots from `fromX` to `toX`. */
export interface ChipMark extends Mark {
  readonly text: string;
  readonly hue: Hue;
  readonly fromX: number;
  readonly toX: number;
}

/** A short-lived dot: a request on its way, in cluster time. */
export interface PulseMark extends Point {
  readonly id: string;
  readonly hue: Hue;
  readonly opacity: number;
}

export interface Scene {
  readonly atMs: number;
  /** May be higher than the room there was: the stage then scrolls. */
  readonly size: Size;
  readonly arrangement: 'wide' | 'compact';
  /** How closely the picture looks: cards, cells past about 60 Pods, counts past about 500. */
  readonly density: 'cards' | 'cells' | 'tiles';
  readonly bands: readonly BandMark[];
  readonly sets: readonly SetMark[];
  readonly slots: readonly SlotMark[];
  readonly lanes: readonly LaneMark[];
  readonly pods: readonly PodMark[];
  readonly tiles: readonly TileMark[];
  readonly volumes: readonly VolumeMark[];
  readonly threads: readonly ThreadMark[];
  readonly chips: readonly ChipMark[];
  readonly pulses: readonly PulseMark[];
  /** Something in it moves with cluster time alone (a ring, a countdown, a pulse): worth a frame now. */
  readonly moving: boolean;
  /** Said when there is nothing to show; else ''. */
  readonly notice: string;
}

/** Something from outside at a cluster time: an apply, a command, a fault. */
export interface Flag {
  readonly id: string;
  readonly atMs: number;
  readonly label: string;
}

export interface LaneBar {
  readonly id: string;
  readonly x: number;
  readonly width: number;
  readonly state: PodState;
  /** State, from, to: for hover. */
  readonly words: string;
}

export interface TimelineLane {
  readonly id: string;
  readonly label: string;
  readonly hue: Hue;
  /** Centre of the lane. */
  readonly y: number;
  readonly thickness: number;
  readonly labelled: boolean;
  readonly bars: readonly LaneBar[];
}

/** A place on the axis, with its text. */
export interface TimelineTick {
  readonly id: string;
  readonly x: number;
  readonly label: string;
}

/** Something from outside on the axis. Labels that would overlap stand in rows, from 0 at the top. */
export interface TimelineFlag extends TimelineTick {
  readonly row: number;
  /** Its label stands on the left of it. */
  readonly left: boolean;
  /** Time and whole label, for hover. */
  readonly words: string;
}

/** The swim lanes at one instant, and the scale by which a place on them is a time. */
export interface TimelineScene {
  readonly atMs: number;
  readonly headMs: number;
  readonly size: Size;
  /** Where times are drawn: x of `fromMs` is `plot.x`, x of `toMs` is `plot.x + plot.width`. */
  readonly plot: Box;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lanes: readonly TimelineLane[];
  readonly ticks: readonly TimelineTick[];
  readonly flags: readonly TimelineFlag[];
  /** Where the first row of flags begins, and how high each is. */
  readonly flagRows: { readonly y: number; readonly height: number };
  readonly lamps: readonly TimelineTick[];
  readonly playheadX: number;
  /** From here on nothing has happened yet. */
  readonly headX: number;
  readonly words: string;
}
