/** A written-out sum, term by term: its terms are often alike but for names and numbers, and what is alike is parsed once. */
import { parse } from '../calculus/mathjs.ts';
import { OperatorNode, type Tree } from '../calculus/tree.ts';
import { endsValue, type Token } from './tokens.ts';

/** A shorter sum is parsed as a whole. */
const FEWEST = 16;

/** Operators that bind no tighter than a sum: where one stands outside brackets, the formula is no sum. */
const LOOSER = new Set(['<', '>', '<=', '>=', '==', '!=', 'and', 'or', 'xor', '?', ':']);

const SIGNS: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract' };

/**
 * mathjs's tree of a sum of many terms; undefined for any other formula, and for one with a mistake, which the parser finds
 * in the whole.
 *
 * @param pieces the tokens as the parser gets them: all names alike and all numbers alike.
 */
export function parseTerms(pieces: readonly string[], tokens: readonly Token[]): Tree | undefined {
  // A term and a sign are two tokens at least.
  const signs = tokens.length < 2 * FEWEST - 1 ? undefined : signsOf(tokens);
  if (!signs || signs.length + 1 < FEWEST) return undefined;
  const parsed = new Map<string, Tree>();
  const term = (from: number, to?: number): Tree => {
    const text = pieces.slice(from, to).join(' ');
    let tree = parsed.get(text);
    if (!tree) {
      tree = parse(text);
      parsed.set(text, tree);
    }
    return tree;
  };
  try {
    let sum = term(0, signs[0]);
    signs.forEach((at, i) => {
      const sign = pieces[at]!;
      sum = new OperatorNode(sign, SIGNS[sign]!, [sum, term(at + 1, signs[i + 1])]);
    });
    return sum;
  } catch {
    return undefined;
  }
}

/** Where the signs between the terms of a sum stand; undefined where the formula is no sum. */
function signsOf(tokens: readonly Token[]): number[] | undefined {
  const signs: number[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    else if (depth > 0) continue;
    else if (kind === 'separator' || (kind === 'operator' && LOOSER.has(text))) return undefined;
    else if (kind === 'operator' && SIGNS[text] !== undefined && endsValue(tokens[i - 1])) signs.push(i);
  }
  return signs;
}
