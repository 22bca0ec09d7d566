/**
 * The part of mathjs that Downhill uses: its grammar and its rules of differentiation, on numbers only. This is the
 * only file that imports mathjs at run time.
 */
import type { MathNode } from 'mathjs';
import { create, derivativeDependencies, parseDependencies } from 'mathjs/number';

export type { MathNode };

const math = create({ parseDependencies: parseDependencies!, derivativeDependencies: derivativeDependencies! }, {});

/** mathjs's tree of an expression. @throws {SyntaxError} with a `char` property, 1-based. */
export function parse(text: string): MathNode {
  return math.parse!(text);
}

/** The derivative of an expression by a variable, not simplified. @throws where mathjs has no rule. */
export function derivative(text: string, variable: string): MathNode {
  return math.derivative!(math.parse!(text), variable, { simplify: false });
}
