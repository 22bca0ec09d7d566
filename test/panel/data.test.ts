/** The table that a problem names, in the panel: while it is read, and then. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TableView } from '../../src/protocol/view.ts';
import { type Workshop, workshop } from './page.ts';
import { oneRun } from './states.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const table: TableView = {
  written: 'salary.csv',
  name: 'salary.csv',
  names: ['experience', 'city', 'age', 'salary'],
  used: ['experience', 'salary'],
  rows: 12_345,
  usedRows: 12_340,
  excerpt: { experience: [1], salary: [4] },
};

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: how far the table is read, then its rows and columns`, async () => {
    const panel = await shop.open(theme);
    const state = oneRun();
    await panel.show(state);
    const before = await panel.inaccessible();
    await panel.show({ ...state, running: true, reading: { name: 'salary.csv', done: 42, size: 100 } });
    const view = panel.page.locator('[data-view="data"]');
    assert.equal(await view.textContent(), 'Reading salary.csv: 42 %');
    const bar = panel.page.getByRole('progressbar');
    assert.deepEqual(
      [await bar.getAttribute('aria-label'), await bar.getAttribute('aria-valuenow')],
      ['Reading salary.csv', '42'],
    );
    await panel.show({ ...state, problem: { ...state.problem!, table } });
    assert.equal(await view.textContent(), 'salary.csv: 12,340 of 12,345 rows; experience, salary of 4 columns');
    await panel.page.screenshot({ path: `${output}data-${theme}.png` });
    assert.deepEqual(await panel.violations(), []);
    assert.deepEqual(await panel.inaccessible(), before);
    await panel.show(state);
    assert.equal(await view.isHidden(), true);
  });
}
