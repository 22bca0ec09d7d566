/** Numbers that a step gives new values, one after another: a later one may use the new values of those before it. */
import type { Notation } from '../../calculus/notation.ts';
import { type Node, reachable } from '../../program/graph.ts';
import { replaceParts } from '../../program/replace.ts';
import type { Equation } from './explained-step.ts';
import type { Remembered } from './rule-symbols.ts';
import type { Symbols } from './symbols.ts';

/** A symbol's next value. */
export interface Update {
  /** The symbol, with its value before the step. */
  readonly now: Node;
  /** Its next value as a formula of symbols before the step. */
  readonly next: Node;
  /** Its next value as the run has it. */
  readonly after: number;
}

/** What changes of what is remembered, by the nodes of the next values. */
export function updatesOf(all: readonly Remembered[], next: Readonly<Record<string, Node>>): Update[] {
  return all.flatMap(({ name, now, after }) => {
    const node = next[name] ?? now;
    return node === now ? [] : [{ now, next: node, after }];
  });
}

/** Updates so ordered that none uses the new value of a later one. */
export function inOrder<T extends Update>(updates: readonly T[]): T[] {
  // Ids are a topological order.
  return [...updates].sort((a, b) => a.next.id - b.next.id);
}

/** Whether an update uses the new value of another. */
export function uses(update: Update, other: Update): boolean {
  return other.next.kind === 'call' && reachable([update.next]).includes(other.next);
}

/**
 * The equations of updates in the order in which they are given. Where one uses a new value, that is written by its
 * symbol; the value before the step is then called old.
 */
export function equationsOf(symbols: Symbols, updates: readonly Update[]): Equation[] {
  const made = new Map<Node, Node>();
  const old = new Map<Node, Notation>();
  return updates.map((update) => {
    const { now, next, after } = update;
    const symbol = symbols.symbol(now);
    const formula = replaceParts(symbols.graph, next, (part) => made.get(part));
    const value = symbols.value(formula);
    const equation: Equation = {
      left: { tex: symbol.tex, text: symbol.text },
      relation: '←',
      ...symbols.middle(formula, after, old),
      value: after,
      ...(!Object.is(value, after) && { asWritten: value }),
    };
    if (next !== now) {
      if (next.kind === 'call' && !made.has(next)) made.set(next, symbols.add(symbol, after));
      old.set(now, oldOf(symbol));
    }
    return equation;
  });
}

function oldOf({ tex, text }: Notation): Notation {
  return { tex: String.raw`{${tex}}^{\text{old}}`, text: `${text}_old`, precedence: 5 };
}
