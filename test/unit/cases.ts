/** Ground truth computed outside the project, and how near to it is near enough. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../shared/cases/', import.meta.url);
const COPY = new URL('./cases/', import.meta.url);

/** A file of cases: the shared one where the checkout has it beside itself, else the copy that is kept here. */
export function caseFile(name: string): URL {
  const shared = new URL(name, FOLDER);
  return existsSync(shared) ? shared : new URL(name, COPY);
}

/** What is in a file of cases. */
export function cases<T>(name: string): T {
  return JSON.parse(caseText(name)) as T;
}

/** The text of such a file. */
export function caseText(name: string): string {
  return readFileSync(caseFile(name), 'utf8');
}

/** Fails unless `actual` is within `relative` of `expected`, or within `absolute` of it near zero. */
export function near(actual: number, expected: number, relative: number, absolute: number, what: string): void {
  const error = Math.abs(actual - expected);
  const limit = Math.max(absolute, relative * Math.abs(expected));
  assert.ok(error <= limit, `${what}: ${actual} is not ${expected} (off by ${error}, allowed ${limit})`);
}
