/** Simplified forms of a problem's derivatives: mathjs's, where they are shorter than the plain ones and agree with them. */
import { gradientOf, hessianOf } from '../engine/calculus/gradient.ts';
import { show } from '../engine/calculus/show.ts';
import type { Problem } from '../engine/problem.ts';
import type { Node } from '../engine/program/graph.ts';
import { MOST_HESSIAN, type Simplified } from '../protocol/simplified.ts';
import { agree } from './agree.ts';
import { fromMathjs, sizesOf, spell } from './formula.ts';
import { simplify } from './mathjs.ts';

/** Formulas of more pieces are not asked for: mathjs's time doubles with every few terms. */
const MOST_PIECES = 160;
/** Derivatives by more parameters than these are not read one by one. */
const MOST_PARAMETERS = 60;

/** What is differentiated: of a problem, all but its settings. */
export type Differentiated = Pick<Problem, 'graph' | 'objective' | 'parameters' | 'columns'>;

/** The derivatives that are shown, short ones first: a long one may be the last that mathjs is asked for. */
function derivatives(problem: Differentiated): { readonly by: readonly number[]; readonly node: Node }[] {
  const n = problem.parameters.length;
  if (n > MOST_PARAMETERS) return [];
  const gradient = gradientOf(problem.graph, problem.objective, n);
  const first = gradient.map((node, i) => ({ by: [i], node }));
  const hessian = n > MOST_HESSIAN ? [] : hessianOf(problem.graph, gradient);
  const second = hessian.flatMap((row, i) => row.slice(i).map((node, k) => ({ by: [i, i + k], node })));
  const sizes = sizesOf([...first, ...second].map(({ node }) => node));
  return [first, second].flatMap((all) =>
    all.filter(({ node }) => sizes.get(node)! <= MOST_PIECES).sort((a, b) => sizes.get(a.node)! - sizes.get(b.node)!),
  );
}

/** The simplified forms, each as soon as it is found. Any step may take for ever. */
export function* simplified(problem: Differentiated): Generator<Simplified> {
  const names = { parameters: problem.parameters, columns: problem.columns.map((column) => column.name) };
  const columns = problem.columns.map((column) => column.values);
  for (const { by, node } of derivatives(problem)) {
    const { text, atoms } = spell(node);
    let found: Node | undefined;
    try {
      found = fromMathjs(problem.graph, simplify(text), atoms);
    } catch {
      // mathjs has rules that fail on formulas that it can parse: the plain form stays.
      continue;
    }
    const plain = show(node, names);
    const shorter = found && found !== node ? show(found, names) : undefined;
    if (!found || !plain || !shorter || shorter.text.length >= plain.text.length) continue;
    if (agree(node, found, problem.parameters.length, columns)) {
      yield { by, formula: { tex: shorter.tex, text: shorter.text } };
    }
  }
}
