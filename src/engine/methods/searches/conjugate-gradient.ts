import type { Options } from '../../problem.ts';
import { number } from '../choice.ts';
import type { Iterate, Landscape, Search, SearchMethod, SearchStep } from '../search.ts';
import { Line } from './line.ts';
import { lineSearchOf, lineSearchOptions } from './line-search.ts';
import { atRest } from './stuck.ts';
import { dot, negate, norm } from './vectors.ts';

/** A direction this close to level with the contour is given up for −∇f: of the cosine with −∇f. */
const LEVEL = 1e-8;

/** Two gradients in a row that are this far from orthogonal, in shares of the later one's square: Powell, Math.
 * Programming 12 (1977) 241–254, (2.27). */
const ACROSS = 0.2;

/**
 * d ← −∇f⁺ + βd, where β is
 * FR ‖∇f⁺‖²/‖∇f‖² (Fletcher & Reeves 1964), PR+ max(0, ∇f⁺ᵀy/‖∇f‖²) (Polak & Ribière 1969; Gilbert & Nocedal 1992),
 * HS ∇f⁺ᵀy/dᵀy (Hestenes & Stiefel 1952), DY ‖∇f⁺‖²/dᵀy (Dai & Yuan 1999), with y = ∇f⁺ − ∇f.
 * Begins again with −∇f where d does not descend, where FR or DY would not leave a poor direction, and as often as asked.
 */
export const conjugateGradient: SearchMethod = {
  kind: 'search',
  name: 'cg',
  title: 'Conjugate gradients',
  group: 'line search',
  description: 'Each direction keeps what the last one achieved: a gradient corrected by the step before.',
  serves: 'Smooth objectives with very many parameters, in little memory.',
  tex: String.raw`d \leftarrow -\nabla f(x) + \beta d,\quad x \leftarrow x + t d`,
  aliases: [
    'nonlinear_cg',
    'conjugate_gradient',
    'ncg',
    'fmin_cg',
    'polak_ribiere',
    'fletcher_reeves',
    'hestenes_stiefel',
    'dai_yuan',
  ],
  implied: { fletcher_reeves: { formula: 'FR' }, hestenes_stiefel: { formula: 'HS' }, dai_yuan: { formula: 'DY' } },
  options: [
    {
      name: 'formula',
      title: 'formula for β',
      default: 'PR+',
      choices: ['FR', 'PR+', 'HS', 'DY'],
      synonyms: { PR: 'PR+', PRP: 'PR+' },
      aliases: ['beta', 'β'],
    },
    { name: 'restart', title: 'restart after steps, 0 for never', default: 0, min: 0, whole: true },
    ...lineSearchOptions('wolfe', 0.1, ['wolfe', 'exact']),
  ],
  needs: 'gradient',
  columns: [{ name: 'beta', tex: String.raw`\beta`, title: 'share of the last direction' }],
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
  /** The last step's length, 0 at first, and the decrease that its slope promised, t·φ′(0). */
  #length = 0;
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
    if (norm(at.gradient) === 0) return atRest(1);
    if (this.#isDue(at)) this.#steps = 0;
    let beta = this.#turn(at);
    let length = this.#attempt(at);
    if (length === undefined) {
      this.#steps = 0;
      this.#length = 0;
      beta = this.#turn(at);
      length = this.#attempt(at);
    }
    const next = length === undefined ? undefined : this.#line.accept(length);
    if (next) {
      this.#steps++;
      this.#length = this.#line.length;
      this.#promised = this.#line.length * this.#line.startSlope;
      this.#before.set(at.gradient);
    }
    return this.#line.step(next, [beta]);
  }

  /** Whether to begin again: after the steps asked for, or where FR or DY would keep a poor direction (Powell 1977). */
  #isDue({ gradient }: Iterate): boolean {
    if (this.#restart > 0 && this.#steps >= this.#restart) return true;
    if (this.#steps === 0 || (this.#formula !== 'FR' && this.#formula !== 'DY')) return false;
    return Math.abs(dot(gradient, this.#before)) >= ACROSS * dot(gradient, gradient);
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

  #attempt(at: Iterate): number | undefined {
    const slope = this.#line.aim(at, this.#direction);
    return this.#search(this.#line, this.#rate === 'auto' ? this.#first(at, slope) : this.#rate);
  }

  /**
   * Between the last length and the one that promises what the last step did, Nocedal & Wright (2006), section 3.5: the
   * geometric mean takes fewer trials than either.
   */
  #first(at: Iterate, slope: number): number {
    if (this.#length === 0) return 1 / norm(at.gradient);
    return Math.sqrt((this.#length * this.#promised) / slope);
  }
}
