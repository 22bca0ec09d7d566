/** What methods promise on quadratics. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near } from '../../cases.ts';
import { path, run } from './run.ts';

/** ½ Σ λᵢ xᵢ², whose gradient is λᵢ xᵢ. */
function bowl(curvatures: readonly number[]): string {
  return `minimize ${curvatures.map((curvature, i) => `${curvature / 2}*x${i}^2`).join(' + ')}`;
}

async function steps(objective: string, start: string, method: string): Promise<number> {
  const { verdict } = await run(objective, start, `method ${method}`, 'stop gradient<1e-6, steps=1000000');
  assert.equal(verdict.status, 'converged', verdict.sentence);
  return verdict.steps;
}

test('gradient descent shrinks each coordinate by 1 − ηλ', async () => {
  const points = await path(bowl([1, 4]), 'start 3, -2', 'method gd rate=0.2', 'stop steps=30');
  points.forEach(([x, y], k) => {
    near(x!, 3 * 0.8 ** k, 1e-12, 0, `x at ${k}`);
    near(y!, -2 * 0.2 ** k, 1e-12, 0, `y at ${k}`);
  });
});

test('momentum is worth a root of the condition number. Polyak (1964), theorem 9; Nesterov (2004), theorem 2.2.3', async () => {
  const objective = bowl([1, 10, 1000]);
  const start = 'start 1, 1, 1';
  const plain = await steps(objective, start, 'gd rate=0.001');
  const root = Math.sqrt(1000);
  const mu = ((root - 1) / (root + 1)) ** 2;
  const ball = await steps(objective, start, `heavyball momentum=${mu} rate=${4 / (root + 1) ** 2}`);
  const ahead = await steps(objective, start, `nesterov momentum=${(root - 1) / (root + 1)} rate=0.001`);
  assert.ok(plain > 10_000 && ball < plain / 20 && ahead < plain / 15, `${plain}, ${ball}, ${ahead}`);
});

test('the steps of Barzilai and Borwein are one over a curvature between the least and the largest', async () => {
  const curvatures = [1, 3, 20, 300];
  for (const variant of ['bb1', 'bb2']) {
    const text = [
      bowl(curvatures),
      'start 1, 1, 1, 1',
      `method bb variant=${variant}`,
      'stop gradient<1e-9, steps=1000',
    ];
    const { trace, verdict } = await run(...text);
    assert.equal(verdict.status, 'converged');
    const alpha = trace.state.at(-1)!;
    assert.ok(alpha.slice(2, -1).every((step) => step > 1 / 301 && step < 1.001));
  }
  const slow = await steps(bowl(curvatures), 'start 1, 1, 1, 1', 'gd');
  const fast = await steps(bowl(curvatures), 'start 1, 1, 1, 1', 'bb');
  assert.ok(fast < slow / 20, `${fast} of ${slow}`);
});

test('in two parameters they converge superlinearly. Barzilai & Borwein (1988), theorem 3.1', async () => {
  const { verdict } = await run(bowl([1, 100]), 'start 2, 1', 'method bb rate=0.005', 'stop gradient<1e-12, steps=60');
  assert.equal(verdict.status, 'converged', verdict.sentence);
});

test('a schedule scales every step of Barzilai and Borwein, from the second on too', async () => {
  const text = [bowl([1, 5]), 'start 2, 1', 'method bb rate=0.1', 'stop steps=6'];
  const [plain, halved] = await Promise.all([path(...text), path(...text, 'schedule step every=1 factor=0.5')]);
  assert.deepEqual(plain[1], halved[1]);
  const { trace } = await run(...text, 'schedule step every=1 factor=0.5');
  const [x, gradient, alpha] = [trace.parameters[0]!, trace.gradient[0]!, trace.state.at(-1)!];
  // alpha of row k + 1 is what step k + 1 was made with.
  near(x[2]! - x[1]!, -0.5 * alpha[2]! * gradient[1]!, 1e-12, 0, 'the second step');
});

test('methods of signs move every coordinate by the rate', async () => {
  for (const method of ['sign', 'signum', 'lion']) {
    const points = await path(bowl([1, 1000]), 'start 30, -20', `method ${method} rate=0.01`, 'stop steps=20');
    points.forEach(([x, y], k) => {
      near(x!, 30 - 0.01 * k, 1e-12, 0, `${method}, x at ${k}`);
      near(y!, -20 + 0.01 * k, 1e-12, 0, `${method}, y at ${k}`);
    });
  }
});

test('Adam and its kin take first steps as long as the rate, whatever the slopes', async () => {
  for (const method of [
    'adam',
    'amsgrad',
    'adamw weight_decay=0',
    'adamax',
    'adan',
    'qhadam',
    'adagrad',
    'rmsprop alpha=0',
  ]) {
    const [start, first] = await path(bowl([1, 1e4]), 'start 3, -2', `method ${method} rate=0.01`, 'stop steps=1');
    near(start![0]! - first![0]!, 0.01, 1e-6, 0, `${method} x`);
    near(start![1]! - first![1]!, -0.01, 1e-6, 0, `${method} y`);
  }
});

test('AdaGrad’s steps on a constant slope fall as 1/√t', async () => {
  const points = await path('minimize 5x', 'start 0', 'method adagrad rate=1', 'stop steps=100');
  points.slice(1).forEach(([x], k) => {
    near(points[k]![0]! - x!, 1 / Math.sqrt(k + 1), 1e-8, 0, `step ${k}`);
  });
});

test('AMSGrad’s largest average never falls', async () => {
  const { trace } = await run(bowl([1, 40]), 'start 3, 2', 'method amsgrad rate=0.1 beta2=0.5', 'stop steps=200');
  for (const column of trace.state.slice(4, 6)) {
    assert.ok(column.every((value, k) => k === 0 || value >= column[k - 1]!));
  }
});

test('Rprop’s steps grow by 1.2 until the slope turns, and then halve', async () => {
  const points = await path('minimize x^2', 'start 1', 'method rprop rate=0.1', 'stop steps=8');
  const moves = points.slice(1).map(([x], k) => points[k]![0]! - x!);
  [0.1, 0.12, 0.144, 0.1728, 0.20736, 0.248832, 0.2985984].forEach((move, k) => {
    if (k < 5) near(moves[k]!, move, 1e-12, 0, `move ${k}`);
  });
  // At 0.25584 the slope still points on; it turns beyond 0.
  near(moves[5]!, 0.248832 * 1.2 ** 0, 1e-12, 0, 'move 5');
});

test('AdamW’s decay pulls its fixed point to where the step balances it', async () => {
  // With Adam's direction m̂/√v̂ bounded by 1 and decay λ, at most 1/λ from 0.
  const { verdict } = await run(
    'minimize (x - 100)^2',
    'start 0',
    'method adamw rate=0.01 weight_decay=0.1',
    'stop steps=20000',
  );
  near(verdict.point[0]!, 10, 1e-3, 0, '1/λ');
});

test('in the paper’s form AdamW’s decay follows the schedule, not the rate', async () => {
  const flat = ['minimize (x - 1)^2 + 0*y', 'start 0, 5', 'schedule step every=1 factor=0.5', 'stop steps=3'];
  for (const rate of [0.01, 0.1]) {
    const points = await path(...flat, `method adamw weight_decay=0.1 rate=${rate} convention=paper`);
    near(points.at(-1)![1]!, 5 * 0.9 * 0.95 * 0.975, 1e-12, 0, 'the paper');
    const others = await path(...flat, `method adamw weight_decay=0.1 rate=${rate}`);
    near(
      others.at(-1)![1]!,
      [1, 0.5, 0.25].reduce((y, share) => y * (1 - 0.1 * rate * share), 5),
      1e-12,
      0,
      'PyTorch',
    );
  }
});

test('Adadelta needs no rate: its steps have the parameter’s unit', async () => {
  // Scaling x by c scales its steps by c, up to ε. Zeiler (2012), section 3.2.
  const [plain, scaled] = await Promise.all([
    path('minimize x^2', 'start 3', 'method adadelta eps=1e-12', 'stop steps=200'),
    path('minimize (x/1000)^2', 'start 3000', 'method adadelta eps=1e-6', 'stop steps=200'),
  ]);
  near(scaled.at(-1)![0]! / 1000, plain.at(-1)![0]!, 0.2, 0, 'in units of 1000');
});
