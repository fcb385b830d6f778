// A fault of ours as something to show, and hearing of those that nobody caught.

export interface Fault {
  /** What had to hold and did not, or the browser's own words. */
  readonly sentence: string;
}

export const faultOf = (error: unknown): Fault => ({
  sentence: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

/** Reports the first fault that reaches the window; gives what stops listening. */
export function listenForFaults(report: (fault: Fault) => void): () => void {
  const onError = (event: ErrorEvent) => {
    if (!isHarmless(event.message)) report(faultOf(event.error ?? event.message));
  };
  const onRejection = (event: PromiseRejectionEvent) => {
    // Monaco cancels its own pending work by rejecting with this name.
    if (!(event.reason instanceof Error && event.reason.name === 'Canceled')) report(faultOf(event.reason));
  };
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onRejection);
  return () => {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onRejection);
  };
}

/** Browsers report a layout that took two rounds as an error; scripts of other origins (extensions) only as "Script error." */
const isHarmless = (message: string): boolean =>
  message.startsWith('ResizeObserver loop') || message === 'Script error.';
