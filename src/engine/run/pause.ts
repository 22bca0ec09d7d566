/** Lets the host's other work run: at once where there is `setImmediate`, since a timer waits a millisecond at least. */

declare const setImmediate: undefined | ((callback: () => void) => void);
declare const setTimeout: (callback: () => void, milliseconds: number) => void;

export function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
