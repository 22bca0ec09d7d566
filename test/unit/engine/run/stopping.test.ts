/** Every stopping rule, on every backend and for searches: where it fires, and what the verdict says of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProblem } from '../../../../src/engine/index.ts';
import type { SearchMethod } from '../../../../src/engine/methods/search.ts';
import type { Problem } from '../../../../src/engine/problem.ts';
import { BACKENDS } from '../../../../src/engine/program/evaluator.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';
import { Curvature } from '../../../../src/engine/run/curvature.ts';
import { beginDescent, type Descent } from '../../../../src/engine/run/descent.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { SearchDescent } from '../../../../src/engine/run/search-descent.ts';

/** Gradient descent as a search, with the same steps as the rule's. @param until it is stuck at gradients below this. */
function fixedStep(until: number): SearchMethod {
  return {
    kind: 'search',
    name: 'fixed',
    title: 'Fixed step',
    group: 'line search',
    description: '',
    serves: '',
    tex: '',
    aliases: [],
    options: [],
    needs: 'gradient',
    columns: [],
    begin: (landscape, _, rate) => ({
      step(at) {
        if (Math.hypot(...at.gradient) < until) return { length: 0, trials: [], columns: [], stuck: 'no way on' };
        const x = at.x.map((coordinate, i) => coordinate - Number(rate) * at.gradient[i]!);
        const gradient = new Float64Array(x.length);
        const value = landscape.evaluate(x, gradient);
        return { next: { x, value, gradient }, length: Number(rate), trials: [], columns: [] };
      },
    }),
  };
}

function ended(descent: Descent) {
  while (!descent.done) descent.advance(1000);
  return descent.verdict();
}

function verdicts(text: string) {
  const problem = readProblem(text);
  const plan = plansOf(problem)[0]!;
  const rules = BACKENDS.map((backend) => ended(beginDescent(problem, plan, undefined, backend)));
  return [...rules, ended(new SearchDescent(problem, plan, fixedStep(0), new Curvature(problem)))];
}

const SETTING = 'start 3, 4\nrate 0.1\nstop ';
const BOWL = `x^2 + 2y^2\n${SETTING}`;
const HILL = `maximize 5 - x^2 - 2y^2\n${SETTING}`;

/** A text, the rule that must end it, and at which step, where that can be told by hand. */
const CASES: readonly (readonly [text: string, rule: string, steps?: number])[] = [
  [`${BOWL}gradient<1e-3`, 'gradient'],
  [`${BOWL}gradient_max<1e-3`, 'gradientMax'],
  ['x^2\nstart x = 3\nrate 0.1\nstop gradient_max<1e-3', 'gradientMax'],
  [`${BOWL}change<1e-6`, 'change'],
  [`${BOWL}relative_change<0.37`, 'relativeChange'],
  ['x - x\nstart x = 3\nrate 0.1\nstop relative_change<0', 'relativeChange', 1],
  [`${BOWL}move<1e-6`, 'move'],
  [`${BOWL}target<1`, 'target'],
  [`${HILL}target>4`, 'target'],
  [`${HILL}target>4, change<1e-9`, 'target'],
  [`${BOWL}patience=3, min_delta=0.1`, 'patience'],
  ['x^2\nstart x = 1\nrate 1\nstop patience=5', 'patience', 5],
  ['x^2\nstart x = 1\nrate 1\nstop patience=5, steps=5', 'patience', 5],
  [`${BOWL}steps=7`, 'steps', 7],
  [`${BOWL}evaluations=7`, 'evaluations', 6],
  [`${BOWL}evaluations=1`, 'evaluations', 0],
  ['x^2\nstart x = 1\nrate 1.1\nstop divergence>1e6, steps=1000', 'divergence', 38],
  // As many steps from a larger start: the limit is on growth.
  ['x^2\nstart x = 1e3\nrate 1.1\nstop divergence>1e6, steps=1000', 'divergence', 38],
  ['1e140*x^2\nstart x = 1\nrate 1e-141\nstop gradient<1e130', 'gradient'],
  ['log(x)\nstart x = 1\nrate 0.6\nstop steps=1000', 'nonFinite'],
];

for (const [text, rule, steps] of CASES) {
  test(`${rule} ends every kind of run at the same step: ${text.replaceAll('\n', '; ')}`, () => {
    const all = verdicts(text);
    for (const verdict of all) {
      assert.equal(verdict.rule, rule, verdict.sentence);
      assert.equal(verdict.steps, steps ?? all[0]!.steps);
      assert.doesNotMatch(verdict.sentence + verdict.remarks.join(), /not a number|NaN|undefined/);
      if (rule === 'nonFinite') continue;
      const fired = verdict.margins.filter((margin) => margin.fired);
      assert.deepEqual(
        fired.map((margin) => margin.rule),
        [rule],
      );
      const { last, threshold } = fired[0]!;
      const atLeast = ['patience', 'steps', 'evaluations', 'divergence'].includes(rule) || text.startsWith('max');
      assert.ok(atLeast ? last >= threshold : last <= threshold, `${last} against ${threshold}`);
    }
  });
}

test('a time limit ends a run', () => {
  for (const verdict of verdicts('x^2\nstart x = 1\nrate 1e-9\nstop time=30 ms, steps=10000000')) {
    assert.equal(verdict.rule, 'time');
    assert.equal(verdict.status, 'limit');
    assert.match(verdict.sentence, /limit of 0.03 s was reached/);
  }
});

test('of rules that hold at one step, the first in their order ends the run', () => {
  for (const verdict of verdicts('x^2\nstart x = 0\nrate 0.1\nstop gradient<1, target<1, steps=0')) {
    assert.equal(verdict.rule, 'gradient');
  }
});

test('every rule has a margin, in any combination, and can be written back', () => {
  const rules =
    'gradient<1e-9, gradient_max<1e-9, change<1e-30, relative_change<1e-30, move<1e-30, target<-3, patience=400, improvement=1e-12, evaluations=300, time=60, steps=20, divergence>1e6';
  const text = `${BOWL}${rules}`;
  for (const verdict of verdicts(text)) {
    assert.equal(verdict.margins.length, 11);
    assert.ok(verdict.margins.every(({ last, rule }) => Number.isFinite(last) || rule === 'time'));
  }
  const problem = readProblem(text);
  assert.deepEqual(written(problem, { rates: [0.05] }).settings.stop, problem.settings.stop);
  const without = written(problem, { stop: { target: undefined, patience: undefined, time: 2.5 } }).settings.stop;
  const { target: _, patience: __, ...rest } = problem.settings.stop;
  assert.deepEqual(without, { ...rest, time: 2.5 });
  const climbing = readProblem(`${HILL}target>4`);
  assert.deepEqual(written(climbing, { stop: { target: -2 } }).settings.stop, {
    ...climbing.settings.stop,
    target: -2,
  });
});

function written(problem: Problem, patch: Parameters<typeof writeSettings>[1]): Problem {
  const { text } = problem;
  const edits = writeSettings(problem, patch);
  return readProblem(
    edits.reduceRight((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text),
  );
}

test('a search that is stuck has converged where rounding allows no more, and stalled elsewhere', () => {
  const stuck = (text: string, until: number) => {
    const problem = readProblem(text);
    return ended(new SearchDescent(problem, plansOf(problem)[0]!, fixedStep(until), new Curvature(problem)));
  };
  const text = '(x - 3)^2 + 1e6\nstart x = 4\nrate 0.1\nstop gradient<1e-30';
  assert.equal(stuck(text, 1e-6).status, 'converged');
  assert.match(stuck(text, 1e-6).sentence, /no further decrease is possible in double precision/);
  assert.equal(stuck(text, 1e-6).curvature?.kind, 'minimum');
  assert.equal(stuck(text, 0.1).status, 'stalled');
  assert.match(stuck(text, 0.1).sentence, /Stalled after .*: no way on/);
  assert.equal(stuck('x^3\nstart x = 1\nrate 0.1\nstop gradient<1e-30', 0.1).status, 'stalled');
});
