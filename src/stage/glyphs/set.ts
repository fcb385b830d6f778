// The panel of a StatefulSet: its name, what is wanted of it, and the name under which its Pods are found.
import type { SetMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { label, rectangle, write } from '../drawing.ts';

const lineHeight = 17;
const mostFacts = 4;

export const setGlyph: Glyph<SetMark> = {
  name: 'mark set',
  variant: ({ box, facts, inline }) => `${box.width} ${box.height} ${facts.length} ${inline}`,
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

function build(group: Group, { box, facts, inline }: SetMark): void {
  rectangle(group, 'panel', box, 12);
  label(group, 'set-name', 16, inline ? 27 : 28, 'start');
  const shown = facts.slice(0, mostFacts);
  if (inline) return buildLines(group, shown.length);
  shown.forEach((_, at) => label(group, `fact fact-${at}`, 16, 47 + at * lineHeight, 'start'));
  label(group, 'dns', 16, 47 + shown.length * lineHeight + 1, 'start');
}

/** In one line, as pieces of one text, because nobody knows here how wide they will be. */
function buildLines(group: Group, count: number): void {
  label(group, 'facts', 16, 46, 'start');
  for (let at = 0; at < count; at++) {
    if (at > 0) group.select('.facts').append('tspan').attr('class', 'fact').text(' · ');
    group.select('.facts').append('tspan').attr('class', `fact fact-${at}`);
  }
  label(group, 'dns', 16, 62, 'start');
}
