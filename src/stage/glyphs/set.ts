// The panel of a StatefulSet: its name, what is wanted of it, and the name under which its Pods are found.
import type { SetMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { label, rectangle, write } from '../drawing.ts';

const lineHeight = 17;
const mostFacts = 4;

export const setGlyph: Glyph<SetMark> = {
  name: 'mark set',
  variant: ({ box, facts }) => `${box.width} ${box.height} ${facts.length}`,
  place: ({ box }) => box,
  build,
  paint: (group, { name, facts, dns, dnsMissing }) => {
    group.classed('missing', dnsMissing);
    write(group, 'set-name', name);
    facts.slice(0, mostFacts).forEach((fact, at) => {
      write(group, `fact-${at}`, fact.text);
      group.select(`.fact-${at}`).classed('strong', fact.strong);
    });
    write(group, 'dns', dnsMissing ? `⚠ ${dns}` : dns);
  },
};

function build(group: Group, { box, facts }: SetMark): void {
  rectangle(group, 'panel', box, 12);
  label(group, 'set-name', 16, 28, 'start');
  const shown = facts.slice(0, mostFacts);
  shown.forEach((_, at) => label(group, `fact fact-${at}`, 16, 47 + at * lineHeight, 'start'));
  label(group, 'dns', 16, 47 + shown.length * lineHeight + 1, 'start');
}
