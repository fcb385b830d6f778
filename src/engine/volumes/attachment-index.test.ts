import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import type { Rig } from '../testing/rig.ts';
import { AttachmentIndex } from './attachment-index.ts';

function attach(rig: Rig, name: string, volume: string, node: string): void {
  const body = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name },
    spec: { attacher: 'csi.example.com', nodeName: node, source: { persistentVolumeName: volume } },
  };
  const { code, body: answered } = rig.ask({ verb: 'create', kind: 'VolumeAttachment', body });
  if (code !== 201) throw new Error(JSON.stringify(answered));
}

const detach = (rig: Rig, name: string) => rig.ask({ verb: 'delete', kind: 'VolumeAttachment', name });

const touch = (rig: Rig, name: string) =>
  rig.ask({
    verb: 'patch',
    kind: 'VolumeAttachment',
    name,
    patchType: 'merge',
    body: { metadata: { labels: { seen: 'yes' } } },
  });

/** What an index says of everything. */
const saidBy = (index: AttachmentIndex) => ({
  volumes: ['one', 'two'].map((volume) => index.ofVolume(volume).map(({ metadata }) => metadata.name)),
  nodes: ['node-1', 'node-2', 'node-3'].map((node) => index.onNode(node)),
});

test('a follower that begins in the middle, as in a fork, says the same in the same order', () => {
  const rig = createRig([]);
  const goesOn = new AttachmentIndex();
  attach(rig, 'c', 'one', 'node-1');
  goesOn.follow(rig.view);
  attach(rig, 'a', 'one', 'node-2');
  attach(rig, 'b', 'two', 'node-1');
  goesOn.follow(rig.view);
  touch(rig, 'c');
  goesOn.follow(rig.view);
  expect(saidBy(goesOn)).toEqual(saidBy(new AttachmentIndex().follow(rig.view)));
  expect(saidBy(goesOn).nodes).toEqual([['one', 'two'], ['one'], []]);
});

test('of two attachments of one volume to one node the second stands when the first goes', () => {
  const rig = createRig([]);
  const index = new AttachmentIndex();
  attach(rig, 'first', 'one', 'node-1');
  attach(rig, 'second', 'one', 'node-1');
  index.follow(rig.view);
  detach(rig, 'first');
  expect(saidBy(index.follow(rig.view))).toEqual({ volumes: [['second'], []], nodes: [['one'], [], []] });
});

test('an attachment that was replaced under its name between two looks is not where it was', () => {
  const rig = createRig([]);
  const index = new AttachmentIndex();
  attach(rig, 'it', 'one', 'node-1');
  index.follow(rig.view);
  detach(rig, 'it');
  attach(rig, 'it', 'two', 'node-2');
  expect(saidBy(index.follow(rig.view))).toEqual({ volumes: [[], ['it']], nodes: [[], ['two'], []] });
});
