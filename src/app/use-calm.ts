// A value that follows another one with a pause in between: for what is costly to draw and need not follow every frame.
import { useEffect, useRef, useState } from 'react';

/** At once after a quiet time, and then at most once in `pauseMs`; ends on the last value. */
export function useCalm<T>(value: T, pauseMs: number): T {
  const [calm, setCalm] = useState(value);
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + pauseMs - performance.now());
    const timer = setTimeout(() => {
      lastMs.current = performance.now();
      setCalm(value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return calm;
}
