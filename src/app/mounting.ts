// Something drawn without React in a place that React gives and takes away: made with its place, gone with it. It can be drawn
// before there is a page, and is then moved to where it belongs.

export interface Mounting<T> {
  /** What is there now. */
  readonly now: () => T | undefined;
  /** Before there is a page around it: the next `mount` moves it, and takes this place away. */
  readonly preview: (place: HTMLElement) => void;
  /** Gives what takes it away again. */
  readonly mount: (place: HTMLElement) => () => void;
}

/** `draw` is called when it stands in its place, before what it draws is told to it. */
export function mounting<T extends { destroy(): void }>(
  make: (box: HTMLElement) => T,
  draw: (made: T) => void,
): Mounting<T> {
  let current: T | undefined;
  let previewed: { readonly place: HTMLElement; readonly box: HTMLElement; readonly made: T } | undefined;
  const madeIn = (place: HTMLElement) => {
    const box = document.createElement('div');
    box.className = 'mounted';
    place.append(box);
    const made = make(box);
    current = made;
    draw(made);
    return { box, made };
  };
  return {
    now: () => current,
    preview(place) {
      previewed = { place, ...madeIn(place) };
    },
    mount(place) {
      const { box, made } = previewed ?? madeIn(place);
      place.append(box);
      previewed?.place.remove();
      previewed = undefined;
      return () => {
        made.destroy();
        box.remove();
        if (current === made) current = undefined;
      };
    },
  };
}
