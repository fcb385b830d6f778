// The picture before there is a page: drawn where it will stand, so that it moves while the page around it is still loading.
import { afterFrame } from './after-frame.ts';
import type { Session } from './session.ts';

/** How long a picture may take to move before the page is loaded all the same: a paused one never does. */
const longestMs = 250;

/** Resolves when the picture has moved on the screen, so that loading the page takes none of that time. */
export async function firstPicture(session: Session): Promise<void> {
  const place = document.createElement('div');
  place.className = 'first-picture';
  document.body.append(place);
  session.previewStage(place);
  await session.firstPicture;
  await painted();
  await movement(place);
  await painted();
}

const painted = (): Promise<void> => new Promise(afterFrame);

function movement(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => done());
    const timer = setTimeout(() => done(), longestMs);
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    observer.observe(place, { subtree: true, childList: true, attributes: true });
  });
}
