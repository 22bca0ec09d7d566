/**
 * The rate finder: short runs of a method from the start at rates of many sizes, and the largest safe one among them. After
 * Smith (2017), "Cyclical Learning Rates for Training Neural Networks", section 3.3, with a run of its own for each rate.
 */
import { methodNamed } from '../methods/index.ts';
import { type MethodChoice, type Problem, ProblemError } from '../problem.ts';
import { Curvature } from './curvature.ts';
import { kinksOf } from './kinks.ts';
import { automaticRate } from './rate.ts';
import type { RateProgress, RateReport, TriedRate } from './rate-finder/report.ts';
import { rateRemarks, rateSentence } from './rate-finder/sentence.ts';
import { type Trial, Trials } from './rate-finder/trials.ts';

/** The sweep, in powers of ten of the automatic rate. */
const [FROM, TO] = [-5, 3];
/** It goes on as far as this while every rate is safe. */
const FARTHEST = 12;
const BY_DECADE = 6;
const END = FARTHEST * BY_DECADE;
/** Steps of a run of the sweep. */
const STEPS = 100;
/** Steps of a run at the edge, where a run needs longer to show whether it settles. */
const LONG_STEPS = 1000;
/** What a run at the edge may cost, in operations on numbers; it is not shorter than one of the sweep. */
const BUDGET = 5e8;
/** The edge is known when the rates on its two sides differ by less than this share. */
const EDGE = 0.005;

/** Tries rates for the first method of a problem that has one. @throws {ProblemError} where no method has. */
export function* findRates(problem: Problem): Generator<RateProgress, RateReport, void> {
  const finder = new Finder(problem);
  yield* finder.sweep();
  yield* finder.refine();
  return finder.report();
}

class Finder {
  readonly #problem: Problem;
  readonly #method: MethodChoice;
  readonly #trials: Trials;
  readonly #sign: 1 | -1;
  readonly #curvature: Curvature;
  readonly #automatic: number;
  readonly #longSteps: number;
  #tried: TriedRate[] = [];
  #first = Number.NaN;
  #done = 0;
  #of: number;

  constructor(problem: Problem) {
    const method = problem.settings.methods.find(({ name }) => methodNamed(name).kind === 'rule');
    if (!method) {
      const { title } = methodNamed(problem.settings.methods[0]!.name);
      throw new ProblemError(`${title} finds its step lengths itself: it has no rate to find.`, problem.range);
    }
    this.#problem = problem;
    this.#method = method;
    this.#sign = problem.sense === 'maximize' ? -1 : 1;
    this.#curvature = new Curvature(problem);
    this.#automatic = automaticRate(problem, method, this.#curvature).rate;
    this.#trials = new Trials(problem, method, LONG_STEPS);
    this.#longSteps = Math.max(STEPS, Math.min(LONG_STEPS, Math.floor(BUDGET / 10 / this.#trials.cost)));
    this.#of = (TO - FROM) * BY_DECADE + 1 + 10;
  }

  /** Rates at equal distances of their logarithms, and beyond as long as they are safe. */
  *sweep(): Generator<RateProgress, void, void> {
    for (let k = FROM * BY_DECADE; k <= END; k++) {
      if (k > TO * BY_DECADE && this.#tried.at(-1)!.outcome !== 'descends') break;
      yield* this.#try(this.#rate(k), STEPS);
    }
  }

  /** The first edge from below, by runs of more steps: first its two sides, then what is between them. */
  *refine(): Generator<RateProgress, void, void> {
    let high = this.#tried.findIndex(({ outcome }) => outcome !== 'descends') + FROM * BY_DECADE;
    if (high < FROM * BY_DECADE) return;
    // A longer run may tell otherwise than a short one, on either side.
    while (high <= END && (yield* this.#try(this.#rate(high), this.#longSteps)) === 'descends') high++;
    if (high > END) return;
    let low = high - 1;
    while (low >= FROM * BY_DECADE && (yield* this.#try(this.#rate(low), this.#longSteps)) !== 'descends') low--;
    if (low < FROM * BY_DECADE) return;
    let [safe, unsafe] = [this.#rate(low), this.#rate(low + 1)];
    while (unsafe / safe > 1 + EDGE) {
      const middle = Math.sqrt(safe * unsafe);
      if ((yield* this.#try(middle, this.#longSteps)) === 'descends') safe = middle;
      else unsafe = middle;
    }
  }

  /** The k-th rate of the sweep. */
  #rate(k: number): number {
    return this.#automatic * 10 ** (k / BY_DECADE);
  }

  /** The rates up to the first edge. Where the objective has no end, a slower fall is no safer. */
  #safes(): readonly TriedRate[] {
    if (this.#tried.some(({ outcome }) => outcome === 'unbounded')) return [];
    const unsafe = this.#tried.findIndex(({ outcome }) => outcome !== 'descends');
    return unsafe < 0 ? this.#tried : this.#tried.slice(0, unsafe);
  }

  report(): RateReport {
    const { settings, sense, name = 'f' } = this.#problem;
    const safes = this.#safes();
    const safe = safes.at(-1)?.rate;
    const better = (a: TriedRate, b: TriedRate) => (this.#sign * b.value < this.#sign * a.value ? b : a);
    const radius = this.#method.name === 'gd' ? this.#curvature.radius(settings.start) : 0;
    const facts = {
      method: methodNamed(this.#method.name).title,
      steps: STEPS,
      longSteps: this.#longSteps,
      sense,
      first: this.#first,
      tried: this.#tried,
      ...(safe !== undefined && { safe: roundedDown(safe), fastest: safes.reduce(better).rate }),
      ...(radius > 0 && { bound: 2 / radius }),
    };
    const kinked = kinksOf(this.#problem).length > 0;
    return { ...facts, sentence: rateSentence(facts), remarks: rateRemarks(facts, name, kinked) };
  }

  /** Tries a rate and keeps what came of it, in order. A longer run takes the place of a shorter one. */
  *#try(rate: number, steps: number): Generator<RateProgress, TriedRate['outcome'], void> {
    const run = this.#trials.run(rate, steps);
    let next = run.next();
    for (; !next.done; next = run.next()) yield this.#progress();
    const tried = this.#tally(rate, next.value);
    this.#tried = [...this.#tried.filter((one) => one.rate !== rate), tried].sort((a, b) => a.rate - b.rate);
    this.#done++;
    yield this.#progress();
    return tried.outcome;
  }

  #tally(rate: number, { trace, outcome }: Trial): TriedRate {
    const value = trace.value.subarray(0, STEPS + 1);
    this.#first = value[0]!;
    const best = value.reduce((a, b) => (this.#sign * b < this.#sign * a ? b : a));
    // What comes down at last has been above its start for all the steps that are shown.
    const above = outcome === 'descends' && this.#sign * value.at(-1)! > this.#sign * this.#first;
    return { rate, outcome: above ? 'diverges' : outcome, value: value.at(-1)!, best };
  }

  #progress(): RateProgress {
    this.#of = Math.max(this.#of, this.#done + 1);
    return { done: this.#done, of: this.#of };
  }
}

/** Four digits, none of them too large: what is offered as safe is. */
function roundedDown(rate: number): number {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 3);
  return Number((Math.floor(rate / unit) * unit).toPrecision(4));
}

/** The same at one go. */
export function findRatesAtOnce(problem: Problem): RateReport {
  const steps = findRates(problem);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
