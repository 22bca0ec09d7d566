import type { Problem } from '../../problem.ts';
import type { Curvature } from '../curvature.ts';
import { grouped } from '../numerals.ts';
import type { RunPlan } from '../plan.ts';
import type { Verdict } from '../verdict.ts';

/** What a verdict is about. */
export interface Judged {
  readonly problem: Problem;
  readonly plan: RunPlan;
  /** The rate at step 0, of a method that has one. */
  readonly rate?: number;
  readonly curvature: Curvature;
}

/** A verdict without its words. */
export type Facts = Omit<Verdict, 'sentence' | 'remarks'>;

/** `1 step`, `2 steps`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
