/** Where conventions part, in the panel. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Workshop, workshop } from './page.ts';
import { catalog, oneRun, threeRuns } from './states.ts';

let shop: Workshop;
before(async () => {
  shop = await workshop();
});
after(() => shop.close());

const partings = [
  {
    runs: [0, 1] as const,
    step: 1,
    sentence: 'PyTorch and Keras part at step 1: x is −1.19 and −1.18.',
    reasons: ['Keras: ε is added to the root of v.', 'ε is 1e-8 in PyTorch and 1e-7 in Keras unless told otherwise.'],
  },
  { runs: [0, 2] as const, sentence: 'PyTorch and the paper make the same 1,000 steps.', reasons: [] },
];

test('the conventions of a method that has several can be compared from the panel', async () => {
  const panel = await shop.open();
  const button = panel.page.getByRole('button', { name: 'Compare conventions' });
  const state = oneRun();
  await panel.show(state);
  await panel.page.getByRole('button', { name: 'Compare rates' }).waitFor();
  assert.equal(await button.isVisible(), false);
  const methods = catalog.methods.map((method) => ({ ...method, conventions: ['pytorch', 'keras'] }));
  await panel.show({ ...state, catalog: { ...catalog, methods } });
  await button.click();
  assert.deepEqual(await panel.sent('compareConventions'), [{ type: 'compareConventions' }]);
});

test('a section that is asked for is brought into sight when it comes', async () => {
  const panel = await shop.open('dark', { width: 500, height: 400 });
  await panel.show({ ...oneRun() });
  await panel.send({ type: 'attend', view: 'conventions' });
  await panel.send({ type: 'event', event: { type: 'compared', partings } });
  const section = panel.page.locator('[data-view="conventions"]');
  await section.waitFor();
  await panel.page.waitForFunction(() => document.activeElement?.getAttribute('data-view') === 'conventions');
  const top = await section.evaluate((view) => view.getBoundingClientRect().top);
  assert.ok(top >= 0 && top <= 200, String(top));
});

test('the section is there when conventions were compared, with a sentence for every two and the reasons below it', async () => {
  const panel = await shop.open();
  const section = panel.page.locator('[data-view="conventions"]');
  await panel.show(threeRuns());
  assert.equal(await section.isVisible(), false);
  await panel.send({ type: 'event', event: { type: 'compared', partings } });
  await section.waitFor();
  assert.equal(await section.getByRole('heading', { name: 'Conventions' }).count(), 1);
  const text = (await section.textContent()) ?? '';
  for (const { sentence, reasons } of partings) {
    for (const part of [sentence, ...reasons]) assert.ok(text.includes(part), part);
  }
  assert.equal(await section.locator('ul ul').count(), 1);
  assert.deepEqual(await panel.violations(), []);
  await panel.show(threeRuns());
  assert.equal(await section.isVisible(), false);
});
