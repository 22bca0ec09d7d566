/** The input slots of a step: the parameters, then what is remembered from step to step, then the step number. */
import type { Graph, Node } from '../program/graph.ts';

/** A number that is remembered: its node now, and a place for what it becomes. */
export interface Slot {
  readonly now: Node;
  readonly next: (node: Node) => void;
}

/** Several, by name. */
export interface NamedSlots {
  readonly now: Readonly<Record<string, Node>>;
  readonly next: (nodes: Readonly<Record<string, Node>>) => void;
}

/** Gives out slots in order. How many there will be is said at first, since the step number's comes after them. */
export class Slots {
  readonly #graph: Graph;
  readonly #parameters: number;
  readonly #initial: number[] = [];
  readonly #next: Node[] = [];
  readonly timeSlot: number;

  constructor(graph: Graph, parameters: number, remembered: number) {
    this.#graph = graph;
    this.#parameters = parameters;
    this.timeSlot = parameters + remembered;
  }

  get time(): Node {
    return this.#graph.input(this.timeSlot);
  }

  /** The numbers before the first step, by position. */
  get initial(): readonly number[] {
    return this.#initial;
  }

  /** What each becomes; unchanged where nothing was said. */
  get next(): readonly Node[] {
    return this.#next;
  }

  take(initial: number): Slot {
    const index = this.#initial.length;
    const slot = this.#parameters + index;
    if (slot >= this.timeSlot) throw new RangeError('More is remembered than was said.');
    const now = this.#graph.input(slot);
    this.#initial.push(initial);
    this.#next.push(now);
    const next = (node: Node) => {
      this.#next[index] = node;
    };
    return { now, next };
  }

  takeAll(initial: Readonly<Record<string, number>>): NamedSlots {
    const taken = Object.entries(initial).map(([name, first]) => [name, this.take(first)] as const);
    return {
      now: Object.fromEntries(taken.map(([name, slot]) => [name, slot.now])),
      next: (nodes) => {
        for (const [name, slot] of taken) slot.next(nodes[name]!);
      },
    };
  }
}
