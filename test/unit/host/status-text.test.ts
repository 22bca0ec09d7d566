import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../../src/engine/run/verdict.ts';
import { killedVerdict } from '../../../src/host/killed-verdict.ts';
import { type StatusWords, statusText } from '../../../src/host/status-text.ts';
import { initialState } from '../../../src/protocol/state.ts';
import { problemView, rows, runState } from './worker-stand-in.ts';

const words: StatusWords = {
  converged: 'converged',
  limit: 'limit',
  stopped: 'stopped',
  stalled: 'stalled',
  diverged: 'diverged',
  unbounded: 'unbounded',
  oscillating: 'oscillating',
  undefined: 'undefined',
  error: 'error',
  failed: 'did not run',
  stop: 'Stop.',
  show: 'Show.',
};
const text = (state: Parameters<typeof statusText>[0]) => statusText({ ...initialState, ...state }, words, 'en')?.text;

function ended(runId: number, value: number) {
  const run = runState(runId, rows([1, 1], [value, 0]));
  const verdict: Verdict = { ...killedVerdict(problemView, run)!, value, status: 'converged' };
  return { ...run, verdict };
}

test('nothing before the first problem', () => {
  assert.equal(statusText(initialState, words, 'en'), undefined);
});

test('progress in steps of the limit', () => {
  const run = runState(1, rows(...Array.from({ length: 1235 }, (): [number, number] => [1, 1])));
  const runs = [{ ...run, run: { ...run.run, steps: 100_000 } }];
  assert.equal(text({ ...initialState, runs, running: true }), 'Downhill 1,234 / 100,000');
  assert.equal(text({ ...initialState, running: true }), 'Downhill');
});

test('the status and value of the best run', () => {
  const runs = [ended(1, Number.NaN), ended(2, 0.5), ended(3, 2)];
  const state = { ...initialState, problem: problemView, runs };
  assert.equal(text(state), 'Downhill: converged, 0.5');
  assert.equal(text({ ...state, problem: { ...problemView, sense: 'maximize' } }), 'Downhill: converged, 2');
});

test('an error', () => {
  const status = statusText({ ...initialState, error: { message: 'Wrong.', start: 0, end: 1 } }, words, 'en');
  assert.deepEqual(status, { icon: 'error', text: 'Downhill: error', tooltip: 'Wrong.' });
});

test('the verdict on a killed run has the margins of the rules in force', () => {
  const verdict = killedVerdict(problemView, runState(1, rows([3, 4], [0, 0])))!;
  assert.deepEqual(
    verdict.margins.map(({ rule, threshold, last }) => [rule, threshold, last]),
    [
      ['gradient', 1e-6, 0],
      ['steps', 100, 1],
      ['divergence', 25e12, 0],
    ],
  );
  const stop = { steps: 100, divergence: 1e12, relativeChange: 1e-9, move: 1e-3, target: 2, patience: 9 };
  const view = { ...problemView, settings: { ...problemView.settings, stop } };
  assert.deepEqual(
    killedVerdict(view, runState(1, rows([3, 4], [0, 0])))?.margins.map(({ name, last }) => [name, last]),
    [
      ['relative change of the value', 1],
      ['move of the parameters', 5],
      ['value', 0],
      ['steps without an improvement', Number.NaN],
      ['steps', 1],
      ['size of the value', 0],
    ],
  );
  assert.equal(killedVerdict(problemView, runState(1)), undefined);
});
