/**
 * A derivation, rule by rule. It walks the nodes that are differentiated and applies the table's own rules to them, so it
 * cannot say something else than what is computed.
 */
import type { Problem } from '../problem.ts';
import { argumentsOf, isQuotientOfSame, type Node } from '../program/graph.ts';
import { type AppliedRule, isLeaf, type Surroundings, type Written } from './applied-rule.ts';
import { gradientOf } from './gradient.ts';
import type { Notation } from './notation.ts';
import * as notation from './notation.ts';
import { shower } from './show.ts';
import { TooManyParts } from './structure.ts';
import { ruleOf } from './textbook-rules.ts';

/** One application of one rule. */
export interface Step {
  /** The rule's name. */
  readonly rule: string;
  /** The rule in general. */
  readonly general: Written;
  /** What is differentiated, with the sign of differentiation before it: d/dx (1 − x)². */
  readonly of: Written;
  /** What it is equal to: as the rule gives it, then with like terms collected. */
  readonly forms: readonly Written[];
  readonly note?: string;
  /** The same derivative is taken apart in another place of the derivation. */
  readonly repeats?: 'above' | 'below';
  /** How many steps below this one are left out because the derivation is long. */
  readonly omitted: number;
  /** The inner derivatives that the rule needs and that are not obvious. */
  readonly steps: readonly Step[];
  /** What is differentiated. */
  readonly node: Node;
  /** The derivative that this step arrives at. */
  readonly result: Node;
}

/** The derivation of one partial derivative. */
export interface Derivation {
  /** The parameter's name. */
  readonly parameter: string;
  /** Absent where the formula is too large to be explained. */
  readonly root?: Step;
  /** Why there is no root. */
  readonly remark?: string;
}

/** More steps than anyone opens. */
export const MOST_STEPS = 300;
/** Of all the parameters' derivations together. */
const MOST_STEPS_TOGETHER = 1000;
/** Deeper than anyone follows. */
export const MOST_DEPTH = 30;
/** Rules and terms that may be looked at, over all parameters: a fraction of a second. */
const MOST_WORK = 100_000;
/** A part of an equation with more TeX than this is an ellipsis. */
const LONGEST_PART = 1500;

const ELLIPSIS: Notation = { tex: '\\ldots', text: '…', precedence: 5 };
const TOO_LARGE = 'This formula is too large to be explained step by step.';

class TooMuch extends Error {}

/**
 * The derivations of the partial derivatives, in the order of the parameters. When there are too many parameters for all
 * to be explained, those of the first ones.
 */
export function explain(problem: Problem): Derivation[] {
  const { graph, objective, parameters, columns } = problem;
  const show = shower({ parameters, columns: columns.map((column) => column.name) });
  const known = new Map<Node, Notation>();
  const print = (node: Node): Notation => {
    const found = known.get(node);
    if (found) return found;
    const made = abridged(show(node));
    known.set(node, made);
    return made;
  };
  const gradient = gradientOf(graph, objective, parameters.length);
  const derivations: Derivation[] = [];
  let [work, steps] = [0, 0];
  const spend = (more: number): void => {
    work += more;
    if (work > MOST_WORK) throw new TooMuch();
  };
  for (const [slot, parameter] of parameters.entries()) {
    if (steps >= MOST_STEPS_TOGETHER) break;
    try {
      const around: Surroundings = { graph, slot, parameter, depends: dependence(graph.input(slot)), print, spend };
      const most = Math.min(MOST_STEPS, MOST_STEPS_TOGETHER - steps);
      const drafts = draft(objective, new Differentiation(around), most);
      steps += drafts.length;
      // The last line is the gradient as it is shown, however it was added up.
      const shown = show(gradient[slot]!) ?? { ...ELLIPSIS, text: '' };
      const operator = operatorOf(parameter, parameters.length > 1);
      derivations.push({ parameter, root: finish(drafts[0]!, operator, around, { node: gradient[slot]!, shown }) });
    } catch (error) {
      if (!(error instanceof TooMuch || error instanceof TooManyParts)) throw error;
      if (derivations.length === 0) derivations.push({ parameter, remark: TOO_LARGE });
      break;
    }
  }
  return derivations;
}

function abridged(written: Notation | undefined): Notation {
  return written && written.tex.length <= LONGEST_PART ? written : ELLIPSIS;
}

/** Whether nodes depend on an input. Remembers what it found; a loop, not the stack, goes deep. */
function dependence(input: Node): (node: Node) => boolean {
  const known = new Map<Node, boolean>([[input, true]]);
  return (node) => {
    const waiting = [node];
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      const args = isQuotientOfSame(next) ? [] : argumentsOf(next);
      const unknown = args.filter((arg) => !known.has(arg));
      if (known.has(next) || unknown.length === 0) {
        if (!known.has(next))
          known.set(
            next,
            args.some((arg) => known.get(arg)),
          );
        waiting.pop();
      } else {
        waiting.push(...unknown);
      }
    }
    return known.get(node)!;
  };
}

/** Rules and derivatives of nodes by one parameter. */
class Differentiation {
  readonly around: Surroundings;
  readonly #rules = new Map<Node, AppliedRule>();
  readonly #derivatives = new Map<Node, Node>();

  constructor(around: Surroundings) {
    this.around = around;
  }

  rule(node: Node): AppliedRule {
    const known = this.#rules.get(node);
    if (known) return known;
    const made = ruleOf(this.around, node);
    this.around.spend(1 + made.parts.length);
    this.#rules.set(node, made);
    return made;
  }

  derivative(node: Node): Node {
    const waiting = [node];
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      const rule = this.rule(next);
      const missing = rule.parts.filter((part) => !this.#derivatives.has(part));
      if (missing.length > 0) {
        waiting.push(...missing);
        continue;
      }
      if (!this.#derivatives.has(next)) {
        this.#derivatives.set(next, rule.derive(rule.parts.map((part) => this.#derivatives.get(part)!)));
      }
      waiting.pop();
    }
    return this.#derivatives.get(node)!;
  }
}

/** A step before it is written. */
interface Draft {
  readonly node: Node;
  readonly rule: AppliedRule;
  readonly result: Node;
  readonly slopes: readonly Node[];
  readonly depth: number;
  readonly steps: Draft[];
  repeats?: Draft;
  omitted: number;
}

/**
 * The steps, level by level, so that a deep branch does not take the room of the others. A node is taken apart once.
 */
function draft(objective: Node, differentiation: Differentiation, most: number): Draft[] {
  const make = (node: Node, depth: number): Draft => {
    const rule = differentiation.rule(node);
    const result = differentiation.derivative(node);
    const slopes = rule.parts.map((part) => differentiation.derivative(part));
    return { node, rule, result, slopes, depth, steps: [], omitted: 0 };
  };
  const drafts = [make(objective, 0)];
  const takenApart = new Map<Node, Draft>();
  // The list grows while it is gone through.
  for (const step of drafts) {
    const { parts, constant } = step.rule;
    const inner = [...new Set(constant ? [...parts, constant] : parts)].filter((part) => !isLeaf(part));
    const before = takenApart.get(step.node);
    if (before && inner.length > 0) {
      step.repeats = before;
      continue;
    }
    takenApart.set(step.node, step);
    const room = step.depth + 1 < MOST_DEPTH ? Math.min(inner.length, most - drafts.length) : 0;
    for (const part of inner.slice(0, room)) step.steps.push(make(part, step.depth + 1));
    step.omitted = inner.length - room;
    drafts.push(...step.steps);
  }
  return drafts;
}

type Operator = (node: Notation) => Written;

/** d/dx before what is differentiated; ∂/∂x where there are other parameters. */
function operatorOf(parameter: string, isPartial: boolean): Operator {
  const [texSign, sign] = isPartial ? ['\\partial', '∂'] : ['d', 'd'];
  const tex = `\\frac{${texSign}}{${texSign}${isPartial ? ' ' : '\\,'}${notation.nameTex(parameter)}}`;
  return (of) => {
    const inner = notation.within(of, 4);
    return { tex: `${tex}\\,${inner.tex}`, text: `${sign}/${sign}${parameter} ${inner.text}` };
  };
}

/** The tree of written steps; the first ends with the derivative as it is shown. */
function finish(
  root: Draft,
  operator: Operator,
  { print }: Surroundings,
  last: { readonly node: Node; readonly shown: Notation },
): Step {
  const order = new Map<Draft, number>();
  const number = (step: Draft): void => {
    order.set(step, order.size);
    step.steps.forEach(number);
  };
  number(root);
  const write = (step: Draft): Step => {
    const { rule, slopes, repeats } = step;
    const made = abridged(rule.write(slopes.map(print)));
    const result = step === root ? last.shown : print(step.result);
    const forms = made.text === result.text ? [result] : [made, result];
    return {
      rule: rule.title,
      general: rule.general,
      of: operator(print(step.node)),
      forms: forms.map(plain),
      ...(rule.note !== undefined && { note: rule.note }),
      ...(repeats && { repeats: order.get(repeats)! < order.get(step)! ? 'above' : 'below' }),
      omitted: step.omitted,
      steps: step.steps.map(write),
      node: step.node,
      result: step === root ? last.node : step.result,
    };
  };
  return write(root);
}

function plain({ tex, text }: Written): Written {
  return { tex, text };
}
