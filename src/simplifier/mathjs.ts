/** mathjs's simplification, on numbers. Its result can be wrong and it may never come: nobody trusts or waits for it. */
import type { FactoryFunctionMap, MathNode } from 'mathjs';
import {
  absDependencies,
  addDependencies,
  cosDependencies,
  coshDependencies,
  create,
  divideDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
  powDependencies,
  simplifyDependencies,
  sinDependencies,
  sinhDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  tanhDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
} from 'mathjs/number';

declare module 'mathjs' {
  interface Simplify {
    /** What holds of real numbers: not every division and logarithm has a value. It is missing from mathjs's types. */
    realContext: SimplifyContext;
  }
}

/** Simplification, and the functions with which its rules fold constants. */
const factories = {
  absDependencies,
  addDependencies,
  cosDependencies,
  coshDependencies,
  divideDependencies,
  expDependencies,
  logDependencies,
  multiplyDependencies,
  powDependencies,
  simplifyDependencies,
  sinDependencies,
  sinhDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  tanhDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
};

const math = create(factories as Record<string, FactoryFunctionMap>, {});

/** The tree that mathjs's rules make of a formula of real numbers, decimal fractions left as they are. */
export function simplify(text: string): MathNode {
  const { simplify } = math as Required<typeof math>;
  return simplify(text, simplify.rules, {}, { context: simplify.realContext, exactFractions: false });
}
