// Another image for a container of a set's template: apart from the other actions, because it takes a text.
import type { View } from '../../engine/index.ts';
import { namespaceFlag, sentence, unless } from './action.ts';
import type { Action, Hindrance, Sentence } from './action.ts';

export interface ContainerImage {
  readonly container: string;
  readonly image: string;
}

/** The containers of the template of a StatefulSet or Deployment, in order; none for anything else. `about`: `Kind namespace/name`. */
export function imagesOf(about: string, view: View): readonly ContainerImage[] {
  const [kind = '', key = ''] = about.split(' ');
  const set = kind === 'StatefulSet' || kind === 'Deployment' ? view.get(kind, key) : undefined;
  return (set?.spec.template.spec?.containers ?? []).map(({ name, image = '' }) => ({ container: name, image }));
}

/** `about`: `Kind namespace/name` of the set; `wanted`: as it was written. */
export function setImage(about: string, { container, image }: ContainerImage, wanted: string): Action {
  const [kind = '', namespace = '', name = ''] = about.split(/[ /]/);
  const written = wanted.trim();
  const line = `kubectl set image ${kind.toLowerCase()}/${name} ${container}=${written}${namespaceFlag(namespace)}`;
  return unless({ id: 'image', name: 'setImage', line }, imageHindrance(image, written));
}

/** What a shell would take apart is no image. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/;

function imageHindrance(image: string, written: string): Sentence<Hindrance> | undefined {
  if (!plain.test(written)) return sentence('imageMissing');
  return written === image ? sentence('imageSame') : undefined;
}
