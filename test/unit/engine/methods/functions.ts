/** Classic test functions with known minima. Jamil & Yang (2013), arXiv:1308.4008, unless said otherwise. */

export interface TestFunction {
  readonly name: string;
  readonly formula: string;
  /** A start from which descent reaches the minimum named here. */
  readonly start: readonly number[];
  readonly minimum: readonly number[];
  readonly value: number;
}

export const FUNCTIONS: readonly TestFunction[] = [
  { name: 'parabola', formula: 'x^2 + 4x + 5', start: [3], minimum: [-2], value: 1 },
  { name: 'bowl', formula: 'x^2 + 2y^2', start: [3, 4], minimum: [0, 0], value: 0 },
  { name: 'Booth', formula: '(x + 2y - 7)^2 + (2x + y - 5)^2', start: [0, 0], minimum: [1, 3], value: 0 },
  { name: 'Matyas', formula: '0.26*(x^2 + y^2) - 0.48x*y', start: [2, -1], minimum: [0, 0], value: 0 },
  { name: 'Himmelblau', formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', start: [2.5, 2.5], minimum: [3, 2], value: 0 },
  { name: 'Rosenbrock', formula: '(1 - x)^2 + 100*(y - x^2)^2', start: [0.8, 0.6], minimum: [1, 1], value: 0 },
  { name: 'Zakharov', formula: 'x^2 + y^2 + (0.5x + y)^2 + (0.5x + y)^4', start: [1, -1], minimum: [0, 0], value: 0 },
  { name: 'log-cosh', formula: 'log(cosh(x - 1)) + log(cosh(y + 2))', start: [0, 0], minimum: [1, -2], value: 0 },
];
