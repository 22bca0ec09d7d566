/** What a sweep of rates found: plain data that survives structuredClone. */

/**
 * How a run at a rate goes. `descends`: the value falls and does not rise again at the end. `oscillates`: it swings without
 * settling. `diverges`: the value ends above its start, grows at the end, or is no number. `unbounded`: it falls beyond every
 * limit. `rests`: the start is not left.
 */
export type RateOutcome = 'descends' | 'oscillates' | 'diverges' | 'unbounded' | 'rests';

/** A rate that was tried. */
export interface TriedRate {
  readonly rate: number;
  readonly outcome: RateOutcome;
  /** The objective as written after the steps of the sweep; where the run ended before, at its end. */
  readonly value: number;
  /** The best value of these steps. */
  readonly best: number;
}

export interface RateReport {
  /** The answer. */
  readonly sentence: string;
  /** Further sentences: what was done, how the edge was found, what the curvature says. */
  readonly remarks: readonly string[];
  /** The method's title. */
  readonly method: string;
  /** Steps of each run of the sweep, and of each at the edge. */
  readonly steps: number;
  readonly longSteps: number;
  readonly sense: 'minimize' | 'maximize';
  /** The objective at the start. */
  readonly first: number;
  /** Ascending. */
  readonly tried: readonly TriedRate[];
  /** The largest rate below which every rate that was tried descends, to 1 % and rounded down; absent where there is none. */
  readonly safe?: number;
  /** The rate of the best value after the steps of the sweep, among those up to the safe one. */
  readonly fastest?: number;
  /** 2/λ for the largest curvature λ at the start: where gradient descent on a quadratic ceases to be stable. */
  readonly bound?: number;
}

/** How far a sweep has come. */
export interface RateProgress {
  readonly done: number;
  readonly of: number;
}
