// The figures of what has to be loaded, P15: each room with all it brings along, bundled, minified and compressed.
import type { Figure } from './figure.ts';
import { figure } from './figure.ts';
import { bundledSize } from './sizes.ts';

const embed = [
  'engine/index.ts',
  'manifest/manifest.ts',
  'run/start-run.ts',
  'scene/compose.ts',
  'stage/stage.ts',
  'stage/player.ts',
];

export const sizeFigures = async (): Promise<readonly Figure[]> => [
  figure('P15', 'engine alone, gz', await bundledSize(['engine/index.ts']), 90, 'kB'),
  figure(
    'P15',
    'engine, manifests, run, scene, stage and player without React, gz',
    await bundledSize(embed),
    180,
    'kB',
  ),
];
