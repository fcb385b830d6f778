// What an action on an object of the picture is: the line it equals, why it cannot be done, and what it leads to. Names and not
// sentences, so that both languages say the same; apart, because every kind of object has its own file of them.

export type Params = { readonly [name: string]: string | number };

/** A sentence by its name under `actions.note` or `actions.hindrance`. */
export interface Sentence<N extends string> {
  readonly name: N;
  readonly params: Params;
}

export type ActionName =
  | 'delete'
  | 'forceDelete'
  | 'crash'
  | 'unready'
  | 'ready'
  | 'scaleUp'
  | 'scaleDown'
  | 'setImage'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'undo'
  | 'orphan'
  | 'powerOff'
  | 'powerOn'
  | 'reboot'
  | 'cut'
  | 'heal'
  | 'stopKubelet'
  | 'startKubelet'
  | 'pressure'
  | 'cordon'
  | 'uncordon'
  | 'drain'
  | 'deleteNode'
  | 'inService'
  | 'outOfService'
  | 'fill'
  | 'makeRoom'
  | 'failProvisioning'
  | 'mendProvisioning'
  | 'failAttach'
  | 'mendAttach'
  | 'loseZone'
  | 'mendZone'
  | 'wait';

/** Why an action cannot be done here. */
export type Hindrance =
  | 'beingDeleted'
  | 'imageMissing'
  | 'imageSame'
  | 'machineOff'
  | 'justRestarted'
  | 'looseOnNode'
  | 'noEarlier'
  | 'noProbe'
  | 'alreadyOut'
  | 'noReplicas'
  | 'nodeGone'
  | 'notRunning'
  | 'nothingToCome'
  | 'paused';

/** What an action leads to in truth. */
export type Note =
  | 'added'
  | 'claimFree'
  | 'claimInUse'
  | 'claimsGo'
  | 'claimsStay'
  | 'cordon'
  | 'crash'
  | 'cut'
  | 'deleteLoose'
  | 'deleteLost'
  | 'deleteMember'
  | 'deleteNode'
  | 'deleteReplaced'
  | 'deleteSet'
  | 'drain'
  | 'drainLost'
  | 'force'
  | 'forceEarly'
  | 'failAttach'
  | 'failProvisioning'
  | 'fill'
  | 'forceRunning'
  | 'inService'
  | 'loseZone'
  | 'nodeAlive'
  | 'nothingRuns'
  | 'orphan'
  | 'outEarly'
  | 'outOfService'
  | 'pause'
  | 'powerOff'
  | 'removed'
  | 'renewed'
  | 'restart'
  | 'splitBrain'
  | 'pressure'
  | 'reboot'
  | 'stopKubelet'
  | 'undo'
  | 'unready'
  | 'volume'
  | 'wait'
  | 'waitAll'
  | 'waitForever'
  | 'waitGone'
  | 'waitReplaced'
  | 'waitRunning';

export interface Action {
  /** The same for an action and the one that takes its place: `power` for off and on. */
  readonly id: string;
  readonly name: ActionName;
  /** For kubectl or chaos; undefined: nothing is done, time goes on until the cluster has settled. */
  readonly line: string | undefined;
  readonly hindrance?: Sentence<Hindrance>;
  readonly notes?: readonly Sentence<Note>[];
}

/** ` -n NAMESPACE`, where it has to be said. */
export const namespaceFlag = (namespace: string | undefined): string =>
  namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;

export const sentence = <N extends string>(name: N, params: Params = {}): Sentence<N> => ({ name, params });

/** The action, hindered if there is a reason. */
export const unless = (action: Action, hindrance: Sentence<Hindrance> | undefined): Action =>
  hindrance ? { ...action, hindrance } : action;
