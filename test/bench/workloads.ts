/** The engine's side of the works in ../shared/bench: each made ready once, then timed round by round. */
import { parse } from 'mathjs/number';
import { gradientOf } from '../../src/engine/calculus/gradient.ts';
import { minimize, readProblem } from '../../src/engine/index.ts';
import { compileProgram } from '../../src/engine/program/evaluator.ts';
import { compileBasins } from '../../src/engine/run/basins.ts';
import { compileGrid } from '../../src/engine/run/grid.ts';
import { initialMemory, limitsOf } from '../../src/engine/run/loop.ts';
import { compileLoop } from '../../src/engine/run/loops/index.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import { stepProgram } from '../../src/engine/run/program.ts';
import { emptyIterates } from '../../src/engine/run/trace.ts';
import { extendedRosenbrock, median } from './cold.ts';

/** Does a work once and says how many seconds a unit of it took. */
export type Round = () => number | Promise<number>;

const STEPS = 1_000_000;
const ROSENBROCK = '(1 - x)^2 + 100*(y - x^2)^2';

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

/** Rosenbrock's function from its usual start, as a text to run. */
export function descent(method: string, rate: number, steps = STEPS): string {
  return `minimize ${ROSENBROCK}\nstart x = -1.2, y = 1\nmethod ${method}\nrate ${rate}\nstop steps=${steps}`;
}

/** A million steps of the bare loop: checks, parameters and value of every step recorded, into memory used again. */
export function loop(method: string, rate: number): Round {
  const problem = readProblem(descent(method, rate));
  const plan = plansOf(problem)[0]!;
  const program = stepProgram(problem, plan.method, plan.schedule, rate);
  const run = compileLoop(program, limitsOf(problem.settings.stop));
  const rows = 4096;
  const kept = emptyIterates(problem.parameters.length, rows);
  return () =>
    seconds(() => {
      const memory = initialMemory(program, problem.settings.start);
      while (run(memory, kept, undefined, 0, rows) === 0);
    });
}

/** The same as a script calls it: reading apart, compiling, slices, the whole trace kept, the verdict. */
export function whole(method: string, rate: number): Round {
  const problem = readProblem(descent(method, rate));
  return async () => {
    const began = performance.now();
    await minimize(problem);
    return (performance.now() - began) / 1000;
  };
}

/** Value alone, or value and gradient, of the extended Rosenbrock function in n parameters. */
export function values(n: number, withGradient: boolean, times = 20_000): Round {
  const { graph, objective } = readProblem(extendedRosenbrock(n));
  const outputs = withGradient ? [objective, ...gradientOf(graph, objective, n)] : [objective];
  const { inputs, run } = compileProgram(outputs, n, []);
  const once = () => {
    for (let i = 0; i < n; i++) inputs[i] = 0.5 + 0.01 * i;
    return (
      seconds(() => {
        for (let k = 0; k < times; k++) {
          inputs[k % n]! += 1e-12;
          run();
        }
      }) / times
    );
  };
  return () => {
    // A millisecond or two is short beside what the work before left to do: its garbage, collected on the side, and
    // with it the machine code of functions that rested. Peers do the same: once for nothing, then a median of five.
    once();
    return median(Array.from({ length: 5 }, once));
  };
}

/** 100 × 100 values of Rosenbrock's function. */
export function grid(): Round {
  const problem = readProblem(ROSENBROCK);
  const { values: fill } = compileGrid(problem, { across: 0, down: 1, width: 100, height: 100 });
  const across = Float64Array.from({ length: 100 }, (_, i) => -2 + i * (4 / 99));
  const down = Float64Array.from({ length: 100 }, (_, j) => -1 + j * (4 / 99));
  return () =>
    seconds(() => {
      for (let k = 0; k < 100; k++) fill(across, down, [0, 0]);
    }) / 100;
}

/** 256 × 256 starts, 200 steps each, on Himmelblau's function. */
export function basins(fuse: boolean): Round {
  const problem = readProblem('(x^2 + y - 11)^2 + (x + y^2 - 7)^2\nrate 0.005');
  const { run } = compileBasins(problem, plansOf(problem)[0]!, 0.005, { capacity: 65_536, fuse });
  return () => {
    const at = (place: (i: number) => number) =>
      Float64Array.from({ length: 65_536 }, (_, i) => -5 + (10 * place(i)) / 255);
    const points = [at((i) => i & 255), at((i) => i >> 8)];
    return seconds(() => run(points, 200));
  };
}

/** A step of gradient descent on Rosenbrock's function as mathjs's compiled expressions make it. */
export function mathjsSteps(): Round {
  const partials = ['-400*(y - x^2)*x - 2*(1 - x)', '200*(y - x^2)'].map((text) => parse(text).compile());
  const steps = 20_000;
  return () =>
    (seconds(() => {
      const scope = { x: -1.2, y: 1 };
      for (let k = 0; k < steps; k++) {
        const [x, y] = partials.map((partial) => partial.evaluate(scope) as number) as [number, number];
        scope.x -= 5e-4 * x;
        scope.y -= 5e-4 * y;
      }
    }) *
      STEPS) /
    steps;
}
