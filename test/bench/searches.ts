/**
 * Searches beside SciPy's: evaluations and time on Rosenbrock's functions, residuals until six digits are certified on
 * NIST's regressions. Fails nothing.
 *
 *     node test/bench/searches.ts
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import { withDefaults } from '../../src/engine/methods/choice.ts';
import type { Iterate } from '../../src/engine/methods/search.ts';
import type { Options } from '../../src/engine/problem.ts';
import { type CountedLandscape, landscapeOf } from '../../src/engine/run/landscape.ts';
import { followOn, largest, searchNamed } from '../unit/engine/methods/searches/follow.ts';
import { digits, regressions } from '../unit/nist.ts';
import { extendedRosenbrock } from './cold.ts';

/** Debian's own Python: another one on the path need not have Debian's packages. */
const PYTHON = '/usr/bin/python3';
const TOLERANCES = [1e-5, 1e-8];
const ALTERNATING = [-1.2, 1];
/** Rosenbrock's function of 2 and of 50 parameters, from the classic start and from others. */
const STARTS: readonly (readonly number[])[] = [2, 50].flatMap((n) =>
  [ALTERNATING, [0.5], [0], [-1]].map((pattern) => Array.from({ length: n }, (_, i) => pattern[i % pattern.length]!)),
);
const SMOOTH: readonly (readonly [method: string, options: Options])[] = [
  ['cg', {}],
  ['bfgs', {}],
  ['lbfgs', {}],
  ['newton', {}],
  ['trust', {}],
  ['gaussnewton', {}],
  ['lm', {}],
];

/** What searches.py writes. */
interface Scipy {
  readonly version: string;
  /** By start, tolerance and method: the name, evaluations, steps, the gradient and seconds. */
  readonly smooth: readonly (readonly [string, number, number, number, number])[];
  /** By problem and start: how many residuals until six digits, by method, scale and tolerance. */
  readonly regressions: readonly Readonly<Record<string, number | null>>[];
}

function scipy(): Scipy | undefined {
  const given = {
    starts: STARTS,
    tolerances: TOLERANCES,
    regressions: regressions().map(({ name, problem, starts, certified, objective }) => ({
      name,
      objective,
      starts,
      certified,
      parameters: problem.parameters.map((parameter) => parameter.replace('_', '')),
      columns: Object.fromEntries(problem.columns.map((column) => [column.name.replace('_', ''), [...column.values]])),
    })),
  };
  const script = fileURLToPath(new URL('searches.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(PYTHON, [script], { input: JSON.stringify(given), encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Scipy;
  console.log(`${PYTHON} has no SciPy to compare with: ${stderr?.trim().split('\n').at(-1)}`);
  return undefined;
}

/** The least time of a run in microseconds, without the compilation of the problem. */
function microseconds(landscape: CountedLandscape, name: string, start: readonly number[], tolerance: number): number {
  const method = searchNamed(name);
  const options = withDefaults(method, {});
  const run = (): void => {
    const x = Float64Array.from(start);
    const gradient = new Float64Array(start.length);
    const search = method.begin(landscape, options, 'auto');
    let at: Iterate | undefined = { x, value: landscape.evaluate(x, gradient), gradient };
    for (let k = 0; at && k < 5000 && !(largest(at.gradient) <= tolerance); k++) at = search.step(at).next;
  };
  const batch = start.length === 2 ? 500 : 3;
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 40; k++) {
    const began = performance.now();
    for (let i = 0; i < batch; i++) run();
    best = Math.min(best, (performance.now() - began) / batch);
  }
  return best * 1000;
}

const peer = scipy();
console.log(`${cpus()[0]!.model}, Node ${process.version}${peer ? `, SciPy ${peer.version}` : ''}`);
console.log('\nRosenbrock, until the largest partial derivative is below gtol: evaluations (steps), time');
let place = 0;
for (const start of STARTS) {
  const problem = readProblem(extendedRosenbrock(start.length));
  // Parameters are in the order in which the text names them.
  const arranged = problem.parameters.map((parameter) => start[Number(parameter.slice(1))]!);
  for (const tolerance of TOLERANCES) {
    console.log(`n = ${start.length} from (${start.slice(0, 2).join(', ')}, …), gtol ${tolerance}`);
    const peers = new Map(peer?.smooth.slice(place, place + 4).map((row) => [row[0], row]));
    place += 4;
    for (const [name, options] of SMOOTH) {
      const { landscape, steps } = followOn(landscapeOf(problem), name, options, arranged, { gradient: tolerance });
      const evaluations = landscape.counts.evaluations + landscape.counts.residuals;
      const time = microseconds(landscapeOf(problem), name, arranged, tolerance);
      const own = `${evaluations} (${steps.length}), ${time.toFixed(0)} µs`.padEnd(24);
      const other = peers.get(name);
      const beside = other ? `SciPy ${other[1]} (${other[2]}), ${(other[4] * 1e6).toFixed(0)} µs` : '';
      console.log(`  ${name.padEnd(12)} ${own} ${beside}`);
    }
  }
}

console.log('\nNIST, Levenberg–Marquardt: residuals until every parameter has six digits; SciPy by method and x_scale');
let row = 0;
for (const { name, problem, starts, certified } of regressions()) {
  starts.forEach((start, k) => {
    const { iterates, steps } = followOn(landscapeOf(problem), 'lm', {}, start, { gradient: 0, steps: 1000 });
    const solved = iterates.findIndex(({ x }) => digits(x, certified) >= 6);
    const residuals = steps.slice(0, solved).reduce((total, step) => total + step.trials.length, 1);
    const peers = Object.entries(peer?.regressions[row++] ?? {}).map(
      ([which, count]) => `${which}: ${count ?? 'never'}`,
    );
    console.log(`  ${name.padEnd(9)} ${k + 1}: ${String(residuals).padStart(3)}   ${peers.join(', ')}`);
  });
}
