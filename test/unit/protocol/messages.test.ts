import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../../src/protocol/events.ts';
import type { FromPanel, PanelState, ToPanel } from '../../../src/protocol/panel.ts';
import { applyEvent, initialState, rowCount } from '../../../src/protocol/state.ts';
import { readFromPanel } from '../../../src/protocol/validate.ts';
import type { DerivationView } from '../../../src/protocol/view.ts';
import { fromWire, toWire } from '../../../src/protocol/wire.ts';
import { problemView, rows, runState, runView } from '../host/worker-stand-in.ts';

const opened: RunEvent = { type: 'opened', problem: problemView, runs: [runView(1), runView(2)] };
const derivations: readonly DerivationView[] = [
  {
    parameter: 'x',
    root: {
      rule: 'Power rule',
      general: { tex: "(u^n)'", text: '(uⁿ)′' },
      of: { tex: 'x^2', text: 'x^2' },
      forms: [{ tex: '2x', text: '2*x' }],
      omitted: 0,
      steps: [],
    },
  },
  { parameter: 'y', remark: 'Too large.' },
];
const steps = (first: number): RunEvent => ({ type: 'steps', runId: 1, first, rows: rows([first, Number.NaN]) });

test('the events of a request add up', () => {
  const state = [opened, steps(0), steps(1), { type: 'done' } as const].reduce(applyEvent, {
    ...initialState,
    error: { message: 'Old.', start: 0, end: 1 },
  });
  assert.equal(state.error, undefined);
  assert.equal(state.running, false);
  assert.deepEqual(state.runs.map(rowCount), [2, 0]);
});

test('a remedy belongs to its run', () => {
  const remedy = { sentence: 'Tried.', apply: { label: 'rate 0.1', patch: { rates: [0.1] } } };
  const state = [opened, { type: 'remedy', runId: 2, remedy } as const].reduce(applyEvent, initialState);
  assert.deepEqual(
    state.runs.map((run) => run.remedy),
    [undefined, remedy],
  );
});

test('a check is of the problem as it was read: it goes when that is read anew', () => {
  const check = { sentence: 'They agree.', outcome: 'agree', remarks: [], points: [] } as const;
  const before = { ...applyEvent(initialState, opened), check };
  assert.equal(applyEvent(before, steps(0)).check, check);
  assert.equal('check' in applyEvent(before, opened), false);
});

test('where conventions part is known until the next request is opened', () => {
  const partings = [{ runs: [0, 1] as const, step: 3, sentence: 'They part.', reasons: ['Why.'] }];
  const state = [opened, { type: 'compared', partings } as const, { type: 'done' } as const].reduce(
    applyEvent,
    initialState,
  );
  assert.equal(state.partings, partings);
  assert.equal('partings' in applyEvent(state, opened), false);
});

test('a failure keeps what was computed', () => {
  const error = { message: 'Gone.', start: 0, end: 0 };
  const state = [opened, steps(0), { type: 'failed', error } as const].reduce(applyEvent, initialState);
  assert.deepEqual([state.error, state.running, state.runs.map(rowCount)], [error, false, [1, 0]]);
});

test('a simplified form takes the place of its plain one, and nothing else changes', () => {
  const [xx, xy, yy] = ['2', '0', '2'].map((text) => ({ tex: text, text }));
  const problem = { ...problemView, hessian: [[xx!, xy!], [yy!]] };
  const formula = { tex: 'a', text: 'a' };
  const simplified = (...by: number[]): RunEvent => ({ type: 'simplified', by, formula });
  const begun = applyEvent(initialState, { type: 'opened', problem, runs: [] });
  const first = applyEvent(begun, simplified(1));
  assert.deepEqual(first.problem?.gradient, [problemView.gradient[0], { ...formula, simplified: true }]);
  assert.equal(first.problem?.hessian, problem.hessian);
  const second = applyEvent(first, simplified(0, 1));
  assert.deepEqual(second.problem?.hessian, [[xx, { ...formula, simplified: true }], [yy]]);
  assert.deepEqual(applyEvent(second, simplified(7)), second);
  assert.deepEqual(applyEvent(second, simplified(1, 2)), second);
  assert.equal(applyEvent(initialState, simplified(0)), initialState);
});

test('states and messages survive the way to the panel and the worker', () => {
  const state: PanelState = { ...initialState, problem: problemView, runs: [runState(1, rows([1, Number.NaN]))] };
  const messages: ToPanel[] = [
    { type: 'snapshot', state },
    { type: 'event', event: opened },
    { type: 'event', event: steps(0) },
    { type: 'state', state: { stale: true } },
    { type: 'state', state: { derivations: undefined } },
    { type: 'state', state: { derivations, attention: { section: 'derivation', id: 1 } } },
  ];
  for (const message of messages) {
    assert.deepEqual(structuredClone(message), message);
    assert.deepEqual(fromWire(structuredClone(toWire(message))), message);
  }
});

test('what JSON has no form for survives JSON', () => {
  const value = {
    a: Number.NaN,
    b: [Number.POSITIVE_INFINITY, -Infinity, undefined, -1.5, null],
    c: undefined,
    d: 'NaN',
  };
  const back = fromWire(JSON.parse(JSON.stringify(toWire(value))));
  assert.deepEqual(back, value);
  assert.ok(Object.hasOwn(back as object, 'c'));
});

test('messages of the panel are taken', () => {
  const messages: FromPanel[] = [
    { type: 'ready' },
    { type: 'run' },
    { type: 'explain' },
    { type: 'cursor', run: 1, row: -1 },
    { type: 'explainStep', runId: 3, row: 7, attend: true },
    { type: 'check' },
    { type: 'landscape', id: 1, choice: { across: 0, x: [-1, 1], width: 256, height: 1, fixed: [0] } },
    {
      type: 'landscape',
      id: 2,
      choice: { across: 1, down: 0, x: [-1, 1], y: [0, 3], width: 128, height: 96, fixed: [0, 0] },
    },
    { type: 'change', patch: { rates: ['auto', 0.1] } },
    { type: 'change', patch: { methods: [{ name: 'adam', options: { beta1: 0.9, amsgrad: true }, rate: 0.1 }] } },
    { type: 'change', patch: { start: [1, -2], schedule: { name: 'cosine', options: { steps: 100 } } } },
    { type: 'change', patch: { stop: { steps: 10, gradient: undefined, change: 0 } } },
    { type: 'export', format: 'csv' },
    { type: 'reveal', start: 0, end: 3 },
    { type: 'copy', text: '' },
  ];
  for (const message of messages) {
    const wire: unknown = JSON.parse(JSON.stringify(toWire(message)));
    assert.deepEqual(readFromPanel(wire), { message });
  }
});

test('anything else is refused with a sentence', () => {
  const wrong: unknown[] = [
    null,
    'run',
    {},
    { type: 'eval', code: '1' },
    { type: 'change', patch: { rates: [0] } },
    { type: 'change', patch: { rates: [] } },
    { type: 'change', patch: { start: [Number.NaN] } },
    { type: 'change', patch: { stop: { steps: 1.5 } } },
    { type: 'change', patch: { theme: 'dark' } },
    { type: 'reveal', start: -1, end: 3 },
    { type: 'explain', source: 'x' },
    { type: 'explainStep', runId: 3, row: -1, attend: true },
    { type: 'cursor', run: 0, row: 0.5 },
    { type: 'export', format: 'xml' },
    { type: 'landscape', id: 1, choice: { across: 0, x: [1, 1], width: 256, height: 1, fixed: [0] } },
    { type: 'landscape', id: 1, choice: { across: 0, x: [0, 1], width: 4096, height: 1, fixed: [0] } },
    { type: 'landscape', id: 1, choice: { across: 0, x: [0, 1], width: 9, height: 1, fixed: [Number.NaN] } },
  ];
  for (const message of wrong) assert.ok('problem' in readFromPanel(message), JSON.stringify(message));
  assert.deepEqual(readFromPanel({ type: 'reveal', start: -1, end: 3 }), {
    problem: 'start: Invalid value: Expected >=0 but received -1',
  });
});
