import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as module from '../../../../../src/engine/program/elementary/index.ts';
import { Code } from '../../../../../src/engine/program/wasm/code.ts';
import {
  type Callee,
  calleesOf,
  ELEMENTARY_NAMES,
  elementaryClosure,
  elementaryFunction,
  HOST_FUNCTIONS,
} from '../../../../../src/engine/program/wasm/elementary.ts';
import { ModuleBuilder } from '../../../../../src/engine/program/wasm/module.ts';
import { argumentsOf, SPECIAL } from '../elementary/arguments.ts';

const elementary = { ...module };

/** How many numbers one call computes, and where in memory their values go. */
const COUNT = 65_536;
const VALUES = 8 * COUNT;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly [loop: string]: unknown;
}

/** Every function in a loop over the memory's first numbers, one at a time and two at a time. */
async function instantiate(): Promise<Exports> {
  const builder = new ModuleBuilder();
  const wanted = ELEMENTARY_NAMES.flatMap((name) => [false, true].map((wide) => ({ name, wide })));
  const { functions, hosts } = elementaryClosure(wanted);
  const indices = new Map<string, number>();
  for (const host of hosts) indices.set(`${host} false`, builder.import(host, ['f64'], ['f64']));
  const callee: Callee = (name, wide) => {
    const index = indices.get(`${name} ${wide}`);
    assert.ok(index !== undefined, `${name} is declared before it is called`);
    return index;
  };
  for (const { name, wide } of functions) {
    const type = wide ? 'v128' : 'f64';
    indices.set(`${name} ${wide}`, builder.function([type], [type], elementaryFunction(name, wide, callee)));
  }
  for (const { name, wide } of wanted) {
    const type = wide ? 'v128' : 'f64';
    const code = new Code(0);
    const at = code.local('i32');
    code.loop(() => {
      code.get(at).get(at).load(0, type).call(callee(name, wide)).store(VALUES, type);
      code
        .get(at)
        .integer(wide ? 16 : 8)
        .i32('add')
        .tee(at)
        .integer(VALUES)
        .i32('less')
        .branchIf(0);
    });
    builder.function([], [], code, `${name} ${wide}`);
  }
  const { instance } = await WebAssembly.instantiate(builder.bytes(16), { m: HOST_FUNCTIONS });
  return instance.exports as unknown as Exports;
}

const exports = await instantiate();
const memory = new Float64Array(exports.memory.buffer);
const [given, values] = [memory.subarray(0, COUNT), memory.subarray(COUNT, 2 * COUNT)];

function compare(name: keyof typeof elementary, points: Float64Array): void {
  given.fill(0.5).set(points);
  const expected = given.map(elementary[name]);
  for (const wide of [false, true]) {
    values.fill(0);
    (exports[`${name} ${wide}`] as () => void)();
    for (let i = 0; i < COUNT; i++) {
      if (Object.is(values[i], expected[i])) continue;
      const beside = wide ? ` beside ${given[i ^ 1]}` : '';
      assert.fail(`${name}(${given[i]})${beside} is ${values[i]} and not ${expected[i]}`);
    }
  }
}

for (const name of ELEMENTARY_NAMES) {
  test(`${name} has the same bits in WebAssembly, one and two at a time`, () => {
    const points = argumentsOf(name, 1_000_000, 20_240_501);
    for (let i = 0; i < points.length; i += COUNT) compare(name, points.subarray(i, i + COUNT));
  });

  test(`${name} of any special value beside any other`, () => {
    const numbers = [...SPECIAL, Number.NaN];
    const pairs = numbers.flatMap((a) => numbers.flatMap((b) => [a, b]));
    assert.ok(pairs.length <= COUNT);
    compare(name, Float64Array.from(pairs));
  });
}

test('what a function calls comes before it', () => {
  const { functions, hosts } = elementaryClosure([{ name: 'softplus', wide: true }]);
  assert.deepEqual(hosts, []);
  const before = new Set<string>();
  for (const one of functions) {
    for (const { name, wide } of calleesOf(one)) assert.ok(before.has(`${name} ${wide}`), `${one.name} calls ${name}`);
    before.add(`${one.name} ${one.wide}`);
  }
  assert.ok(before.has('softplus true') && !before.has('sin true'));
  assert.deepEqual(elementaryClosure([{ name: 'sin', wide: true }]).hosts, ['host:sin']);
});
