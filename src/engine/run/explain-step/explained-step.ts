/** One step of a run as arithmetic: gradient, state and update, each as a formula, with its numbers, and its value. */
import type { Trial } from '../../methods/search.ts';

/** A formula to look at and to copy, its numbers rounded; with all digits where that is another. */
export interface Digits {
  readonly tex: string;
  readonly text: string;
  readonly full?: { readonly tex: string; readonly text: string };
}

/** `left = formula = with numbers = value`. */
export interface Equation {
  readonly left: { readonly tex: string; readonly text: string };
  /** `←` where the left side has the value from here on. */
  readonly relation: '=' | '←';
  /** The formula, then the same with the numbers in it; fewer where that would say the same twice. */
  readonly forms: readonly Digits[];
  /** As the run has it, to the last digit. */
  readonly value: number;
  /** What the left side is, in words, or what else is to be known. */
  readonly note?: string;
  /** The arithmetic as it is written here rounds to another number than the run has: this one. */
  readonly asWritten?: number;
}

export const PARTS = ['iterate', 'gradient', 'rate', 'ahead', 'shared', 'state', 'update', 'search', 'next'] as const;

/** Equations that belong together. */
export interface Part {
  readonly part: (typeof PARTS)[number];
  readonly equations: readonly Equation[];
}

/** The step from row k to row k + 1. */
export interface ExplainedStep {
  /** k. */
  readonly row: number;
  readonly kind: 'rule' | 'search';
  /** The method's name and its formula in general. */
  readonly title: string;
  readonly tex: string;
  /** In the order in which they are computed. */
  readonly parts: readonly Part[];
  /** What a search tried. */
  readonly trials?: readonly Trial[];
  /** What else is to be known, in sentences. */
  readonly remarks: readonly string[];
}
