/** What is told of simplified derivatives, and the messages between the host and the simplifier. */
import type { Formula, ProblemView } from './view.ts';
import type { Source } from './worker.ts';

/** Second derivatives are shown of at most so many parameters. */
export const MOST_HESSIAN = 6;

/** A derivative in a shorter form that was compared with the plain one. */
export interface Simplified {
  /** The parameters by which it is taken: one, or two of a second derivative, the lesser index first. */
  readonly by: readonly number[];
  readonly formula: Formula;
}

/** Find the simplified forms of a problem's derivatives. */
export interface ToSimplifier {
  readonly requestId: number;
  readonly source: Source;
}

export type FromSimplifier =
  | { readonly type: 'ready' }
  | ({ readonly type: 'simplified'; readonly requestId: number } & Simplified)
  /** There are no more. */
  | { readonly type: 'done'; readonly requestId: number };

/** The problem with a derivative in its simplified form. */
export function withSimplified(problem: ProblemView, { by, formula }: Simplified): ProblemView {
  const [i = -1, j] = by;
  const shown = { ...formula, simplified: true } as const;
  if (j === undefined) return { ...problem, gradient: replaced(problem.gradient, i, shown) };
  const { hessian } = problem;
  const row = hessian?.[i];
  if (!hessian || !row) return problem;
  return { ...problem, hessian: replaced(hessian, i, replaced(row, j - i, shown)) };
}

function replaced<T>(list: readonly T[], index: number, item: T): readonly T[] {
  return index in list ? list.with(index, item) : list;
}
