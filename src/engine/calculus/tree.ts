/**
 * The nodes of mathjs's trees, for its parser and its rules of differentiation: what they build and look at, without what
 * mathjs's own classes also do (evaluate, print). The constructors take what mathjs gives them, in its order.
 */

/** What mathjs's tests of a node's class ask of every node. */
abstract class MathjsNode {
  abstract readonly type: string;

  get isNode(): true {
    return true;
  }

  /** Nothing changes a node once it is made, so a copy can be the node itself. */
  clone(): this {
    return this;
  }
}

export class ConstantNode extends MathjsNode {
  readonly type = 'ConstantNode';
  readonly isConstantNode = true;
  /** Anything but a number where the text had a word such as `true`, or was empty. */
  readonly value: unknown;
  constructor(value: unknown) {
    super();
    this.value = value;
  }
}

export class SymbolNode extends MathjsNode {
  readonly type = 'SymbolNode';
  readonly isSymbolNode = true;
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
}

export class ParenthesisNode extends MathjsNode {
  readonly type = 'ParenthesisNode';
  readonly isParenthesisNode = true;
  readonly content: Tree;
  constructor(content: Tree) {
    super();
    this.content = content;
  }
}

export class OperatorNode extends MathjsNode {
  readonly type = 'OperatorNode';
  readonly isOperatorNode = true;
  readonly op: string;
  /** mathjs's function for it: `unaryMinus`, `add`. */
  readonly fn: string;
  readonly args: readonly Tree[];
  readonly implicit: boolean;
  readonly isPercentage: boolean;
  constructor(op: string, fn: string, args: readonly Tree[], implicit = false, isPercentage = false) {
    super();
    this.op = op;
    this.fn = fn;
    this.args = args;
    this.implicit = implicit;
    this.isPercentage = isPercentage;
  }

  isUnary(): boolean {
    return this.args.length === 1;
  }

  isBinary(): boolean {
    return this.args.length === 2;
  }
}

export class FunctionNode extends MathjsNode {
  readonly type = 'FunctionNode';
  readonly isFunctionNode = true;
  readonly fn: Tree;
  readonly args: readonly Tree[];
  constructor(fn: Tree | string, args: readonly Tree[]) {
    super();
    this.fn = typeof fn === 'string' ? new SymbolNode(fn) : fn;
    this.args = args;
  }

  /** Empty where what is called is no name. */
  get name(): string {
    return this.fn.type === 'SymbolNode' ? this.fn.name : '';
  }
}

export class ConditionalNode extends MathjsNode {
  readonly type = 'ConditionalNode';
  readonly isConditionalNode = true;
  readonly condition: Tree;
  readonly trueExpr: Tree;
  readonly falseExpr: Tree;
  constructor(condition: Tree, trueExpr: Tree, falseExpr: Tree) {
    super();
    this.condition = condition;
    this.trueExpr = trueExpr;
    this.falseExpr = falseExpr;
  }
}

/** A chain of comparisons, a < b < c. */
export class RelationalNode extends MathjsNode {
  readonly type = 'RelationalNode';
  readonly isRelationalNode = true;
  /** mathjs's names for the comparisons: `smaller`, `largerEq`. */
  readonly conditionals: readonly string[];
  readonly params: readonly Tree[];
  constructor(conditionals: readonly string[], params: readonly Tree[]) {
    super();
    this.conditionals = conditionals;
    this.params = params;
  }
}

export class IndexNode extends MathjsNode {
  readonly type = 'IndexNode';
  readonly isIndexNode = true;
  readonly dimensions: readonly Tree[];
  constructor(dimensions: readonly Tree[]) {
    super();
    this.dimensions = dimensions;
  }
}

export class AccessorNode extends MathjsNode {
  readonly type = 'AccessorNode';
  readonly isAccessorNode = true;
  readonly object: Tree;
  readonly index: IndexNode;
  constructor(object: Tree, index: IndexNode) {
    super();
    this.object = object;
    this.index = index;
  }
}

/** What mathjs reads and Downhill refuses, so that only its kind matters. */
type Refused = 'ArrayNode' | 'AssignmentNode' | 'BlockNode' | 'FunctionAssignmentNode' | 'ObjectNode' | 'RangeNode';

class RefusedNode extends MathjsNode {
  readonly type: Refused;
  constructor(type: Refused) {
    super();
    this.type = type;
  }
}

/** A class of refused nodes, as mathjs constructs them. */
export function refused(type: Refused): new () => RefusedNode {
  return class extends RefusedNode {
    constructor() {
      super(type);
    }
  };
}

/** A tree as mathjs's parser and rules build it. */
export type Tree =
  | ConstantNode
  | SymbolNode
  | ParenthesisNode
  | OperatorNode
  | FunctionNode
  | ConditionalNode
  | RelationalNode
  | IndexNode
  | AccessorNode
  | RefusedNode;
