/** Many starts in the panel: the answer, the points, the map, in three themes. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import { Curvature } from '../../src/engine/run/curvature.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import type { StartsView } from '../../src/protocol/starts.ts';
import { runStarts } from '../../src/worker/starts.ts';
import { type Workshop, workshop } from './page.ts';
import { oneRun } from './states.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

/** What the worker tells at the end of many starts. */
async function started(statement: string): Promise<PanelState> {
  const problem = readProblem(
    `(x^2 + y - 11)^2 + (x + y^2 - 7)^2\nstarts ${statement} over x in [-5, 5], y in [-5, 5]`,
  );
  const views: StartsView[] = [];
  await runStarts(
    {
      problem,
      plan: plansOf(problem)[0]!,
      curvature: new Curvature(problem),
      source: { text: problem.text, languageId: 'downhill' },
    },
    () => true,
    (view) => views.push(view),
  );
  return { ...oneRun(), starts: views.at(-1)! };
}

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: the answer is first, then each point with its share, and a map`, async () => {
    const panel = await shop.open(theme);
    await panel.show(await started('400 grid'));
    const view = panel.page.locator('[data-view="starts"]');
    assert.match(
      (await view.getByRole('status').textContent()) ?? '',
      /^400 starts \(grid\) of Gradient descent at rate/,
    );
    assert.equal(await view.locator('tbody tr').count(), 4);
    const shares = await view.locator('tbody tr td:nth-last-child(2)').allTextContents();
    const sum = shares.reduce((total, share) => total + Number.parseFloat(share), 0);
    assert.ok(Math.abs(sum - 100) < 1, shares.join());
    assert.match((await view.getByRole('img').getAttribute('aria-label')) ?? '', /^Starts by x and y, each marked by/);
    await view.screenshot({ path: `${output}starts-${theme}.png` });
    assert.deepEqual(await panel.violations(), []);
    assert.deepEqual(await panel.inaccessible(), []);
    await view.getByRole('button', { name: 'Show run' }).first().click();
    const [change] = await panel.sent('change');
    assert.ok(change?.type === 'change');
    assert.equal(change.patch.start?.length, 2);
  });
}

test('without many starts there is no section', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  assert.equal(await panel.page.locator('[data-view="starts"]').isVisible(), false);
});
