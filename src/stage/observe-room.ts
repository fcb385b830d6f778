// How much room an element gives, in whole CSS pixels, and when that changes.
import type { Size } from '../scene/scene.ts';

export const roomOf = (element: HTMLElement): Size => ({ width: element.clientWidth, height: element.clientHeight });

/** Calls `onChange` once after creation, and whenever the room is another one; gives what ends it. */
export function observeRoom(element: HTMLElement, onChange: (room: Size) => void): () => void {
  let known: Size | undefined;
  const observer = new ResizeObserver(() => {
    const room = roomOf(element);
    if (known?.width === room.width && known.height === room.height) return;
    known = room;
    onChange(room);
  });
  observer.observe(element);
  return () => observer.disconnect();
}
