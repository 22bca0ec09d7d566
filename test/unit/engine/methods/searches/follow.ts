/** Follows a search from iterate to iterate, as a run does. */
import { readProblem } from '../../../../../src/engine/index.ts';
import { withDefaults } from '../../../../../src/engine/methods/choice.ts';
import type { Iterate, Landscape, SearchMethod, SearchStep } from '../../../../../src/engine/methods/search.ts';
import { SEARCHES } from '../../../../../src/engine/methods/searches/index.ts';
import type { Options } from '../../../../../src/engine/problem.ts';
import { type CountedLandscape, landscapeOf } from '../../../../../src/engine/run/landscape.ts';

export interface Followed<L extends Landscape = Landscape> {
  readonly landscape: L;
  /** Copies of the start and of every iterate. */
  readonly iterates: readonly Iterate[];
  readonly steps: readonly SearchStep[];
  readonly last: Iterate;
  /** Why it ended before it was told to. */
  readonly stuck?: string;
}

export interface Until {
  /** The largest entry of the gradient, below which it ends. */
  readonly gradient?: number;
  readonly steps?: number;
  readonly rate?: number | 'auto';
}

export function searchNamed(name: string): SearchMethod {
  const found = SEARCHES.find((method) => method.name === name);
  if (!found) throw new RangeError(`no search named ${name}`);
  return found;
}

/** Follows a search on any landscape. */
export function followOn<L extends Landscape>(
  landscape: L,
  name: string,
  options: Options,
  start: readonly number[],
  { gradient: tolerance = 1e-8, steps: most = 5000, rate = 'auto' }: Until = {},
): Followed<L> {
  const method = searchNamed(name);
  const search = method.begin(landscape, withDefaults(method, options), rate);
  const x = Float64Array.from(start);
  const gradient = new Float64Array(start.length);
  let at: Iterate = { x, value: landscape.evaluate(x, gradient), gradient };
  const iterates = [copy(at)];
  const steps: SearchStep[] = [];
  while (steps.length < most && !(largest(at.gradient) <= tolerance)) {
    const step = search.step(at);
    if (!step.next) return { landscape, iterates, steps, last: iterates.at(-1)!, stuck: step.stuck ?? '' };
    steps.push(step);
    at = step.next;
    iterates.push(copy(at));
  }
  return { landscape, iterates, steps, last: iterates.at(-1)! };
}

/** Follows a search on a text's problem. */
export function follow(
  text: string,
  name: string,
  options: Options = {},
  start?: readonly number[],
  until?: Until,
): Followed<CountedLandscape> {
  const problem = readProblem(text);
  return followOn(landscapeOf(problem), name, options, start ?? problem.settings.start, until);
}

export function largest(vector: Float64Array): number {
  return vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}

function copy({ x, value, gradient }: Iterate): Iterate {
  return { x: x.slice(), value, gradient: gradient.slice() };
}

/** A landscape of one parameter. */
export function curve(value: (t: number) => number, slope: (t: number) => number): Landscape {
  return {
    parameters: 1,
    evaluate(x, gradient) {
      gradient[0] = slope(x[0]!);
      return value(x[0]!);
    },
    hessian: () => assertUnused(),
    product: () => assertUnused(),
    residuals: undefined,
  };
}

function assertUnused(): never {
  throw new Error('a line search asks for values and gradients only');
}
