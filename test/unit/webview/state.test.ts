import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../../src/protocol/events.ts';
import { at, columns, from, rowsOf } from '../../../webview/rows.ts';
import { type Action, initial, type Model, reduce, selectedRun } from '../../../webview/state.ts';
import { descend, finished, oneRun, rosenbrock, sliced, verdictOf } from '../../panel/states.ts';

const event = (event: RunEvent): Action => ({ type: 'event', event });
const after = (model: Model, ...actions: readonly Action[]) => actions.reduce(reduce, model);

const trace = descend(0.001, 99);
const [first, second, third] = sliced(trace, 40);
const { run } = finished(7, 'Gradient descent', trace);
const opened = event({ type: 'opened', problem: rosenbrock, runs: [run] });
const steps = (firstRow: number, rows = first) => event({ type: 'steps', runId: 7, first: firstRow, rows: rows! });
const length = (model: Model) => rowsOf(selectedRun(model)!.slices).length;

test('a run arrives: opened, steps, ended, done', () => {
  const open = after(initial({}), opened);
  assert.equal(open.state.running, true);
  assert.equal(length(open), 0);
  const verdict = verdictOf(trace);
  const end = after(open, steps(0), steps(40, second), steps(80, third), event({ type: 'ended', runId: 7, verdict }));
  assert.equal(length(end), 100);
  assert.equal(selectedRun(end)?.verdict, verdict);
  assert.equal(end.state.running, true);
  assert.equal(after(end, event({ type: 'done' })).state.running, false);
  const rows = rowsOf(selectedRun(end)!.slices);
  for (const k of [0, 39, 40, 79, 80, 99]) {
    assert.equal(at(rows, k, columns.value), trace.value[k]);
    assert.equal(at(rows, k, columns.parameter(1)), trace.parameters[1]![k]);
  }
  assert.ok(Number.isNaN(at(rows, 100, columns.value)));
  assert.ok(Number.isNaN(at(rows, 0, columns.parameter(9))));
});

test('the reducer leaves the model that it is given as it was', () => {
  const open = after(initial({}), opened, steps(0));
  const copy = structuredClone(open);
  after(open, steps(40, second), event({ type: 'done' }), { type: 'choose', choices: { row: 3 } });
  assert.deepEqual(open, copy);
});

test('rows that are known already are not counted twice', () => {
  const model = after(initial({}), opened, steps(0), steps(0), steps(30, from(trace, 30)));
  assert.equal(length(model), 100);
  assert.equal(model.incomplete, false);
  const rows = rowsOf(selectedRun(model)!.slices);
  assert.equal(at(rows, 45, columns.value), trace.value[45]);
});

test('missed rows call for a snapshot, which mends the model', () => {
  const gap = after(initial({}), opened, steps(40, second));
  assert.equal(gap.incomplete, true);
  assert.equal(length(gap), 0);
  const mended = after(gap, { type: 'snapshot', state: oneRun() });
  assert.equal(mended.incomplete, false);
  assert.equal(length(mended), 1001);
});

test('late rows of a run that is not shown any more change nothing', () => {
  const open = after(initial({}), opened, steps(0));
  const later = after(open, event({ type: 'steps', runId: 6, first: 80, rows: third! }));
  assert.equal(later.incomplete, false);
  assert.deepEqual(later.state, open.state);
});

test('a verdict may come before the last rows', () => {
  const ended = event({ type: 'ended', runId: 7, verdict: verdictOf(trace) });
  const model = after(initial({}), opened, steps(0), ended, event({ type: 'done' }), steps(40, second));
  assert.equal(length(model), 80);
  assert.equal(selectedRun(model)?.verdict?.steps, 99);
});

test('an error keeps the runs, and the next opening clears it', () => {
  const error = { message: 'Unknown function.', start: 0, end: 3 };
  const model = after(initial({}), opened, steps(0), event({ type: 'failed', error }));
  assert.equal(model.state.error, error);
  assert.equal(model.state.running, false);
  assert.equal(length(model), 40);
  assert.equal('error' in after(model, opened).state, false);
});

test('parts of the state change by themselves', () => {
  const model = after(initial({}), { type: 'state', state: { stale: true, unwritten: true } });
  assert.equal(model.state.stale, true);
  assert.equal(model.state.unwritten, true);
  assert.deepEqual(model.state.runs, []);
});

test('choices outlive snapshots and the panel itself', () => {
  const chosen = after(initial({}), { type: 'choose', choices: { scale: 'linear', selected: 1 } });
  const next = after(chosen, { type: 'snapshot', state: oneRun() });
  assert.equal(next.choices.scale, 'linear');
  // There is no second run now: the first is shown.
  assert.equal(selectedRun(next)?.run.runId, 1);
  assert.equal(initial(structuredClone(next.choices)).choices.selected, 1);
});
