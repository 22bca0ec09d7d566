/** The one loop of a run: evaluate, record, check, step. What runs it is in loops/. */
import type { StopRules } from '../problem.ts';
import type { StepProgram } from './program.ts';
import type { Derived, Iterates } from './trace.ts';
import type { Rule } from './verdict.ts';

/** The rules that every loop knows, in the order of their numbers, which begin at 1. */
export const RULE_ORDER = ['nonFinite', 'divergence', 'gradient', 'change', 'move', 'steps'] as const satisfies Rule[];

/** The number of the first rule that is a node; they are checked before the limit of steps. */
export const FIRST_NODE_RULE = RULE_ORDER.length + 1;

/** The rule of the number that a loop returned. */
export function ruleOf(program: StepProgram, fired: number): Rule {
  return RULE_ORDER[fired - 1] ?? program.rules[fired - FIRST_NODE_RULE]!.rule;
}

/** The rules that every loop knows. One that is off compares with a number that nothing is below or above. */
export type Limits = Required<Pick<StopRules, 'gradient' | 'change' | 'move' | 'steps' | 'divergence'>>;

/** Whether a rule can fire. */
export function isOn(limits: Limits, rule: 'gradient' | 'change' | 'move'): boolean {
  return limits[rule] >= 0;
}

/** The limits of rules, absent ones turned off. @param atStart the objective's value. @param perStep evaluations a step. */
export function limitsOf(stop: StopRules, atStart = 0, perStep = 1): Limits {
  const { gradient = -1, change = -1, move = -1, steps, evaluations } = stop;
  // The start is one evaluation of value and gradient.
  const most = evaluations === undefined ? steps : Math.min(steps, Math.floor((evaluations - 1) / perStep));
  return { gradient, change, move, steps: most, divergence: divergenceLimit(stop, atStart) };
}

/** The size of value beyond which a run diverges: a multiple of its size at the start, which counts as 1 at least. */
export function divergenceLimit({ divergence }: StopRules, atStart: number): number {
  return divergence * Math.max(1, Math.abs(atStart));
}

/**
 * Where a run is: parameters and state by input slot, then what `AFTER` lists: the step number; the value at the step
 * before and the square of the distance from it (NaN at the start); the step with the best value so far and that value;
 * the gradient's norm at the last row.
 */
export type Memory = Float64Array;

/** Where things are in a memory, after the input slots. */
export const AFTER = { step: 0, before: 1, moved: 2, bestStep: 3, best: 4, norm: 5 } as const;
const LENGTH_AFTER = Object.keys(AFTER).length;

/** A number of a memory by its name. */
export function numberIn(memory: Memory, name: keyof typeof AFTER): number {
  return memory.at(AFTER[name] - LENGTH_AFTER)!;
}

/**
 * Runs from row `from` until `to` or a rule fires. Row k of the run is row k of `kept` and row k − from of `derived`,
 * where that is wanted. Returns 0, or the number of the rule that ended it.
 */
export type Loop = (memory: Memory, kept: Iterates, derived: Derived | undefined, from: number, to: number) => number;

/** The memory of a run that has not begun. */
export function initialMemory(program: StepProgram, start: readonly number[]): Memory {
  const { NaN: none, POSITIVE_INFINITY: worst } = Number;
  return Float64Array.of(...start, ...program.initialState, 0, none, none, 0, worst, none);
}
