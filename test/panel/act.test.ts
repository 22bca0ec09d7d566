/** What people can do in the panel, and what the host hears of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PanelState } from '../../src/protocol/panel.ts';
import { type Panel, type Workshop, workshop } from './page.ts';
import { catalog, descend, finished, oneRun, rosenbrock, settings, sliced, threeRuns, verdictOf } from './states.ts';

let shop: Workshop;
before(async () => {
  shop = await workshop();
});
after(() => shop.close());

const setting = (panel: Panel, name: string) => panel.page.locator(`[data-setting="${name}"]`);

async function opened(state: PanelState = oneRun()): Promise<Panel> {
  const panel = await shop.open();
  await panel.show(state);
  return panel;
}

async function enter(panel: Panel, name: string, text: string): Promise<void> {
  await setting(panel, name).fill(text);
  await setting(panel, name).press('Enter');
}

const patches = async (panel: Panel) =>
  (await panel.sent('change')).map((message) => ('patch' in message ? message.patch : undefined));

test('every control posts its change at once', async () => {
  const panel = await opened();
  await setting(panel, 'method').selectOption('adam');
  await enter(panel, 'rate', '0.002');
  await setting(panel, 'rate-auto').check();
  await enter(panel, 'steps', '2000');
  await enter(panel, 'gradient', '1e-9');
  await enter(panel, 'change', '');
  await enter(panel, 'move', '1e-8');
  await setting(panel, 'schedule').selectOption('exponential');
  const start = panel.page.locator('[data-setting="start"][data-index="1"]');
  await start.fill('2.5');
  await start.press('Enter');
  assert.deepEqual(await patches(panel), [
    { methods: [{ name: 'adam', options: {} }] },
    { rates: [0.002] },
    { rates: ['auto'] },
    { stop: { steps: 2000 } },
    { stop: { gradient: 1e-9 } },
    { stop: { change: undefined } },
    { stop: { move: 1e-8 } },
    { schedule: { name: 'exponential', options: {} } },
    { start: [-1.2, 2.5] },
  ]);
});

test('an entry that is not valid is marked, explained and not sent; Escape brings back what was there', async () => {
  const panel = await opened();
  const entries = [
    ['rate', 'fast', /number above 0/],
    ['rate', '0', /above 0/],
    ['rate', '-1', /above 0/],
    ['steps', '2.5', /whole number/],
    ['gradient', '-1', /above 0/],
    ['move', 'x', /Write a number/],
  ] as const;
  for (const [name, text, reason] of entries) {
    await enter(panel, name, text);
    const input = setting(panel, name);
    assert.equal(await input.getAttribute('aria-invalid'), 'true', `${name} ${text}`);
    const id = ((await input.getAttribute('aria-describedby')) ?? '').split(' ').at(-1);
    assert.match((await panel.page.locator(`#${id}`).textContent()) ?? '', reason);
  }
  assert.deepEqual(await patches(panel), []);
  // The host's next word does not wipe out what a person is entering.
  await panel.send({ type: 'state', state: { unwritten: true } });
  assert.equal(await setting(panel, 'rate').inputValue(), '-1');
  await setting(panel, 'rate').press('Escape');
  assert.equal(await setting(panel, 'rate').inputValue(), '0.001');
  assert.equal(await setting(panel, 'rate').getAttribute('aria-invalid'), null);
});

test('the slider moves by powers of ten and posts while it moves', async () => {
  const panel = await opened();
  await setting(panel, 'rate-slider').focus();
  await panel.page.keyboard.press('End');
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual(await patches(panel), [{ rates: [10] }]);
  assert.equal(await setting(panel, 'rate').inputValue(), '10');
});

test('an automatic rate shows what it came to, and how', async () => {
  const state = oneRun();
  const [run] = state.runs;
  const panel = await opened({
    ...state,
    problem: { ...rosenbrock, settings: { ...settings, rates: ['auto'] } },
    runs: [{ ...run!, run: { ...run!.run, rate: 0.000812345678, rateNote: 'From the curvature 1231 at the start.' } }],
  });
  assert.equal(await setting(panel, 'rate-auto').isChecked(), true);
  assert.equal(await setting(panel, 'rate').inputValue(), '0.00081235');
  await panel.page.getByText('From the curvature 1231 at the start.').waitFor();
  await setting(panel, 'rate-auto').uncheck();
  assert.deepEqual(await patches(panel), [{ rates: [0.000812] }]);
});

test('options of a method have controls of their own', async () => {
  const methods = [{ name: 'adam', options: { beta1: 0.8 } }];
  const panel = await opened({ ...oneRun(), problem: { ...rosenbrock, settings: { ...settings, methods } } });
  const option = (name: string) => panel.page.locator(`[data-setting="method-option"][data-option="${name}"]`);
  assert.equal(await option('beta1').inputValue(), '0.8');
  assert.equal(await option('beta2').inputValue(), '0.999');
  await option('beta2').fill('2');
  await option('beta2').press('Enter');
  assert.equal(await option('beta2').getAttribute('aria-invalid'), 'true');
  await option('beta2').fill('0.99');
  await option('beta2').press('Enter');
  await option('amsgrad').check();
  assert.deepEqual(await patches(panel), [
    { methods: [{ name: 'adam', options: { beta1: 0.8, beta2: 0.99 } }] },
    { methods: [{ name: 'adam', options: { beta1: 0.8, amsgrad: true } }] },
  ]);
});

test('run, stop, compare, write, export and notes post what they say', async () => {
  const panel = await opened({ ...oneRun(), unwritten: true });
  const action = (name: string) => panel.page.locator(`[data-action="${name}"]`);
  assert.equal(await action('stop').isEnabled(), false);
  await action('run').click();
  await action('compare').click();
  await action('write').click();
  await action('export').click();
  await panel.page.keyboard.press('ArrowDown');
  await panel.page.keyboard.press('Enter');
  await action('export').click();
  await panel.page.locator('[data-export="csv"]').click();
  await panel.page.locator('[data-view="notes"]').getByRole('button').click();
  await panel.send({ type: 'state', state: { running: true } });
  await action('stop').click();
  const posted = (await panel.sent()).filter(({ type }) => type !== 'landscape');
  assert.deepEqual(posted.slice(1), [
    { type: 'run' },
    { type: 'compareRates' },
    { type: 'write' },
    { type: 'export', format: 'json' },
    { type: 'export', format: 'csv' },
    { type: 'reveal', start: 1, end: 2 },
    { type: 'stop' },
  ]);
});

test('a run is drawn while it goes, and the bar tells how far it is', async () => {
  const panel = await opened({ catalog, runs: [], running: false, stale: false, unwritten: false });
  const trace = descend(0.001, 1000);
  const { run } = finished(5, 'Gradient descent', trace);
  const [first, second, third] = sliced(trace, 500);
  await panel.send({ type: 'event', event: { type: 'opened', problem: rosenbrock, runs: [run] } });
  await panel.send({ type: 'event', event: { type: 'steps', runId: 5, first: 0, rows: first! } });
  const progress = panel.page.getByRole('progressbar');
  assert.equal(await progress.getAttribute('aria-valuetext'), '499 of at most 1,000 steps');
  assert.match((await panel.page.locator('[data-view="verdict"]').textContent()) ?? '', /step 499 of at most 1,000/);
  assert.match(
    (await panel.page.locator('canvas[data-chart="objective"]').getAttribute('aria-label')) ?? '',
    /steps 0 to 499/,
  );
  await panel.send({ type: 'event', event: { type: 'steps', runId: 5, first: 500, rows: second! } });
  await panel.send({ type: 'event', event: { type: 'steps', runId: 5, first: 1000, rows: third! } });
  await panel.send({ type: 'event', event: { type: 'ended', runId: 5, verdict: verdictOf(trace) } });
  await panel.send({ type: 'event', event: { type: 'done' } });
  assert.equal(await progress.isVisible(), false);
  assert.match(
    (await panel.page.locator('canvas[data-chart="objective"]').getAttribute('aria-label')) ?? '',
    /steps 0 to 1,000/,
  );
});

test('rows that were missed are asked for once', async () => {
  const panel = await opened();
  const trace = descend(0.001, 99);
  const { run } = finished(5, 'Gradient descent', trace);
  const [, second, third] = sliced(trace, 40);
  await panel.send({ type: 'event', event: { type: 'opened', problem: rosenbrock, runs: [run] } });
  await panel.send({ type: 'event', event: { type: 'steps', runId: 5, first: 40, rows: second! } });
  await panel.send({ type: 'event', event: { type: 'steps', runId: 5, first: 80, rows: third! } });
  assert.equal((await panel.sent('ready')).length, 2);
});

test('a stale text is told, and run again from there', async () => {
  const panel = await opened();
  await panel.send({ type: 'state', state: { stale: true } });
  const banner = panel.page.locator('[data-view="stale"]');
  assert.match((await banner.textContent()) ?? '', /The text has changed since it was read\./);
  await banner.getByRole('button').click();
  assert.deepEqual((await panel.sent('run')).length, 1);
});

test('several runs: a row of the summary selects what the rest is about', async () => {
  const panel = await opened(threeRuns());
  const runs = panel.page.locator('[data-view="runs"]');
  assert.equal(await runs.locator('tbody tr').count(), 3);
  await runs.getByRole('button', { name: 'rate 0.001', exact: true }).click();
  await panel.page
    .locator('[data-view="verdict"]')
    .getByText(/^rate 0\.001: /)
    .waitFor();
  await panel.page.getByRole('heading', { name: 'Parameters: rate 0.001' }).waitFor();
  const first = panel.page.locator('[data-view="trace"] [aria-rowindex="3"]');
  assert.match((await first.textContent()) ?? '', /^1-0\.9844/);
});

test('values that a chart cannot show are told, never moved', async () => {
  const trace = descend(0.001, 60);
  const value = trace.value.map((v, k) => (k > 50 ? Number.NaN : v - 4.1));
  const panel = await opened({ ...oneRun(), runs: [finished(1, 'Shifted', { ...trace, value })] });
  const objective = panel.page.locator('figure').filter({ has: panel.page.locator('[data-chart="objective"]') });
  const below = value.filter((v) => v <= 0).length;
  assert.equal(await objective.locator('[aria-pressed="true"]').textContent(), 'Linear');
  assert.equal(await objective.locator('.remark').textContent(), 'Not finite from step 51.');
  await objective.getByRole('button', { name: 'Log' }).click();
  await objective.getByText(`${below} of 61 values are zero or below, which a log axis cannot show.`).waitFor();
});

test('the pointer shows the exact values at a step, and a click marks it in the trace', async () => {
  const panel = await opened();
  const canvas = panel.page.locator('canvas[data-chart="parameters"]');
  await canvas.scrollIntoViewIfNeeded();
  await canvas.hover({ position: { x: 200, y: 60 } });
  const readout = panel.page.locator('.readout:visible');
  await readout.waitFor();
  const step = Number(/step (\d+)/.exec((await readout.textContent()) ?? '')?.[1]);
  const trace = descend(0.001, 1000);
  const values = await readout.locator('b').allTextContents();
  assert.deepEqual(values.map(Number), [trace.parameters[0]![step], trace.parameters[1]![step]]);
  await canvas.click({ position: { x: 200, y: 60 } });
  await panel.page.locator(`[aria-rowindex="${step + 2}"][aria-selected="true"]`).waitFor();
});

test('what a person chose about the view is there after a reload', async () => {
  const panel = await opened(threeRuns());
  await panel.page.getByRole('button', { name: 'Linear' }).click();
  await panel.page.getByRole('button', { name: 'rate 0.0019', exact: true }).click();
  await panel.page.reload();
  await panel.show(threeRuns());
  assert.equal(await panel.page.locator('.toggle [aria-pressed="true"]').textContent(), 'Linear');
  await panel.page
    .locator('[data-view="verdict"]')
    .getByText(/^rate 0\.0019: /)
    .waitFor();
});

test('a remedy is said when it comes, is applied with a key, and goes with its run', async () => {
  const panel = await opened();
  const verdict = panel.page.locator('[data-view="verdict"]');
  assert.equal(await verdict.getByRole('button').count(), 0);
  const patch = { rates: [0.0005], stop: { move: undefined, steps: 20_000 } };
  const sentence = 'Tried with rate 5e-4, at most 20,000 steps: the run converges after 18,000 steps.';
  const remedy = { sentence, apply: { label: 'rate 5e-4, at most 20,000 steps', patch } };
  await panel.send({ type: 'event', event: { type: 'remedy', runId: 1, remedy } });
  const button = verdict.getByRole('button', { name: 'Apply: rate 5e-4, at most 20,000 steps' });
  await button.waitFor();
  assert.match((await verdict.getByRole('status').nth(1).textContent()) ?? '', /^Tried with rate 5e-4/);
  await button.focus();
  await button.press('Enter');
  assert.deepEqual(await patches(panel), [patch]);
  await panel.send({ type: 'event', event: { type: 'remedy', runId: 1, remedy: { sentence: 'Look for a sign.' } } });
  await verdict.getByText('Look for a sign.').waitFor();
  assert.equal(await verdict.getByRole('button').count(), 0);
  await panel.show(oneRun());
  await verdict.getByText('Look for a sign.').waitFor({ state: 'hidden' });
});
