/**
 * What JSON loses, put so that it survives. VS Code carries messages to and from a webview as JSON (typed arrays
 * apart): NaN and the infinities would arrive as null, -0 as 0, and a key whose value is undefined not at all,
 * although `{ gradient: undefined }` means "rule off". Both sides pass every message through here.
 */

/** The key of the object that stands for a value which JSON cannot hold. */
const TAG = '$value';

function tag(value: number | undefined): { readonly [TAG]: string } {
  return { [TAG]: Object.is(value, -0) ? '-0' : String(value) };
}

function untag(name: string): number | undefined {
  return name === 'undefined' ? undefined : Number(name);
}

function map(value: object, change: (value: unknown) => unknown): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) return value.map(change);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, change(entry)]));
}

/** A copy of a message that JSON carries without loss; typed arrays are passed through as they are. */
export function toWire(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : tag(value);
  if (value === undefined) return tag(value);
  return typeof value === 'object' && value !== null ? map(value, toWire) : value;
}

/** The message that `toWire` was given. A message that was never encoded comes back equal. */
export function fromWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name: unknown = TAG in value ? value[TAG] : undefined;
  return typeof name === 'string' ? untag(name) : map(value, fromWire);
}
