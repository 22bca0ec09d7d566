/** How a formula was read, with every product, power and bracket made visible. */

import type { Notation } from '../calculus/notation.ts';
import * as notation from '../calculus/notation.ts';
import { isFunction } from './functions.ts';
import type { Syntax } from './syntax.ts';

const SIGNS: Readonly<Record<string, string>> = {
  '<=': '\\le',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
  and: '\\land',
  or: '\\lor',
  xor: '\\oplus',
  mod: '\\bmod',
};

/** A tree as it was read. @param known whether a call's name is one of Downhill's functions, not the text's own. */
export function echo(tree: Syntax, known: (name: string) => boolean = isFunction): Notation {
  const within = (part: Syntax): Notation => echo(part, known);
  switch (tree.kind) {
    case 'number':
      return notation.numeral(tree.value);
    case 'name':
      return notation.symbol(tree.name);
    case 'text':
      return notation.quotation(tree.value);
    case 'group':
      return within(tree.content);
    case 'call': {
      const args = tree.args.map(within);
      return known(tree.callee.name)
        ? notation.application(tree.callee.name, args)
        : notation.userApplication(tree.callee.name, args);
    }
    case 'index': {
      const list = tree.indices.map(within);
      const object = within(tree.object);
      return {
        tex: `{${object.tex}}_{${list.map((item) => item.tex).join(',')}}`,
        text: `${object.text}[${list.map((item) => item.text).join(', ')}]`,
        precedence: 5,
      };
    }
    case 'condition': {
      const [condition, yes, no] = tree.args.map(within) as [Notation, Notation, Notation];
      return notation.cases(condition, yes, no);
    }
    case 'comparison': {
      const args = tree.args.map(within);
      return args.reduce((left, right, i) => {
        const operator = tree.operators[i - 1]!;
        return notation.relation(left, operator, SIGNS[operator] ?? operator, right);
      });
    }
    case 'operator':
      return echoOperator(tree, within);
  }
}

function echoOperator(tree: Syntax & { kind: 'operator' }, within: (part: Syntax) => Notation): Notation {
  // A long sum leans to the left: a loop, not the stack, walks it.
  const spine: { operator: string; right: Syntax }[] = [];
  let node: Syntax = tree;
  while (node.kind === 'operator' && node.args.length === 2) {
    spine.push({ operator: node.operator, right: node.args[1]! });
    node = node.args[0]!;
  }
  let left = node.kind === 'operator' ? echoUnary(node, within) : within(node);
  for (const { operator, right } of spine.reverse()) left = combine(left, operator, within(right));
  return left;
}

function echoUnary(node: Syntax & { kind: 'operator' }, within: (part: Syntax) => Notation): Notation {
  const arg = within(node.args[0]!);
  if (node.operator === '-') return notation.negative(arg);
  if (node.operator === '!') return { tex: `${arg.tex}!`, text: `${arg.text}!`, precedence: 4 };
  if (node.operator === 'not') return notation.application('not', [arg]);
  return arg;
}

function combine(left: Notation, operator: string, right: Notation): Notation {
  switch (operator) {
    case '+':
    case '-':
      return notation.sum(left, operator, right);
    case '*':
      return notation.product(left, right);
    case '/':
      return notation.quotient(left, right);
    case '^':
      return notation.power(left, right);
    default:
      return notation.relation(left, operator, SIGNS[operator] ?? operator, right);
  }
}
