/** Methods that twins.c writes by hand, and whether it computes the same as the engine. */
import { minimize, readProblem } from '../../src/engine/index.ts';
import { descent } from './workloads.ts';

export interface Twin {
  readonly title: string;
  /** The engine's name for it. */
  readonly method: string;
  /** As in twins.c. */
  readonly rate: number;
  readonly twin: string;
}

export const TWINS: readonly Twin[] = [
  { title: 'Gradient descent', method: 'gd', rate: 5e-4, twin: 'twin_gd' },
  { title: 'Momentum (averaging)', method: 'momentum', rate: 5e-4, twin: 'twin_momentum' },
  { title: 'Heavy ball', method: 'heavyball', rate: 1e-4, twin: 'twin_heavyball' },
  { title: 'Nesterov momentum', method: 'nesterov', rate: 1e-4, twin: 'twin_nesterov' },
  { title: 'AdaGrad', method: 'adagrad', rate: 0.5, twin: 'twin_adagrad' },
  { title: 'RMSProp', method: 'rmsprop', rate: 1e-3, twin: 'twin_rmsprop' },
  { title: 'Adam', method: 'adam', rate: 1e-3, twin: 'twin_adam' },
];

/** Steps after which the paths are compared: far along the valley, before RMSProp's cycle at its end. */
const STEPS = 1000;
const NEAR = 1e-9;

/** How far the engine's paths and C's have come apart, in sentences: a race of two different things means nothing. */
export async function apart(
  ends: (steps: number) => Readonly<Record<string, readonly number[]>>,
): Promise<readonly string[]> {
  const theirs = ends(STEPS);
  const sentences: string[] = [];
  for (const { title, method, rate, twin } of TWINS) {
    const { verdict } = await minimize(readProblem(descent(method, rate, STEPS)));
    const distance = Math.max(...verdict.point.map((x, i) => Math.abs(x - theirs[twin]![i]!)));
    const judged = distance <= NEAR ? 'the same path' : 'NOT THE SAME PATH';
    sentences.push(`${title}: ${judged} in C, ${distance.toExponential(1)} apart after ${STEPS} steps.`);
  }
  return sentences;
}
