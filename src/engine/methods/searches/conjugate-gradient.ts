import type { Options } from '../../problem.ts';
import { number } from '../choice.ts';
import type { Iterate, Landscape, Search, SearchMethod, SearchStep } from '../search.ts';
import { TRIALS } from './columns.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { atRest } from './stuck.ts';
import { dot, negate, norm } from './vectors.ts';

/** A direction this close to level with the contour is given up for −∇f: of the cosine with −∇f. */
const LEVEL = 1e-8;

/**
 * d ← −∇f⁺ + βd, where β is
 * FR ‖∇f⁺‖²/‖∇f‖² (Fletcher & Reeves 1964), PR+ max(0, ∇f⁺ᵀy/‖∇f‖²) (Polak & Ribière 1969; Gilbert & Nocedal 1992),
 * HS ∇f⁺ᵀy/dᵀy (Hestenes & Stiefel 1952), DY ‖∇f⁺‖²/dᵀy (Dai & Yuan 1999), with y = ∇f⁺ − ∇f.
 * Begins again with −∇f after n steps or where d does not descend.
 */
export const conjugateGradient: SearchMethod = {
  kind: 'search',
  name: 'cg',
  title: 'Conjugate gradients',
  group: 'line search',
  description: 'Each direction keeps what the last one achieved: a gradient corrected by the step before.',
  serves: 'Smooth objectives with very many parameters, in little memory.',
  tex: String.raw`d \leftarrow -\nabla f(x) + \beta d,\quad x \leftarrow x + t d`,
  aliases: ['nonlinear_cg', 'conjugate_gradient', 'ncg', 'fmin_cg', 'fletcher_reeves', 'polak_ribiere'],
  options: [
    {
      name: 'formula',
      title: 'formula for β',
      default: 'PR+',
      choices: ['FR', 'PR+', 'HS', 'DY'],
      aliases: ['beta', 'β'],
    },
    { name: 'restart', title: 'restart after steps, 0 for never', default: 0, min: 0, whole: true },
    ...lineSearchOptions('wolfe', 0.1, ['wolfe', 'exact']),
  ],
  needs: 'gradient',
  columns: [{ name: 'beta', tex: String.raw`\beta`, title: 'share of the last direction' }, TRIALS],
  begin: (landscape, options, rate) => new ConjugateGradient(landscape, options, rate),
};

class ConjugateGradient implements Search {
  readonly #line: Line;
  readonly #search: (line: Line, first: number) => number | undefined;
  readonly #formula: string;
  readonly #restart: number;
  readonly #rate: number | 'auto';
  readonly #direction: Float64Array;
  /** The gradient before the last step. */
  readonly #before: Float64Array;
  /** Steps since the last restart. */
  #steps = 0;
  /** The decrease that the last step's slope promised, t·φ′(0); 0 at first. */
  #promised = 0;

  constructor(landscape: Landscape, options: Options, rate: number | 'auto') {
    this.#line = new Line(landscape);
    this.#search = lineSearchOf(options);
    this.#formula = String(options.formula);
    this.#restart = number(options, 'restart');
    this.#rate = rate;
    this.#direction = new Float64Array(landscape.parameters);
    this.#before = new Float64Array(landscape.parameters);
  }

  step(at: Iterate): SearchStep {
    if (norm(at.gradient) === 0) return atRest(2);
    if (this.#restart > 0 && this.#steps >= this.#restart) this.#steps = 0;
    let beta = this.#turn(at);
    let length = this.#attempt(at);
    if (length === undefined && this.#steps > 0) {
      this.#steps = 0;
      beta = this.#turn(at);
      length = this.#attempt(at);
    }
    const next = length === undefined ? undefined : this.#line.accept(length);
    if (next) {
      this.#steps++;
      this.#promised = this.#line.length * this.#line.startSlope;
      this.#before.set(at.gradient);
    }
    return this.#line.step(next, [beta, this.#line.trials.length]);
  }

  /** Takes the next direction. @returns β. */
  #turn({ gradient }: Iterate): number {
    const direction = this.#direction;
    const beta = this.#steps === 0 ? 0 : this.#beta(gradient);
    for (let i = 0; i < direction.length; i++) direction[i] = beta === 0 ? 0 : beta * direction[i]!;
    for (let i = 0; i < direction.length; i++) direction[i] = direction[i]! - gradient[i]!;
    if (dot(direction, gradient) < -LEVEL * norm(direction) * norm(gradient)) return beta;
    this.#steps = 0;
    negate(gradient, direction);
    return 0;
  }

  #beta(gradient: Float64Array): number {
    const before = this.#before;
    const direction = this.#direction;
    const square = dot(gradient, gradient);
    const across = dot(gradient, before);
    const along = () => dot(direction, gradient) - dot(direction, before);
    switch (this.#formula) {
      case 'FR':
        return square / dot(before, before);
      case 'HS':
        return (square - across) / along();
      case 'DY':
        return square / along();
      default:
        return Math.max(0, (square - across) / dot(before, before));
    }
  }

  /** The first trial promises what the last step did: Nocedal & Wright (2006), section 3.5. */
  #attempt(at: Iterate): number | undefined {
    const slope = this.#line.aim(at, this.#direction);
    if (this.#rate !== 'auto') return this.#search(this.#line, this.#rate);
    return this.#search(this.#line, this.#promised < 0 ? this.#promised / slope : 1 / norm(at.gradient));
  }
}
