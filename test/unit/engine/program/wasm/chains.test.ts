import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientOf } from '../../../../../src/engine/calculus/gradient.ts';
import { readProblem } from '../../../../../src/engine/index.ts';
import { BUNDLE, compileChains, type Recurrence } from '../../../../../src/engine/program/wasm/chains.ts';
import { isValid } from '../../../../../src/engine/program/wasm/instance.ts';

/** Gradient descent on Himmelblau's function, whose step has products and sums to fuse. */
function descent(): Recurrence {
  const { graph, objective } = readProblem('(x^2 + y - 11)^2 + (x + y^2 - 7)^2\nstart 1, 1');
  const next = gradientOf(graph, objective, 2).map((partial, i) =>
    graph.subtract(graph.input(i), graph.multiply(graph.constant(0.005), partial)),
  );
  return { graph, columns: [], initial: [undefined, undefined], timeSlot: 2, next };
}

/** f64x2.relaxed_madd and relaxed_nmadd, with their prefix; WebAssembly's relaxed SIMD, in the specification since 3.0. */
const RELAXED = [String.fromCharCode(0xfd, 0x87, 0x02), String.fromCharCode(0xfd, 0x88, 0x02)];

function isRelaxed(module: Uint8Array): boolean {
  const text = String.fromCharCode(...module);
  return RELAXED.some((instruction) => text.includes(instruction));
}

/** Where the chains end, and which modules the host was asked about. */
function ends(fuse: boolean, knows: (module: Uint8Array<ArrayBuffer>) => boolean) {
  const asked: boolean[] = [];
  const chains = compileChains(descent(), BUNDLE, fuse, (module) => {
    asked.push(isRelaxed(module));
    return knows(module);
  });
  chains?.values.forEach((values, i) => {
    values!.set(Float64Array.from({ length: BUNDLE }, (_, k) => (i === 0 ? -3 + 0.37 * k : 2 - 0.29 * k)));
  });
  chains?.run(BUNDLE, 40);
  return { asked, values: chains?.values.map((values) => [...values!]) };
}

test('a host without relaxed instructions gets the same chains as without fusing', () => {
  const plain = ends(false, isValid);
  const older = ends(true, (module) => !isRelaxed(module) && isValid(module));
  assert.deepEqual(plain.asked, [false]);
  assert.deepEqual(older, { asked: [true, false], values: plain.values });
  assert.ok(plain.values!.flat().every(Number.isFinite));
});

test('a host that accepts neither gets none', () => {
  assert.deepEqual(
    ends(true, () => false),
    { asked: [true, false], values: undefined },
  );
});
