/** Which rule differentiates a node; constants, sums, rows and cases. */
import type { Node } from '../program/graph.ts';
import { type AppliedRule, general, isLeaf, type Surroundings, type Written } from './applied-rule.ts';
import { chained, functionRule } from './function-rule.ts';
import type { Notation } from './notation.ts';
import * as notation from './notation.ts';
import {
  exponentialRule,
  multipleRule,
  powerRule,
  productRule,
  quotientRule,
  reciprocalRule,
} from './product-rules.ts';
import { meanFactor } from './show.ts';
import { type Factors, nodeOf, productOf, termsOf } from './structure.ts';

/** The rule that differentiates a node by the parameter. */
export function ruleOf(around: Surroundings, node: Node): AppliedRule {
  if (!around.depends(node)) return constantRule(around);
  switch (node.kind) {
    case 'input':
      return parameterRule(around);
    case 'rowSum':
      return rowsRule(around, node.body, 1);
    case 'call':
      break;
    default:
      return constantRule(around);
  }
  const [a, b] = node.args as readonly [Node, Node];
  switch (node.operation) {
    case 'add':
    case 'subtract':
      return sumRule(around, node);
    case 'select':
      return casesRule(around, node);
    case 'power':
      if (b.kind === 'constant') break;
      if (around.depends(a) && around.depends(b)) return functionRule(around, node);
      return around.depends(a) ? powerRule(around, a, b) : exponentialRule(around, node);
  }
  const factors = productOf(node, false);
  // A coefficient that overflows or vanishes would change the value: the node is taken as it is.
  const sound = Number.isFinite(factors.coefficient) && factors.coefficient !== 0;
  return factors.exponents.has(node) || !sound ? functionRule(around, node) : factorsRule(around, factors);
}

function constantRule({ graph, parameter }: Surroundings): AppliedRule {
  return {
    title: `Constant: does not depend on ${parameter}`,
    general: general('c′ = 0', "c' = 0"),
    parts: [],
    derive: () => graph.constant(0),
    write: () => notation.numeral(0),
  };
}

function parameterRule({ graph, parameter }: Surroundings): AppliedRule {
  const tex = notation.nameTex(parameter);
  return {
    title: 'Derivative of the parameter itself',
    general: general(`${parameter}′ = 1`, `{${tex}}' = 1`),
    parts: [],
    derive: () => graph.constant(1),
    write: () => notation.numeral(1),
  };
}

/** The derivative of Σ body, or of its mean, row by row. */
function rowsRule({ graph, print }: Surroundings, body: Node, scale: number): AppliedRule {
  const isMean = scale !== 1;
  const name = isMean ? 'mean' : 'sum';
  return {
    title: isMean ? 'Mean over the rows' : 'Sum over the rows',
    general: general(`(${name}(u))′ = ${name}(u′)`, `\\operatorname{${name}}(u)' = \\operatorname{${name}}(u')`),
    parts: [body],
    derive: ([slope]) => graph.multiply(graph.constant(scale), graph.rowSum(slope!, body.rows)),
    write: ([slope]) => {
      // What is the same in every row has itself as its mean.
      if (slope!.precedence === 5 && Number.isFinite(Number(slope!.text))) {
        return isMean ? slope! : chained(print(graph.constant(body.rows)), slope!);
      }
      return notation.application(name, [slope!]);
    },
  };
}

const SUMS: Readonly<Record<string, readonly [string, Written]>> = {
  '++': ['Sum rule', general('(u + v)′ = u′ + v′', "(u + v)' = u' + v'")],
  '+-': ['Difference rule', general('(u − v)′ = u′ − v′', "(u - v)' = u' - v'")],
};
const LONG_SUM = general('(u + v + …)′ = u′ + v′ + …', "(u + v + \\cdots)' = u' + v' + \\cdots");

/** A sum of any number of terms; those that do not depend on the parameter are one constant. */
function sumRule(around: Surroundings, node: Node & { kind: 'call' }): AppliedRule {
  const { graph } = around;
  const terms = inReadingOrder(termsOf(node, false));
  around.spend(terms.length);
  if (!terms.every(({ coefficient }) => Number.isFinite(coefficient))) return functionRule(around, node);
  if (terms.length === 0) return constantRule(around);
  if (terms.length === 1) return factorsRule(around, terms[0]!);
  const isActive = (term: Factors) => [...term.exponents.keys()].some((factor) => around.depends(factor));
  const constants = terms.filter((term) => !isActive(term));
  const active = terms.filter(isActive);
  if (active.length === 0) return constantRule(around);
  const signOf = (term: Factors) => (term.coefficient < 0 ? '-' : '+');
  const parts = active.map((term) => nodeOf(graph, { ...term, coefficient: Math.abs(term.coefficient) }));
  const rest =
    constants.length === 1
      ? nodeOf(graph, { ...constants[0]!, coefficient: Math.abs(constants[0]!.coefficient) })
      : constants.map((term) => nodeOf(graph, term)).reduce((a, b) => graph.add(a, b), graph.constant(0));
  const [title, form] = SUMS[terms.map(signOf).join('')] ?? ['Sum rule', LONG_SUM];
  return {
    title,
    general: form,
    parts,
    ...(!constants.every(isPlain) && { constant: rest }),
    derive: (slopes) =>
      active.reduce(
        (sum, term, i) => (term.coefficient < 0 ? graph.subtract(sum, slopes[i]!) : graph.add(sum, slopes[i]!)),
        graph.constant(0),
      ),
    write: (slopes) => {
      const written: (readonly ['+' | '-', Notation])[] = [];
      for (const term of terms) {
        const index = active.indexOf(term);
        if (index >= 0) written.push([signOf(term), slopes[index]!]);
        else if (term === constants[0]) written.push([constants.length > 1 ? '+' : signOf(term), notation.numeral(0)]);
      }
      const [[sign, first] = ['+', notation.numeral(0)] as const, ...others] = written;
      return others.reduce(
        (sum, [operator, next]) => notation.sum(sum, operator, next),
        sign === '-' && first.text !== '0' ? notation.negative(first) : first,
      );
    },
  };
}

/** A number, a name, or a multiple of a name: that it is constant needs no saying. */
function isPlain({ exponents }: Factors): boolean {
  return [...exponents].every(([factor, exponent]) => isLeaf(factor) && exponent === 1) && exponents.size <= 1;
}

/** As a sum is printed: a number last, a positive term first. */
function inReadingOrder(terms: readonly Factors[]): readonly Factors[] {
  const [first, ...others] = terms;
  if (first?.exponents.size === 0 && others.some((term) => term.coefficient > 0)) return [...others, first];
  const positive = terms.findIndex((term) => term.coefficient > 0);
  return positive > 0 ? [terms[positive]!, ...terms.filter((_, i) => i !== positive)] : terms;
}

/** A product, quotient, power or constant multiple. */
function factorsRule(around: Surroundings, { coefficient, exponents }: Factors): AppliedRule {
  const { graph } = around;
  const active = [...exponents].filter(([factor]) => around.depends(factor));
  const constants = [...exponents].filter(([factor]) => !around.depends(factor));
  if (active.length === 0) return constantRule(around);
  const [[only, exponent]] = active as [[Node, number]];
  if (active.length === 1 && only.kind === 'rowSum' && exponent === 1) {
    const whole = meanFactor(coefficient, only.body.rows);
    if (whole === 1 && constants.length === 0) return rowsRule(around, only.body, coefficient);
    if (whole !== undefined) {
      const mean = graph.multiply(graph.constant(1 / only.body.rows), only);
      return multipleRule(around, nodeOf(graph, { coefficient: whole, exponents: new Map(constants) }), mean);
    }
  }
  const varying = { coefficient: 1, exponents: new Map(active) };
  if (coefficient !== 1 || constants.length > 0) {
    const constant = nodeOf(graph, { coefficient, exponents: new Map(constants) });
    return multipleRule(around, constant, nodeOf(graph, varying));
  }
  const raised = (sign: 1 | -1) =>
    active.filter(([, n]) => n * sign > 0).map(([base, n]) => graph.power(base, graph.constant(Math.abs(n))));
  const [above, below] = [raised(1), raised(-1)];
  if (active.length === 1) {
    if (exponent === 1) return ruleOf(around, only);
    return exponent === -1 ? reciprocalRule(around, only) : powerRule(around, only, graph.constant(exponent));
  }
  if (below.length === 0) return productRule(around, above);
  const denominator = below.reduce((a, b) => graph.multiply(a, b));
  if (above.length === 0) return reciprocalRule(around, denominator);
  return quotientRule(
    around,
    above.reduce((a, b) => graph.multiply(a, b)),
    denominator,
  );
}

/** One formula where a condition holds, another elsewhere. */
function casesRule(around: Surroundings, node: Node & { kind: 'call' }): AppliedRule {
  const { graph, print } = around;
  const [condition, yes, no] = node.args as readonly [Node, Node, Node];
  return {
    title: 'Case by case',
    general: general(
      '(c ? u : v)′ = (c ? u′ : v′)',
      "\\begin{cases} u & c \\\\ v & \\text{otherwise} \\end{cases}' = \\begin{cases} u' & c \\\\ v' & \\text{otherwise} \\end{cases}",
    ),
    note: 'Where the condition changes, the slope of the case that is taken there.',
    parts: [yes, no],
    derive: ([dy, dn]) => graph.select(condition, dy!, dn!),
    write: ([dy, dn]) => notation.cases(print(condition), dy!, dn!),
  };
}
