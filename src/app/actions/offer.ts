// Everything that can be done to what is selected, whatever kind it is. Pure, so that a button never promises what its line
// would be refused.
import type { View } from '../../engine/index.ts';
import type { Action } from './action.ts';
import { claimActions } from './claim-actions.ts';
import { deploymentActions } from './deployment-actions.ts';
import { lostNode } from './lost-node.ts';
import type { LostNode } from './lost-node.ts';
import { nodeActions } from './node-actions.ts';
import { podActions } from './pod-actions.ts';
import { imagesOf } from './set-image.ts';
import type { ContainerImage } from './set-image.ts';
import { setActions } from './set-actions.ts';

export interface Offer {
  readonly actions: readonly Action[];
  /** Its node is lost: the ways out. */
  readonly lost: LostNode | undefined;
  /** The images that can be exchanged for others. */
  readonly images: readonly ContainerImage[];
}

/** `about` is `Kind namespace/name`; `view`: the instant at which it would be done, `startTimeMs`: the cluster's clock at 0 ms. An empty offer for other kinds. */
export function offerOn(about: string, view: View, startTimeMs: number): Offer {
  const space = about.indexOf(' ');
  const [kind, key] = [about.slice(0, space), about.slice(space + 1)];
  const actions = actionsBy[kind]?.(key, view, startTimeMs + view.cursor.ms) ?? [];
  return { actions, lost: kind === 'Pod' ? lostNode(key, view) : undefined, images: imagesOf(about, view) };
}

const actionsBy: { readonly [kind: string]: (key: string, view: View, clockMs: number) => readonly Action[] } = {
  Deployment: deploymentActions,
  Node: nodeActions,
  PersistentVolumeClaim: claimActions,
  Pod: podActions,
  StatefulSet: setActions,
};
