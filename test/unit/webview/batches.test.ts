/** What charts show of runs in batches: moving means, places on the axis; and what the controls take. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsSeen } from '../../../src/engine/run/batches/batch.ts';
import type { PanelState } from '../../../src/protocol/panel.ts';
import { applyEvent, initialState } from '../../../src/protocol/state.ts';
import type { BatchView, RunState, RunView } from '../../../src/protocol/view.ts';
import { smoothing, windowOf } from '../../../webview/charts/smoothing.ts';
import { epochPlaces, placesOf, unitOf } from '../../../webview/charts/x-axis.ts';
import { parseBatchSizes, parseEpochs, parseSeed } from '../../../webview/settings.ts';

function state(batch?: BatchView): RunState {
  const run: RunView = {
    runId: 1,
    label: 'a run',
    method: { name: 'gd', options: {} },
    schedule: { name: 'constant', options: {} },
    columns: [],
    steps: 100,
    ...(batch && { batch }),
  };
  return { run, slices: [] };
}

test('a moving mean goes on from column to column', () => {
  const smooth = smoothing(3);
  assert.deepEqual([...smooth(Float64Array.of(3, 5))], [3, 4]);
  assert.deepEqual([...smooth(Float64Array.of(7, 9, 2))], [5, 7, 6]);
});

test('what was large leaves no rounding behind', () => {
  const smooth = smoothing(5);
  smooth(Float64Array.of(1e20, 1e20, 1e20, 1e20, 1e20));
  assert.equal(smooth(new Float64Array(10).fill(1e-3)).at(-1), 1e-3);
});

test('an epoch’s batches are averaged, within bounds', () => {
  assert.deepEqual([1, 40, 1_000_000].map(windowOf), [5, 40, 1000]);
});

test('steps and epochs stand at the rows that were evaluated', () => {
  for (const order of ['shuffle', 'replacement'] as const) {
    const batch = { rows: 23, size: 4, perEpoch: 6, order };
    const run = state(batch);
    const places = placesOf(run, 'row');
    for (let step = 0; step < 40; step++) {
      assert.equal(places.of(step), rowsSeen(batch, step));
      assert.equal(Math.round(places.back(places.of(step))), step);
    }
    const epochs = { epoch: Float64Array.of(0, 1, 1.5), step: Float64Array.of(0, 6, 9) };
    const full = { ...epochs, value: new Float64Array(3), gradientNorm: new Float64Array(3) };
    assert.deepEqual([0, 1, 2].map(epochPlaces(run, full, 'step').of), [0, 6, 9]);
    assert.equal(epochPlaces(run, full, 'row').of(1), places.of(6));
  }
  assert.equal(placesOf(state({ rows: 23, size: 23, perEpoch: 1, order: 'sequential' }), 'row').of(3), 69);
});

test('rows are the axis where sizes are compared, steps else, or what a person chose', () => {
  const some = state({ rows: 20, size: 4, perEpoch: 5, order: 'shuffle' });
  const all = state({ rows: 20, size: 20, perEpoch: 1, order: 'shuffle' });
  assert.equal(unitOf([some, all], 'auto'), 'row');
  assert.equal(unitOf([some], 'auto'), 'step');
  assert.equal(unitOf([some], 'row'), 'row');
  assert.equal(unitOf([all, state()], 'row'), 'step');
});

test('epochs add up, also where a snapshot overtook an event', () => {
  const epochs = (...epoch: readonly number[]) => {
    const column = Float64Array.from(epoch);
    return { epoch: column, step: column, value: column, gradientNorm: column };
  };
  let now: PanelState = { ...initialState, runs: [state()] };
  for (const [first, more] of [
    [0, [0, 1]],
    [2, [2]],
    [1, [1, 2, 3]],
    [0, [0]],
  ] as const) {
    now = applyEvent(now, { type: 'epochs', runId: 1, first, epochs: epochs(...more) });
  }
  assert.deepEqual([...now.runs[0]!.epochs!.epoch], [0, 1, 2, 3]);
});

test('what the controls take', () => {
  assert.deepEqual(parseBatchSizes('all, 32, 1', 100), { value: ['all', 32, 1] });
  for (const text of ['', '0', '2.5', '101', '2, 2', 'some']) assert.ok('problem' in parseBatchSizes(text, 100), text);
  assert.deepEqual(parseSeed('7'), { value: 7 });
  assert.ok('problem' in parseSeed('-1'));
  assert.deepEqual(parseEpochs(''), { value: undefined });
  assert.ok('problem' in parseEpochs('0'));
});
