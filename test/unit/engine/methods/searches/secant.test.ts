import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DenseInverse } from '../../../../../src/engine/methods/searches/dense-inverse.ts';
import { LimitedMemory } from '../../../../../src/engine/methods/searches/limited-memory.ts';
import { near } from '../../../cases.ts';

const N = 4;
const VECTOR = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: N, maxLength: N });
const PAIRS = fc.array(fc.tuple(VECTOR, VECTOR), { minLength: 1, maxLength: 12 });

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
}

for (const [name, make] of Object.entries({
  BFGS: () => new DenseInverse(N),
  'L-BFGS': () => new LimitedMemory(N, 5),
})) {
  test(`${name}: the secant equation Hy = s holds after every update, and H stays positive definite`, () => {
    fc.assert(
      fc.property(PAIRS, VECTOR, (pairs, direction) => {
        const inverse = make();
        const into = new Float64Array(N);
        for (const [s, y] of pairs) {
          // Pairs as line searches leave them: with curvature along the step that is not next to nothing.
          if (dot(s, y) < 0.05 * Math.sqrt(dot(s, s) * dot(y, y)) || dot(s, y) < 1e-2) continue;
          inverse.update(
            0.5,
            Float64Array.from(s, (entry) => 2 * entry),
            new Float64Array(N),
            Float64Array.from(y),
          );
          inverse.times(Float64Array.from(y), into);
          s.forEach((entry, i) => {
            near(into[i]!, entry, 1e-6, 1e-6, 'Hy = s');
          });
        }
        if (inverse.empty || dot(direction, direction) < 1e-4) return;
        inverse.times(Float64Array.from(direction), into);
        assert.ok(dot(direction, [...into]) > 0);
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  test(`${name}: a step without positive curvature changes nothing`, () => {
    const inverse = make();
    const update = (y: number[]) =>
      inverse.update(1, Float64Array.of(1, 0, 0, 0), new Float64Array(N), Float64Array.from(y));
    update([-1, 2, 0, 0]);
    assert.ok(inverse.empty);
    update([2, 1, 0, 0]);
    const before = new Float64Array(N);
    const after = new Float64Array(N);
    inverse.times(Float64Array.of(1, 2, 3, 4), before);
    update([0, 1, 5, 0]);
    inverse.times(Float64Array.of(1, 2, 3, 4), after);
    assert.deepEqual(after, before);
  });
}

test('a full memory forgets its oldest pair, also where the new one is not kept', () => {
  const inverse = new LimitedMemory(N, 2);
  const unit = (i: number, size: number) => Float64Array.from({ length: N }, (_, j) => (i === j ? size : 0));
  for (const i of [0, 1, 2]) inverse.update(1, unit(i, 1), new Float64Array(N), unit(i, i + 2));
  const into = new Float64Array(N);
  inverse.times(Float64Array.of(1, 1, 1, 1), into);
  // γ is ¼ of the last pair: the first pair's ½ is forgotten.
  assert.deepEqual([...into], [1 / 4, 1 / 3, 1 / 4, 1 / 4]);
  inverse.update(1, unit(3, 1), new Float64Array(N), unit(3, -1));
  inverse.times(Float64Array.of(1, 1, 1, 1), into);
  assert.deepEqual([...into], [1 / 4, 1 / 4, 1 / 4, 1 / 4]);
});
