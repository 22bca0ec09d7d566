import { cube, type TestFunction } from './function.ts';

/** Coordinates of very different scales. */
export const BADLY_SCALED: readonly TestFunction[] = [
  {
    name: 'discus',
    source: 'Hansen et al. (2009), BBOB f11 without its rotation',
    kind: 'badlyScaled',
    formula: '1000000x^2 + y^2 + z^2',
    starts: [[1, 1, 1]],
    minima: [[0, 0, 0]],
    value: 0,
    condition: 1e6,
    over: cube(-5, 5, 3),
  },
  {
    name: 'ellipsoid',
    source: 'Hansen et al. (2009), BBOB f2 without its distortion',
    kind: 'badlyScaled',
    formula: 'x1^2 + 100x2^2 + 10000x3^2 + 1000000x4^2',
    starts: [[1, 1, 1, 1]],
    minima: [[0, 0, 0, 0]],
    value: 0,
    condition: 1e6,
    over: cube(-5, 5, 4),
  },
  {
    name: 'Brown’s badly scaled function',
    source: 'Brown, in Moré, Garbow & Hillstrom (1981), no. 4',
    kind: 'badlyScaled',
    formula: '(x - 1000000)^2 + (y - 0.000002)^2 + (x*y - 2)^2',
    starts: [[1, 1]],
    minima: [[1e6, 2e-6]],
    value: 0,
    condition: 1e12,
    over: cube(-10, 10, 2),
  },
  {
    name: 'Powell’s badly scaled function',
    source: 'Powell (1970), in Moré, Garbow & Hillstrom (1981), no. 3',
    kind: 'badlyScaled',
    formula: '(10000x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2',
    starts: [[0, 1]],
    minima: [
      [1.0981593296998175e-5, 9.106146739866524],
      [9.106146739866524, 1.0981593296998175e-5],
    ],
    value: 0,
    condition: 6.881e17,
    over: cube(0, 10, 2),
  },
];
