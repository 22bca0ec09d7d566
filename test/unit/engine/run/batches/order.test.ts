/** Shuffles: the same in WebAssembly, and those of the generator's paper. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../../src/engine/index.ts';
import { below, generatorOf, shuffle } from '../../../../../src/engine/run/batches/order.ts';
import { limitsOf } from '../../../../../src/engine/run/loop.ts';
import { compileBatchLoop } from '../../../../../src/engine/run/loops/index.ts';
import { plansOf } from '../../../../../src/engine/run/plan.ts';
import { stepProgram } from '../../../../../src/engine/run/program.ts';

test('WebAssembly shuffles as JavaScript does, epoch after epoch', () => {
  for (const rows of [1, 2, 3, 17, 1000]) {
    const x = Array.from({ length: rows }, (_, k) => k);
    const problem = readProblem(`x = [${x.join(', ')}]\nminimize mean((w*x - 1)^2)\nrate 0.1\nbatch 1`);
    const [plan] = plansOf(problem);
    const program = stepProgram(problem, plan!.method, plan!.schedule, 0.1);
    const { order, shuffle: fast } = compileBatchLoop(program, limitsOf(problem.settings.stop), plan!.batch!, 'wasm');
    order.set(x);
    const plain = Int32Array.from(x);
    const generators = [generatorOf(5), generatorOf(5)] as const;
    for (let epoch = 0; epoch < 5; epoch++) {
      fast!(order, generators[0]);
      shuffle(plain, generators[1]);
      assert.deepEqual(order, plain);
      assert.deepEqual(generators[0], generators[1]);
    }
  }
});

/** xoshiro128** and Lemire's range by whole numbers of any size, as their papers write them. */
function* plainly(generator: Int32Array, limit: bigint): Generator<number> {
  const mask = 0xffffffffn;
  let s = [...generator].map((part) => BigInt(part >>> 0));
  const rotated = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) & mask;
  const bits = () => {
    const [a, b, c, d] = s as [bigint, bigint, bigint, bigint];
    const result = (rotated((b * 5n) & mask, 7n) * 9n) & mask;
    const [c1, d1] = [c ^ a, d ^ b];
    s = [a ^ d1, b ^ c1, c1 ^ ((b << 9n) & mask), rotated(d1, 11n)];
    return result;
  };
  for (;;) {
    let product = bits() * limit;
    while ((product & mask) < (mask + 1n - limit) % limit) product = bits() * limit;
    yield Number(product >> 32n);
  }
}

test('random whole numbers are those of the papers, for limits beyond what a double’s product holds', () => {
  for (const limit of [2, 7, 1000, 3_000_001, 2 ** 31 - 1]) {
    const generator = generatorOf(11);
    const expected = plainly(generator.slice(), BigInt(limit));
    for (let k = 0; k < 2000; k++) assert.equal(below(generator, limit), expected.next().value, `${limit}, ${k}`);
  }
});
