/** The rate finder in the panel: the answer, the picture, the numbers, and the rate put to use, in three themes. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import { findRatesAtOnce } from '../../src/engine/run/rate-finder.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { type Panel, type Workshop, workshop } from './page.ts';
import { oneRun } from './states.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

const valley = '(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1';

/** Rosenbrock's function, or another, with its rates. */
function found(text = valley): PanelState {
  return { ...oneRun(), rates: findRatesAtOnce(readProblem(text)) };
}

const section = (panel: Panel) => panel.page.locator('[data-view="rate-finder"]');

test('the button beside the rate asks for a sweep', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  assert.equal(await section(panel).isVisible(), false);
  await panel.page.locator('.rate [data-action="find-rate"]').click();
  assert.deepEqual(await panel.sent('findRates'), [{ type: 'findRates' }]);
});

test('while rates are tried the section says how far it is, and can stop it', async () => {
  const panel = await shop.open();
  await panel.show({ ...oneRun(), findingRates: { done: 0, of: 0 } });
  assert.match((await section(panel).textContent()) ?? '', /Trying rates: when the run has ended\./);
  await panel.send({ type: 'state', state: { findingRates: { done: 20, of: 59 } } });
  assert.match((await section(panel).textContent()) ?? '', /Trying rates: 20 of about 59\./);
  await section(panel).getByRole('button', { name: 'Stop' }).click();
  assert.deepEqual(await panel.sent('stop'), [{ type: 'stop' }]);
  await panel.send({ type: 'state', state: { findingRates: undefined } });
  assert.equal(await section(panel).isVisible(), false);
});

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: the safe rate is first, then the picture; nothing is refused, nothing is inaccessible`, async () => {
    const panel = await shop.open(theme);
    await panel.show(found());
    const view = section(panel);
    assert.match((await view.getByRole('status').textContent()) ?? '', /^The largest safe rate is 0\.00\d+: /);
    assert.match((await view.textContent()) ?? '', /The rate in force is 0\.001: \d+ % of the largest safe one\./);
    const picture = (await view.getByRole('img').getAttribute('aria-label')) ?? '';
    assert.match(
      picture,
      /^Value after 100 steps by learning rate, from [\d.e-]+ to [\d.e-]+, both axes logarithmic\./,
    );
    assert.match(picture, /A line marks the largest safe rate, 0\.00\d+\. Another marks the rate in force, 0\.001\.$/);
    await view.screenshot({ path: `${output}rate-finder-${theme}.png` });
    await view.getByText('All rates that were tried').click();
    const { rates } = found();
    assert.equal(await view.locator('.tried tbody tr').count(), rates!.tried.length);
    assert.deepEqual(await panel.violations(), []);
    await panel.page.evaluate(axe);
    const result = await panel.page.evaluate(() =>
      (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run(),
    );
    assert.deepEqual(
      result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
  });
}

test('the rate is put to use by the keyboard, and rates of methods give way to it', async () => {
  const panel = await shop.open();
  const state = found('x^2 + 4*y^2\nstart 3, 4');
  const { problem } = state;
  const methods = [{ name: 'gd', options: {}, rate: 0.001 }];
  await panel.show({ ...state, problem: { ...problem!, settings: { ...problem!.settings, methods } } });
  await section(panel).locator('[data-action="use-safe-rate"]').focus();
  await panel.page.keyboard.press('Enter');
  const patch = { rates: [state.rates!.safe!], methods: [{ name: 'gd', options: {} }] };
  assert.deepEqual(await panel.sent('change'), [{ type: 'change', patch }]);
  await section(panel)
    .getByRole('button', { name: /^Use the fastest/ })
    .click();
  const [, second] = await panel.sent('change');
  assert.ok(second?.type === 'change' && Math.abs(Number(second.patch.rates![0]) / state.rates!.fastest! - 1) < 0.01);
});

test('a run at another rate keeps the sweep, one of another formula does not', async () => {
  const panel = await shop.open();
  const state = found();
  await panel.show(state);
  const { problem, runs } = state;
  const view = problem!;
  const opened = (text: string, rate: number) => ({
    type: 'opened' as const,
    problem: { ...view, reading: { ...view.reading, text }, settings: { ...view.settings, rates: [rate] } },
    runs: runs.map(({ run }) => ({ ...run, rate })),
  });
  await panel.send({ type: 'event', event: opened(view.reading.text, 0.01) });
  assert.match(
    (await section(panel).textContent()) ?? '',
    /The rate in force is 0\.01: it is above the largest safe one\./,
  );
  await panel.send({ type: 'event', event: opened('g(x, y) = x^2 + y^2', 0.01) });
  assert.equal(await section(panel).isVisible(), false);
});

test('values below zero have a linear axis, and where no rate is safe none is offered', async () => {
  const panel = await shop.open();
  await panel.show(found('cos(x) + 0.01*x^2 - 2\nstart x = 1'));
  const label = () => section(panel).getByRole('img').getAttribute('aria-label');
  assert.match((await label()) ?? '', /the axis of rates logarithmic/);
  await section(panel).screenshot({ path: `${output}rate-finder-linear.png` });
  await panel.show(found('-x^2\nstart x = 1'));
  assert.match((await section(panel).getByRole('status').textContent()) ?? '', /no rate is safe/);
  assert.equal(await section(panel).getByRole('button', { name: /^Use/ }).count(), 0);
  assert.equal(await section(panel).locator('.sign.warning').count(), 1);
});

test('the section is brought into sight and has the focus when it is asked for', async () => {
  const panel = await shop.open('dark', { width: 700, height: 300 });
  await panel.show(found());
  await panel.send({ type: 'attend', view: 'rate-finder' });
  assert.equal(await panel.page.evaluate(() => (document.activeElement as HTMLElement).dataset.view), 'rate-finder');
});

test('300 pixels wide: nothing flows over the page', async () => {
  const panel = await shop.open('dark', { width: 300, height: 900 });
  await panel.show(found());
  await section(panel).getByText('All rates that were tried').click();
  assert.equal(
    await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
  );
});
