/** Assertions that work where `node:assert` does not exist. */

/** Throws unless the condition holds. */
export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Not so: ${what}`);
}

/** Throws unless both are the same value, or have the same content. NaN equals itself. */
export function equal<T>(actual: T, expected: T, what: string): void {
  if (same(actual, expected)) return;
  throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => same(Reflect.get(a, key), Reflect.get(b, key)));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
