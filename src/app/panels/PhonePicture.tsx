// On a phone: the picture, and below it what is selected, so that one sees what comes of what one does.
import { useEffect, useRef } from 'react';
import { useSessionState } from '../session-context.ts';
import { Inspector } from './Inspector.tsx';
import { StagePanel } from './StagePanel.tsx';

export function PhonePicture() {
  const selected = useSessionState((state) => state.selected);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected === null) return undefined;
    // Once the picture has the room that is left.
    const frame = requestAnimationFrame(() => {
      const marks = place.current?.querySelectorAll(`.mark[data-about="${CSS.escape(selected)}"]`);
      [...(marks ?? [])].at(-1)?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <div ref={place} className="phone-picture">
      <StagePanel />
      {selected !== null && <Inspector answering />}
    </div>
  );
}
