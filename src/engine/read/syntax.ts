/**
 * A formula's tree: mathjs's, with every node's place in the text. mathjs keeps no places, but numbers and names stand
 * in a tree in the order in which they stand in the text, which gives every other node's place too.
 */
import { parse } from '../calculus/mathjs.ts';
import type { OperatorNode, Tree } from '../calculus/tree.ts';
import { ProblemError, type Range } from '../problem.ts';
import { parseTerms } from './terms.ts';
import { endsValue, type Token } from './tokens.ts';

interface Placed extends Range {
  /** The first and last token. */
  readonly from: number;
  readonly to: number;
}

/** A formula's tree. */
export type Syntax =
  | (Placed & { readonly kind: 'number'; readonly value: number })
  | (Placed & { readonly kind: 'name'; readonly name: string })
  /** A text in quotes. */
  | (Placed & { readonly kind: 'text'; readonly value: string })
  | (Placed & { readonly kind: 'group'; readonly content: Syntax })
  | (Placed & {
      readonly kind: 'operator';
      readonly operator: string;
      readonly implicit: boolean;
      readonly args: readonly Syntax[];
    })
  | (Placed & {
      readonly kind: 'call';
      readonly callee: Range & { readonly name: string };
      readonly args: readonly Syntax[];
    })
  | (Placed & { readonly kind: 'index'; readonly object: Syntax; readonly indices: readonly Syntax[] })
  | (Placed & { readonly kind: 'condition'; readonly args: readonly [Syntax, Syntax, Syntax] })
  | (Placed & { readonly kind: 'comparison'; readonly operators: readonly string[]; readonly args: readonly Syntax[] });

/** Parses a formula's tokens. @param whole the formula's range, for errors about all of it. @throws {ProblemError} */
export function parseSyntax(tokens: readonly Token[], whole: Range): Syntax {
  if (tokens.length === 0) throw new ProblemError('There is no formula here.', whole);
  checkNeighbours(tokens);
  // Every name becomes v: no name of a user's then means anything to mathjs (units, constants, its own functions). And
  // every number becomes 1: what a tree's leaves are is read off the tokens.
  const pieces = tokens.map(({ kind, text }) =>
    kind === 'name' || kind === 'text' ? 'v' : kind === 'number' ? '1' : text,
  );
  let tree: Tree;
  try {
    tree = parseTerms(pieces, tokens) ?? parse(pieces.join(' '));
  } catch (error) {
    if (error instanceof RangeError) throw new ProblemError('This formula is nested too deeply to be read.', whole);
    throw syntaxError(error, pieces, tokens, whole);
  }
  return new Placer(tokens).place(tree);
}

/** Operators that stand between two values. */
const BINARY = new Set(['*', '/', '^', '<', '>', '<=', '>=', '==', '!=', 'and', 'or', 'xor', 'mod', '?', ':']);
/** Operators that need a value after them. */
const NEEDS_VALUE = new Set([
  '*',
  '/',
  '^',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  'and',
  'or',
  'xor',
  'mod',
  '?',
  ':',
  '+',
  '-',
]);

/** The mistakes that mathjs's own messages would not place: an operator with nothing to work on, empty brackets. */
function checkNeighbours(tokens: readonly Token[]): void {
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    const before = tokens[i - 1];
    if (token.kind === 'operator' && BINARY.has(token.text) && !endsValue(before)) {
      throw before?.kind === 'operator'
        ? new ProblemError(`A value is missing between ${before.text} and ${token.text}.`, {
            start: before.start,
            end: token.end,
          })
        : new ProblemError(`A value is missing before this ${token.text}.`, token);
    }
    const endsHere = next === undefined || next.kind === 'close' || next.kind === 'separator';
    if (token.kind === 'operator' && NEEDS_VALUE.has(token.text) && endsHere) {
      throw new ProblemError(`Something is missing after this ${token.text}.`, token);
    }
    if (token.kind === 'open' && next?.kind === 'close' && tokens[i - 1]?.kind !== 'name') {
      throw new ProblemError('There is nothing between these brackets.', { start: token.start, end: next.end });
    }
    if (token.kind === 'separator' && next !== undefined && next.kind === 'close') {
      throw new ProblemError('Something is missing after this comma.', token);
    }
  });
}

function syntaxError(error: unknown, pieces: readonly string[], tokens: readonly Token[], whole: Range): ProblemError {
  const { char, message } = error as { char?: number; message: string };
  if (char === undefined) return new ProblemError(`This formula cannot be read: ${message}`, whole);
  let position = 0;
  let found = tokens.length - 1;
  for (let i = 0; i < pieces.length; i++) {
    position += pieces[i]!.length + 1;
    if (char <= position) {
      found = i;
      break;
    }
  }
  const token = tokens[found]!;
  const after = tokens[found - 1];
  const { text } = token;
  if (token.kind === 'operator' && after?.kind === 'operator') {
    return new ProblemError(`A value is missing between ${after.text} and ${text}.`, {
      start: after.start,
      end: token.end,
    });
  }
  if (token.kind === 'separator') return new ProblemError('A comma does not belong here.', token);
  return new ProblemError(`The formula cannot go on with ${text} here. Is an operator or a bracket missing?`, token);
}

class Placer {
  readonly #tokens: readonly Token[];
  /** The index of each bracket's partner. */
  readonly #partner = new Map<number, number>();
  /** The next number or name that has no node yet. */
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    const open: number[] = [];
    tokens.forEach((token, i) => {
      if (token.kind === 'open') open.push(i);
      if (token.kind === 'close') this.#partner.set(open.pop()!, i);
    });
  }

  place(node: Tree): Syntax {
    switch (node.type) {
      case 'ConstantNode': {
        const at = this.#leaf();
        const { text, start, end } = this.#tokens[at]!;
        return { kind: 'number', value: Number(text), from: at, to: at, start, end };
      }
      case 'SymbolNode': {
        const at = this.#leaf();
        const { kind, text, start, end } = this.#tokens[at]!;
        if (kind === 'text') return { kind, value: text, from: at, to: at, start, end };
        return { kind: 'name', name: text, from: at, to: at, start, end };
      }
      case 'ParenthesisNode': {
        const content = this.place(node.content);
        const from = content.from - 1;
        const to = content.to + 1;
        return { kind: 'group', content, from, to, start: this.#tokens[from]!.start, end: this.#tokens[to]!.end };
      }
      case 'OperatorNode':
        return this.#operator(node);
      case 'FunctionNode': {
        const callee = this.place(node.fn);
        const args = node.args.map((arg) => this.place(arg));
        const span = this.#span(callee.from, this.#partner.get(callee.to + 1) ?? callee.to);
        if (callee.kind !== 'name') throw new ProblemError('Only a name can be called.', span);
        return { kind: 'call', callee, args, ...span };
      }
      case 'AccessorNode': {
        const object = this.place(node.object);
        const indices = node.index.dimensions.map((dimension) => this.place(dimension));
        return { kind: 'index', object, indices, ...this.#span(object.from, this.#partner.get(object.to + 1)!) };
      }
      case 'ConditionalNode': {
        const args = [this.place(node.condition), this.place(node.trueExpr), this.place(node.falseExpr)] as const;
        return { kind: 'condition', args, ...this.#span(args[0].from, args[2].to) };
      }
      case 'RelationalNode': {
        const args = node.params.map((param) => this.place(param));
        const operators = node.conditionals.map((name) => RELATIONAL[name]!);
        return { kind: 'comparison', operators, args, ...this.#span(args[0]!.from, args.at(-1)!.to) };
      }
      default:
        throw this.#unsupported(node.type);
    }
  }

  /** Long sums lean to the left: they are walked in a loop, so that their length is not the stack's depth. */
  #operator(tree: OperatorNode): Syntax {
    const spine: OperatorNode[] = [];
    let node: Tree = tree;
    while (node.type === 'OperatorNode' && node.args.length === 2) {
      spine.push(node);
      node = node.args[0]!;
    }
    let left = node.type === 'OperatorNode' ? this.#unary(node) : this.place(node);
    for (const { op, implicit, args } of spine.reverse()) {
      const right = this.place(args[1]!);
      const { from, start } = left;
      const { to, end } = right;
      left = { kind: 'operator', operator: op, implicit, args: [left, right], from, to, start, end };
    }
    return left;
  }

  #unary(node: OperatorNode): Syntax {
    const arg = this.place(node.args[0]!);
    const span = node.op === '!' ? this.#span(arg.from, arg.to + 1) : this.#span(arg.from - 1, arg.to);
    return { kind: 'operator', operator: node.op, implicit: false, args: [arg], ...span };
  }

  #leaf(): number {
    for (; this.#next < this.#tokens.length; this.#next++) {
      const { kind } = this.#tokens[this.#next]!;
      if (kind === 'number' || kind === 'name' || kind === 'text') break;
    }
    return this.#next++;
  }

  #span(from: number, to: number): Placed {
    return { from, to, start: this.#tokens[from]!.start, end: this.#tokens[to]!.end };
  }

  #unsupported(type: string): ProblemError {
    const at = this.#tokens[Math.min(this.#next, this.#tokens.length - 1)]!;
    const from = this.#tokens[Math.max(0, this.#next - 1)]!;
    const what = type === 'ArrayNode' ? 'A list or matrix' : type === 'RangeNode' ? 'A range' : 'This';
    return new ProblemError(`${what} cannot stand inside a formula.`, {
      start: Math.min(from.start, at.start),
      end: at.end,
    });
  }
}

const RELATIONAL: Readonly<Record<string, string>> = {
  smaller: '<',
  smallerEq: '<=',
  larger: '>',
  largerEq: '>=',
  equal: '==',
  unequal: '!=',
};
