import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem, withSettings } from '../../../../src/engine/index.ts';
import type { Convention } from '../../../../src/engine/methods/convention.ts';
import { METHODS, methodNamed } from '../../../../src/engine/methods/index.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';
import { compareConventions, differingConventions, partingsOf } from '../../../../src/engine/run/conventions.ts';
import { beginDescent } from '../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';

/** The comparison of a text's methods. */
function compared(text: string) {
  const problem = readProblem(text);
  const plans = plansOf(problem);
  assert.ok(compareConventions(plans), text);
  const descents = plans.map((plan) => beginDescent(problem, plan));
  for (const descent of descents) while (!descent.done) descent.advance(1000);
  const traces = descents.map((descent) => descent.view());
  return { partings: partingsOf(plans, traces, problem.parameters), plans, traces };
}

const valley = '(1 - x)^2 + 10*(y - x^2)^2\nstart -0.8, 0.6\nrate 0.01\nstop steps=200\n';

/** Pairs of forms, the first step at which they part (undefined: not in 200 steps), and what the reasons say. */
const PARTINGS: readonly (readonly [methods: string, step: number | undefined, ...reasons: RegExp[]])[] = [
  ['adam, adam convention=keras', 1, /^Keras: ε is added to the root/, /^ε is 1e-8 in PyTorch and 1e-7 in Keras/],
  ['adam eps=1e-8, adam eps=1e-8 convention=keras', 1, /^Keras: ε is added to the root/],
  ['adam convention=optax, adam', undefined],
  ['heavyball, heavyball convention=keras', undefined, /^Keras: the rate is within the velocity/],
  ['heavyball convention=paper, heavyball convention=keras', undefined],
  [
    'heavyball weight_decay=0.1, heavyball weight_decay=0.1 convention=keras',
    2,
    /^Keras: the rate is within/,
    /^Keras: weight decay is taken off/,
  ],
  ['nesterov convention=pytorch, nesterov convention=paper', 1, /^The paper: the gradient is taken ahead/],
  ['amsgrad, amsgrad convention=optax', 2, /^Optax: |^optax: the largest of the corrected/],
  ['rprop, rprop convention=paper', 3, /last step is taken back/],
  ['nadam, nadam convention=pytorch2', 1, /double precision/],
  ['adagrad convention=keras, adagrad convention=optax', undefined],
  ['lion, lion convention=optax', 1, /^weight decay λ is 0 in the paper and 0.001 in optax/],
];

for (const [methods, step, ...reasons] of PARTINGS) {
  test(`${methods} ${step === undefined ? 'make the same steps' : `part at step ${step}`}`, () => {
    const { partings, traces } = compared(`${valley}method ${methods}`);
    const [found] = partings;
    assert.equal(partings.length, 1);
    assert.equal(found!.step, step, found!.sentence);
    assert.equal(found!.reasons.length, reasons.length, found!.reasons.join('\n'));
    found!.reasons.forEach((reason, i) => {
      assert.match(reason, reasons[i]!);
    });
    assert.match(found!.sentence, step === undefined ? /make the same 200 steps\.$/ : /part at step \d+: [xy] is /);
    if (step === undefined) return;
    const differs = (row: number) =>
      traces[0]!.parameters.some((column, i) => Math.abs(column[row]! - traces[1]!.parameters[i]![row]!) > 1e-9);
    assert.ok(differs(step) || differs(step + 1));
    for (let row = 0; row < step; row++) assert.ok(!differs(row));
  });
}

test('under a schedule the heavy ball of PyTorch and that of Keras part one step after the first change', () => {
  const { partings } = compared(
    `${valley}schedule step every=20 factor=0.5\nmethod heavyball, heavyball convention=keras`,
  );
  assert.equal(partings[0]!.step, 21);
});

test('a form says why it differs wherever it does, and no form that differs is left out', () => {
  for (const method of METHODS) {
    const all = Object.keys(method.conventions ?? {}) as Convention[];
    const differing = new Set(differingConventions(method));
    const settings = 'start -0.8, 0.6\nrate 0.02\nschedule step every=10 factor=0.5\nstop steps=100';
    const problem = readProblem(`(1 - x)^2 + 10*(y - x^2)^2\n${settings}`);
    for (const convention of all.slice(1)) {
      // The first form is the method's own: each other is compared with it, without decay and with.
      for (const decay of [{}, { weight_decay: 0.1 }]) {
        const given = method.options.some(({ name }) => name === 'weight_decay') ? decay : {};
        const two = [all[0]!, convention].map((own) => ({
          name: method.name,
          options: { ...given, convention: own },
          rate: 0.02,
        }));
        const plans = plansOf(withSettings(problem, { methods: two }));
        const descents = plans.map((plan) => beginDescent(problem, plan));
        for (const descent of descents) while (!descent.done) descent.advance(1000);
        const [found] = partingsOf(
          plans,
          descents.map((descent) => descent.view()),
          problem.parameters,
        );
        const what = `${method.name}, ${convention}, ${JSON.stringify(given)}: ${found!.sentence}`;
        if (found!.step !== undefined) {
          assert.ok(differing.has(convention), what);
          assert.ok(found!.reasons.length > 0, what);
        }
      }
    }
  }
});

test('what is not one optimizer in several forms is not compared as such', () => {
  for (const methods of [
    'adam',
    'adam, adamw convention=keras',
    'adam convention=keras, adam convention=keras beta1=0.8',
    'adam rate=0.1, adam convention=keras rate=0.2',
    'adam beta1=0.8, adam convention=keras',
  ]) {
    assert.equal(compareConventions(plansOf(readProblem(`x^2\nrate 0.1\nmethod ${methods}`))), false, methods);
  }
});

test('a NaN in one run alone is a parting; a run without rows is left out', () => {
  const plans = plansOf(readProblem('x^2\nrate 0.1\nmethod adam, adam convention=keras'));
  const trace = (...values: number[]) => ({
    parameters: [Float64Array.from(values)],
    value: Float64Array.from(values),
  });
  assert.equal(partingsOf(plans, [trace(1, 2), trace(1, Number.NaN)], ['x'])[0]!.step, 1);
  assert.equal(partingsOf(plans, [trace(1, Number.NaN), trace(1, Number.NaN)], ['x'])[0]!.step, undefined);
  assert.deepEqual(partingsOf(plans, [trace(1), trace()], ['x']), []);
  // Rounding near zero is none: the parameter was 1.
  assert.equal(partingsOf(plans, [trace(1, 1e-12), trace(1, 2e-12)], ['x'])[0]!.step, undefined);
});

const RATES: readonly (readonly [text: string, rate: number | 'auto'])[] = [
  ['method adam', 'auto'],
  ['method adam convention=keras', 0.001],
  ['method torch.optim.Adamax', 0.002],
  ['method keras.optimizers.SGD', 0.01],
  ['method tf.keras.optimizers.legacy.Adam', 0.001],
  ['method keras.optimizers.SGD(momentum=0.9)', 0.01],
  ['method torch.optim.Adadelta()', 1],
  // optax has no rate of its own.
  ['method optax.adam', 'auto'],
  ['method optax.adam(0.3)', 0.3],
  ['method torch.optim.Adam(model.parameters(), lr=0.2)', 0.2],
  ['method torch.optim.Adam(params, lr=0.2, foreach=None, maximize=False)', 0.2],
  ['method keras.optimizers.Adam\nrate auto', 'auto'],
  ['method keras.optimizers.Adam\nrate 0.5', 0.5],
  ['optimizer = torch.optim.RMSprop(net.parameters())', 0.01],
  ['method Adam convention=tf', 0.001],
  ['method adam convention="PyTorch"', 0.001],
];

for (const [line, rate] of RATES) {
  test(`${line.replace('\n', '; ')} has the rate ${rate}`, () => {
    const [plan] = plansOf(readProblem(`x^2\n${line}`));
    assert.equal(plan!.rate, rate);
  });
}

const READ: readonly (readonly [text: string, name: string, options: object])[] = [
  ['keras.optimizers.Nadam(beta_1=0.8, epsilon=1e-3)', 'nadam', { convention: 'keras', beta1: 0.8, eps: 1e-3 }],
  ['optax.sgd(0.1, momentum=0.9, nesterov=True)', 'nesterov', { convention: 'optax', momentum: 0.9 }],
  [
    'optax.rmsprop(0.1, decay=0.8, eps_in_sqrt=False)',
    'rmsprop',
    { convention: 'optax', alpha: 0.8, eps_in_sqrt: false },
  ],
  [
    'torch.optim.Rprop(lr=0.1, etas=(0.4, 1.5), step_sizes=(1e-4, 2))',
    'rprop',
    { convention: 'pytorch', etaminus: 0.4, etaplus: 1.5, step_min: 1e-4, step_max: 2 },
  ],
  ['Adam lr=0.05 betas=(0.8, 0.95) weight_decay=0.1', 'adam', { beta1: 0.8, beta2: 0.95, weight_decay: 0.1 }],
  ['Adan betas=(0.9, 0.8, 0.7)', 'adan', { beta1: 0.9, beta2: 0.8, beta3: 0.7 }],
  ['QHAdam nus=(0.5, 0.9)', 'qhadam', { nu1: 0.5, nu2: 0.9 }],
  ['Barzilai-Borwein variant=BB2', 'bb', { variant: 'bb2' }],
  ['FISTA', 'proximal', { accelerated: true }],
  ['SGD lr=0.1 momentum=0 nesterov=False', 'gd', {}],
  ['optax.sgd(0.1, nesterov=True)', 'gd', { convention: 'optax' }],
  ['SGD nesterov=True convention=keras', 'gd', { convention: 'keras' }],
  ['SGD momentum=0.9 nesterov=True convention=keras', 'nesterov', { momentum: 0.9, convention: 'keras' }],
  [
    'torch.optim.SGD(lr=0.1, momentum=0.9, dampening=0.1)',
    'heavyball',
    { convention: 'pytorch', momentum: 0.9, dampening: 0.1 },
  ],
];

for (const [text, name, options] of READ) {
  test(`method ${text} is ${name}`, () => {
    const [method] = readProblem(`x^2 + abs(x)\nmethod ${text}`).settings.methods;
    assert.equal(method!.name, name);
    assert.deepEqual(method!.options, options);
  });
}

test('what is written back reads as the same methods', () => {
  const problem = readProblem('x^2 + abs(x)\nmethod gd');
  for (const [text] of READ) {
    const { methods } = readProblem(`x^2 + abs(x)\nmethod ${text}`).settings;
    const [edit] = writeSettings(problem, { methods });
    assert.deepEqual(readProblem(`x^2 + abs(x)\n${edit!.text}`).settings.methods, methods, edit!.text);
  }
});

test('no name means two methods, and no option’s name two options', () => {
  const folded = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');
  const owners = new Map<string, string>();
  for (const method of METHODS) {
    for (const name of new Set([method.name, method.title, ...method.aliases].map(folded))) {
      assert.equal(owners.get(name), undefined, `${name} is ${owners.get(name)} and ${method.name}`);
      owners.set(name, method.name);
    }
    const options = new Map<string, string>();
    for (const option of method.options) {
      for (const name of new Set([option.name, ...(option.aliases ?? [])].map(folded))) {
        assert.equal(options.get(name), undefined, `${method.name}: ${name}`);
        options.set(name, option.name);
      }
    }
    for (const names of Object.values(method.tuples ?? {})) {
      assert.ok(names.every((name) => method.options.some((option) => option.name === name)));
    }
  }
  assert.equal(methodNamed('adam').title, 'Adam');
});
