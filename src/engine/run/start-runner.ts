/** Runs from given starts to their ends: compiled once, nothing kept of the way. */
import { methodNamed } from '../methods/index.ts';
import type { Problem, Starts } from '../problem.ts';
import { compileEvaluator } from '../program/evaluator.ts';
import type { Curvature } from './curvature.ts';
import { initialMemory, limitsOf, numberIn, ruleOf } from './loop.ts';
import { compileLoop } from './loops/index.ts';
import type { RunPlan } from './plan.ts';
import { stepProgram } from './program.ts';
import { automaticRate } from './rate.ts';
import { SearchDescent } from './search-descent.ts';
import { boxOf, startPoints } from './starts.ts';
import { emptyIterates } from './trace.ts';
import type { Ended } from './verdict.ts';

/** Rows that are written over and over: only the last of a run is wanted. */
const ROWS = 1024;
/** An automatic rate has to be safe from everywhere: it is the least of so many starts'. */
const RATES_LOOKED_AT = 12;

/** The starts of a problem, and what runs from them. Two of the same problem make the same runs. */
export class StartRunner {
  /** The starts, a column a parameter. */
  readonly points: readonly Float64Array[];
  /** The rate of all runs; absent for a search. */
  readonly rate?: number;
  readonly #run: (start: readonly number[]) => Ended;

  /** @param rate where it is settled already: to find an automatic one takes longer than a run. */
  constructor(problem: Problem, starts: Starts, plan: RunPlan, curvature: Curvature, rate?: number) {
    this.points = startPoints(starts, boxOf(problem));
    const method = methodNamed(plan.method.name);
    if (method.kind === 'search') {
      this.#run = (start) => {
        const descent = new SearchDescent(problem, { ...plan, start }, method, curvature);
        while (!descent.done) descent.advance(ROWS);
        return descent.end();
      };
    } else {
      this.rate = rate ?? (plan.rate === 'auto' ? this.#safeRate(problem, plan, curvature) : plan.rate);
      this.#run = compileRuns(problem, plan, this.rate, this.points);
    }
  }

  /** Runs start k to its end. */
  run(k: number): Ended {
    return this.#run(this.points.map((column) => column[k]!));
  }

  #safeRate(problem: Problem, plan: RunPlan, curvature: Curvature): number {
    const total = this.points[0]!.length;
    const every = Math.max(1, Math.floor(total / RATES_LOOKED_AT));
    let least = automaticRate(problem, plan.method, curvature, plan.start).rate;
    for (let k = 0; k < total; k += every) {
      const start = this.points.map((column) => column[k]!);
      const { rate } = automaticRate(problem, plan.method, curvature, start);
      if (rate > 0 && rate < least) least = rate;
    }
    return least;
  }
}

function compileRuns(
  problem: Problem,
  plan: RunPlan,
  rate: number,
  points: readonly Float64Array[],
): (start: readonly number[]) => Ended {
  const program = stepProgram(problem, plan.method, plan.schedule, rate);
  const highest = highestStart(problem, points);
  const loop = compileLoop(program, limitsOf(problem.settings.stop, highest, program.evaluations));
  const kept = emptyIterates(program.parameters, ROWS);
  return (start) => {
    const memory = initialMemory(program, start);
    let fired = 0;
    let before = 0;
    while (fired === 0) {
      before = numberIn(memory, 'step');
      fired = loop(memory, kept, undefined, 0, ROWS);
    }
    const value = kept.value[numberIn(memory, 'step') - before]!;
    const point = [...memory.subarray(0, program.parameters)];
    return { rule: ruleOf(program, fired), point, value, gradientNorm: numberIn(memory, 'norm') };
  };
}

/** The largest size of a value at the starts: what diverges from one start has to be beyond what another begins with. */
function highestStart(problem: Problem, points: readonly Float64Array[]): number {
  const { objective, columns } = problem;
  const evaluate = compileEvaluator(
    [objective],
    problem.parameters.length,
    columns.map((column) => column.values),
  );
  const value = new Float64Array(1);
  let highest = 0;
  for (let k = 0; k < points[0]!.length; k++) {
    evaluate(
      points.map((column) => column[k]!),
      value,
    );
    if (Number.isFinite(value[0])) highest = Math.max(highest, Math.abs(value[0]!));
  }
  return highest;
}
