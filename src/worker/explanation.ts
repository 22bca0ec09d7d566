/** Derivations as the plain data that the panel shows. */
import { type Derivation, explain, type Step } from '../engine/calculus/explain.ts';
import type { Problem } from '../engine/problem.ts';
import type { DerivationStep, DerivationView } from '../protocol/view.ts';

/** How each partial derivative of a problem comes about. */
export function derivationsOf(problem: Problem): DerivationView[] {
  return explain(problem).map(derivationView);
}

/** A derivation without its nodes. */
function derivationView({ root, ...rest }: Derivation): DerivationView {
  const view = ({ node: _, result: __, steps, ...step }: Step): DerivationStep => ({ ...step, steps: steps.map(view) });
  return root ? { ...rest, root: view(root) } : rest;
}
