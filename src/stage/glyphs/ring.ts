// The ring round a Pod's numeral: empty, filling, closed, hollow, unwinding. Its fraction follows cluster time and is therefore
// never tweened.
import type { Ring } from '../../scene/scene.ts';
import type { Group } from '../drawing.ts';
import { part } from '../drawing.ts';

/** In the middle of its group. The numeral and a countdown stand inside. */
export function buildRing(group: Group, radius: number): void {
  const ring = group.append<SVGGElement>('g').attr('class', 'ring');
  part(ring, 'circle', 'ring-disc').attr('r', radius);
  part(ring, 'circle', 'ring-texture').attr('r', radius - 2);
  part(ring, 'circle', 'ring-track').attr('r', radius);
  part(ring, 'circle', 'ring-arc').attr('r', radius).attr('pathLength', 100).attr('transform', 'rotate(-90)');
  part(ring, 'circle', 'ring-hollow').attr('r', radius - 5);
}

export function paintRing(group: Group, { kind, fraction }: Ring): void {
  const drawn = Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  group.select('.ring').attr('data-kind', kind);
  group
    .select('.ring-arc')
    .attr('stroke-dasharray', drawn >= 100 ? null : `${drawn} 100`)
    .attr('visibility', drawn <= 0 ? 'hidden' : null);
}
