import type { Choice } from './choice.ts';

/** The groups in which methods are offered. */
export const GROUPS = [
  'descent',
  'momentum',
  'adaptive',
  'line search',
  'second order',
  'least squares',
  'kinks',
] as const;

/** What every method says of itself. */
export interface About extends Choice {
  readonly group: (typeof GROUPS)[number];
  /** One line on when it serves. */
  readonly serves: string;
}
