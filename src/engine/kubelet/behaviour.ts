// How containers of an image behave: the scenario's table, first match wins.
import type { ImageBehaviour } from '../options.ts';

const usual: ImageBehaviour = { match: '*', pullMs: 500, startMs: 0, readyMs: 0, stopMs: 1000 };

/** `*` in a pattern stands for any text. */
function matches(pattern: string, image: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return pattern === image;
  if (!image.startsWith(first)) return false;
  let at = first.length;
  const last = others.pop() ?? '';
  for (const part of others) {
    const found = image.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return image.length - last.length >= at && image.endsWith(last);
}

/** Finds the behaviour of an image as it is written in a Pod. */
export type Behaviours = (image: string) => ImageBehaviour;

export function behavioursOf(table: readonly ImageBehaviour[]): Behaviours {
  const known = new Map<string, ImageBehaviour>();
  return (image) => {
    const found = known.get(image) ?? table.find((entry) => matches(entry.match, image)) ?? usual;
    known.set(image, found);
    return found;
  };
}

/** The image's full name, as the runtime writes it. */
export function fullImageName(image: string): string {
  const [first = ''] = image.split('/');
  const hasHost = image.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost');
  const named = hasHost ? image : `docker.io/${image.includes('/') ? image : `library/${image}`}`;
  const last = named.slice(named.lastIndexOf('/'));
  return last.includes(':') || last.includes('@') ? named : `${named}:latest`;
}
