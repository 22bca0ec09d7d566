/** What is said of a method or an option that is not there, or out of its range. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, readProblem, withSettings } from '../../../../src/engine/index.ts';

/** A method in which ‹…› marks where the error is; what its sentence says; what it suggests. */
const MESSAGES: readonly (readonly [text: string, message: RegExp, suggestion?: string])[] = [
  [
    '‹adm›',
    /^There is no method adm\. There are, by group: descent: gd, .*; momentum: .*; adaptive: .*; kinks: /,
    'adam',
  ],
  ['‹nadm›', /no method nadm/, 'nadam'],
  ['torch.optim.‹Adma›', /no method Adma/, 'adam'],
  ['‹torch.optim.Lion›', /^Lion is not here in a form of PyTorch\. Its forms are paper, keras, optax\.$/, 'lion'],
  ['‹optax.adan›', /^Adan is not here in a form of optax\. Its forms are paper\.$/, 'adan'],
  ['adam ‹beta3›=0.5', /no option beta3\. Its options are beta1, beta2, eps, .*convention\.$/, 'beta1'],
  ['adam ‹betsa›=(0.9, 0.99)', /no option betsa/, 'betas'],
  ['adam ‹learning_rte›=0.1', /no option learning_rte/, 'learning_rate'],
  ['adam ‹beta_3›=0.1', /no option beta_3/, 'beta_1'],
  ['gd ‹betas›=(0.9, 0.99)', /Gradient descent has no option betas/],
  ['adam betas=‹0.9›', /^betas is a pair, such as \(0\.9, 0\.999\)\.$/],
  ['adan betas=‹(0.9, 0.99)›', /^betas is three numbers, such as \(0\.98, 0\.92, 0\.99\)\.$/],
  ['rprop etas=‹(0.5)›', /^etas is a pair, such as \(0\.5, 1\.2\)\.$/],
  ['adam betas=(0.9, ‹1.5›)', /^beta2 must be at least 0 and less than 1\.$/],
  ['adam ‹epsilon=-1›', /^epsilon must be at least 0\.$/],
  ['‹gd adam›', /^Several methods are separated by commas: gd, adam\.$/, 'gd, adam'],
  ['‹beta1=0.8›', /^A name is missing before these options, as in gd beta1=0\.8\.$/, 'gd beta1=0.8'],
  ['rprop ‹etaplus=0.9›', /^etaplus must be above 1\.$/],
  ['rprop ‹etaminus=1›', /^etaminus must be above 0 and less than 1\.$/],
  ['qhm ‹nu=1.5›', /^nu must be at least 0 and at most 1\.$/],
  ['subgradient ‹power=0›', /^power must be above 0 and at most 1\.$/],
  ['lion ‹weight_decay=-0.1›', /^weight_decay must be at least 0\.$/],
  ['adam ‹convention=caffe›', /^convention is one of pytorch, keras, optax, paper\.$/],
  ['lion ‹convention=pytorch›', /^convention is one of paper, keras, optax\.$/],
  ['bb ‹variant=bb3›', /^variant is one of bb1, bb2\.$/],
  ['adam ‹amsgrad=0.5›', /^amsgrad is true or false\.$/],
  ['SGD ‹nesterov=True›', /^nesterov needs a momentum above 0\.$/],
  ['SGD(lr=0.1, ‹maximize=True›)', /maximize in place of minimize/],
  ['adam rate=‹-1›', /above 0/, 'auto'],
  ['adam(‹0›)', /above 0/, 'auto'],
];

for (const [marked, message, suggestion] of MESSAGES) {
  test(`method ${marked}`, () => {
    const text = `x^2\nmethod ${marked}`;
    const start = text.indexOf('‹');
    const end = text.indexOf('›') - 1;
    assert.throws(
      () => readProblem(text.replaceAll(/[‹›]/g, '')),
      (error) => {
        assert.ok(error instanceof ProblemError, String(error));
        assert.match(error.message, message);
        assert.deepEqual([error.start, error.end, error.suggestion], [start, end, suggestion]);
        return true;
      },
    );
  });
}

test('the list of methods is short enough to be read', () => {
  assert.throws(
    () => readProblem('x^2\nmethod nothing_of_the_kind'),
    (error) => error instanceof ProblemError && error.message.length < 600,
  );
});

test('what a panel sets is checked as a text is', () => {
  const problem = readProblem('x^2');
  const set = (name: string, options: Record<string, number | string>) => () =>
    withSettings(problem, { methods: [{ name, options }] });
  assert.throws(set('rprop', { etaplus: 0.5 }), /etaplus must be above 1/);
  assert.throws(set('adam', { convention: 'caffe' }), /convention is one of/);
  assert.throws(set('proximal', {}), /no term such as/);
});
