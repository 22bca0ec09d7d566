/** Runs in batches in the panel: the full objective at the epochs, rows on the axis, the settings. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { applyEvent, initialState } from '../../src/protocol/state.ts';
import { Runs } from '../../src/worker/runs.ts';
import { catalog } from '../../src/worker/views.ts';
import { generated } from '../unit/engine/run/batches/data.ts';
import { type Workshop, workshop } from './page.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

/** What the host knows when the runs of a text have ended. */
async function ran(...lines: readonly string[]): Promise<PanelState> {
  const { x, y } = generated(200, 'line');
  const text = [`x = [${x.join(', ')}]`, `y = [${y.join(', ')}]`, 'minimize mean((w*x + b - y)^2)', ...lines].join(
    '\n',
  );
  let state: PanelState = { ...initialState, catalog: catalog() };
  await new Runs(undefined).make(
    readProblem(text),
    { text, languageId: 'downhill' },
    () => true,
    (event) => {
      state = applyEvent(state, event);
    },
  );
  return state;
}

const LINES = ['start w = 4, b = 3', 'rate 0.05', 'stop epochs=12'];

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: full batch, mini-batch and single rows by the rows that were evaluated`, async () => {
    const panel = await shop.open(theme);
    await panel.show(await ran(...LINES, 'batch all, 20, 1 seed=3'));
    const chart = panel.page.locator('[data-chart="objective"]');
    const said = (await chart.getAttribute('aria-label')) ?? '';
    assert.match(said, /^Objective by rows evaluated, rows 0 to 2,400/);
    assert.match(said, /Gradient descent, batches of 20, rate 0.05: full objective, per epoch: from/);
    assert.match(said, /single rows, rate 0.05: full objective, per epoch: from/);
    await panel.page.locator('[data-view="convergence"]').screenshot({ path: `${output}batches-${theme}.png` });
    await panel.page.getByRole('button', { name: 'Steps', exact: true }).click();
    const bySteps = '[data-chart="objective"][aria-label^="Objective by step, steps 0 to 2,400"]';
    await panel.page.locator(bySteps).waitFor();
    assert.deepEqual(await panel.violations(), []);
    assert.deepEqual(await panel.inaccessible(), []);
  });
}

test('one run in batches: the epochs’ objective, the batch losses smoothed and as they are', async () => {
  const panel = await shop.open('light');
  await panel.show(await ran(...LINES, 'batch 20 seed=3'));
  const legend = panel.page.locator('figure', { has: panel.page.locator('[data-chart="objective"]') }).locator('li');
  assert.deepEqual(await legend.allTextContents(), [
    'Full objective, per epoch',
    'Batch loss, mean of 10',
    'Batch loss',
  ]);
  assert.ok((await panel.page.locator('[data-view="trace"]').textContent())?.includes('batch loss'));
  assert.match(
    (await panel.page.locator('[data-view="verdict"]').getByRole('status').first().textContent()) ?? '',
    /12 epochs.*120 steps, 2,400 rows evaluated/,
  );
  await panel.page.screenshot({ path: `${output}batch-run.png`, fullPage: true });
});

test('the batch, its order and its seed are settings', async () => {
  const panel = await shop.open('light');
  await panel.show(await ran(...LINES, 'batch 20 seed=3'));
  const field = panel.page.locator('[data-setting="batch"]');
  assert.equal(await field.inputValue(), '20');
  assert.equal(await panel.page.locator('[data-setting="epochs"]').inputValue(), '12');
  await field.fill('300');
  await field.press('Enter');
  assert.ok(await panel.page.getByText('There are 200 rows.').isVisible());
  await field.fill('all, 5');
  await field.press('Enter');
  await panel.page.locator('[data-setting="batch-order"]').selectOption('sequential');
  assert.deepEqual(
    (await panel.sent()).filter(({ type }) => type === 'change'),
    [
      { type: 'change', patch: { batch: { sizes: ['all', 5], order: 'shuffle', seed: 3 } } },
      { type: 'change', patch: { batch: { sizes: [20], order: 'sequential', seed: 3 } } },
    ],
  );
});

test('without data there is nothing of batches', async () => {
  const panel = await shop.open('light');
  const { oneRun } = await import('./states.ts');
  await panel.show(oneRun());
  assert.equal(await panel.page.locator('[data-setting="batch"]').isVisible(), false);
  assert.equal(await panel.page.getByRole('button', { name: 'Rows', exact: true }).isVisible(), false);
});
