// The part of kubectl's JSONPath that leads to one value: fields, indices, and the item whose field equals a text.
import type { PathStep } from './when.ts';

/** `{.status.conditions[?(@.type=="Ready")].status}`, with or without braces, as steps; undefined if it is not understood. */
export function parseJsonPath(text: string): readonly PathStep[] | undefined {
  const braced = /^\{(.*)\}$/.exec(text);
  const path = braced ? (braced[1] ?? '') : text;
  return stepsOf(path.startsWith('.') || path.startsWith('[') ? path : `.${path}`);
}

const field = /\.((?:[A-Za-z0-9_\-/$]|\\.)+)/y;
const index = /\[(\d{1,9})\]/y;
const quoted = /\[(?:'([^']+)'|"([^"]+)")\]/y;
const filter = /\[\?\(\s*@((?:\.(?:[A-Za-z0-9_\-/$]|\\.)+|\[\d+\])+)\s*==\s*(?:'([^']*)'|"([^"]*)"|(\w+))\s*\)\]/y;

function stepsOf(path: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    if (match) at += match[0].length;
    return match;
  };
  while (at < path.length) {
    const match = take(field);
    if (match) {
      steps.push((match[1] ?? '').replaceAll(/\\(.)/g, '$1'));
      continue;
    }
    const place = take(index);
    if (place) {
      steps.push(Number(place[1]));
      continue;
    }
    const name = take(quoted);
    if (name) {
      steps.push(name[1] ?? name[2] ?? '');
      continue;
    }
    const match2 = take(filter);
    const where = match2 ? plainSteps(match2[1] ?? '') : undefined;
    if (!match2 || !where) return undefined;
    steps.push({ where, equals: match2[2] ?? match2[3] ?? match2[4] ?? '' });
  }
  return steps.length > 0 ? steps : undefined;
}

/** The path inside of a filter: no filter within. */
function plainSteps(path: string): readonly (string | number)[] | undefined {
  const plain = stepsOf(path)?.filter((step) => typeof step !== 'object');
  return plain && plain.length > 0 ? plain : undefined;
}
