import { cube, type TestFunction } from './function.ts';

/** The Hessian is singular at the minimum: near it, descent slows down below any geometric rate, or meets a flat valley. */
export const SINGULAR: readonly TestFunction[] = [
  {
    name: 'Powell’s singular function',
    source: 'Powell (1962), in Moré, Garbow & Hillstrom (1981), no. 13',
    kind: 'singular',
    formula: '(a + 10b)^2 + 5*(c - d)^2 + (b - 2c)^4 + 10*(a - d)^4',
    starts: [[3, -1, 0, 1]],
    minima: [[0, 0, 0, 0]],
    value: 0,
    over: cube(-4, 5, 4),
  },
  {
    name: 'quartic',
    source: 'De Jong (1975), f4 without its noise',
    kind: 'singular',
    formula: 'x^4 + 2y^4',
    starts: [[1.2, -0.9]],
    minima: [[0, 0]],
    value: 0,
    over: cube(-1.28, 1.28, 2),
  },
  {
    name: 'one product',
    source: 'Baldi & Hornik (1989): a linear network of two weights; all x·y = 1 are minima',
    kind: 'singular',
    formula: '(x*y - 1)^2',
    starts: [[2, 2]],
    minima: [[1, 1]],
    value: 0,
    over: cube(-3, 3, 2),
  },
  {
    name: 'quartic valley',
    source:
      'Nesterov’s chain of one link in Gürbüzbalaban & Overton (2012), smooth form, its first square a fourth power',
    kind: 'singular',
    formula: '(x - 1)^4 + (y - 2x^2 + 1)^2',
    starts: [[0, 0]],
    minima: [[1, 1]],
    value: 0,
    over: cube(-2, 2, 2),
  },
];
