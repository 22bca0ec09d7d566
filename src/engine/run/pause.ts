declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/** Lets the host's other work run: at once where there is `setImmediate`, since a timer waits a millisecond at least. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
