/** The gradient check in the panel: the answer, the points, the pictures, in three themes. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkGradient } from '../../src/engine/calculus/check.ts';
import { readProblem } from '../../src/engine/index.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { type Panel, type Workshop, workshop } from './page.ts';
import { descend, oneRun } from './states.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

const { parameters } = descend(0.001, 1000);
const trail = Array.from({ length: 1000 }, (_, k) => ({
  step: k + 1,
  point: parameters.map((column) => column[k + 1]!),
}));

/** Rosenbrock's function with a check of it, or of another formula of x and y. */
function checked(text = '(1 - x)^2 + 100*(y - x^2)^2\nstart -1.2, 1'): PanelState {
  return { ...oneRun(), check: checkGradient(readProblem(text), { trail }) };
}

const section = (panel: Panel) => panel.page.locator('[data-view="gradient-check"]');
const kinked = 'abs(x) + (y - 1)^2\nstart x = 0, y = 3';

test('the button in the gradient’s section asks for a check', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  assert.equal(await section(panel).isVisible(), false);
  await panel.page.locator('[data-view="gradient"] [data-action="check"]').click();
  assert.deepEqual(await panel.sent('check'), [{ type: 'check' }]);
});

test('while it is checked the section says how far it is, and can stop it', async () => {
  const panel = await shop.open();
  await panel.show({ ...oneRun(), checking: { done: 0, of: 0 } });
  assert.match((await section(panel).textContent()) ?? '', /Checking the gradient: when the run has ended\./);
  await panel.send({ type: 'state', state: { checking: { done: 2, of: 21 } } });
  assert.match((await section(panel).textContent()) ?? '', /Checking the gradient: point 3 of 21\./);
  await section(panel).getByRole('button', { name: 'Stop' }).click();
  assert.deepEqual(await panel.sent('stop'), [{ type: 'stop' }]);
  await panel.send({ type: 'state', state: { checking: undefined } });
  assert.equal(await section(panel).isVisible(), false);
});

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: the answer is first, then the points; nothing is refused, nothing is inaccessible`, async () => {
    const panel = await shop.open(theme);
    await panel.show(checked());
    const view = section(panel);
    assert.match(
      (await view.getByRole('status').textContent()) ?? '',
      /^The three gradients agree at all 21 points, to /,
    );
    assert.equal(await view.locator('.sign.good').count(), 1);
    assert.equal(await view.locator('.checks > tbody > tr:not(.details)').count(), 21);
    const picture = view.getByRole('img');
    assert.match(
      (await picture.getAttribute('aria-label')) ?? '',
      /both axes logarithmic: it falls with slope (2\.0|1\.9)\d;/,
    );
    await view.screenshot({ path: `${output}check-${theme}.png` });
    await panel.show(checked(kinked));
    await view.screenshot({ path: `${output}check-kink-${theme}.png` });
    assert.deepEqual(await panel.violations(), []);
    await panel.page.evaluate(axe);
    const found = await panel.page.evaluate(() =>
      (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run(),
    );
    assert.deepEqual(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
  });
}

test('where gradients do not agree, that point is open and says why', async () => {
  const panel = await shop.open();
  await panel.show(checked(kinked));
  const view = section(panel);
  assert.equal(await view.locator('.sign.warning').count(), 1);
  const open = view.locator('.details:not([hidden])');
  assert.equal(await open.count(), 1);
  assert.match((await open.textContent()) ?? '', /abs has a kink at x = 0, where there is no derivative\./);
  const [, dual] = await open.locator('.margins').first().locator('tbody tr').nth(1).locator('td').allTextContents();
  assert.equal(dual, '4');
});

test('a point opens by the keyboard, and its numbers are there in full', async () => {
  const panel = await shop.open();
  await panel.show(checked());
  const button = section(panel).getByRole('button', { name: 'random point 1', exact: true });
  await button.focus();
  await panel.page.keyboard.press('Enter');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  const details = section(panel).locator('.details:not([hidden])').nth(1);
  const symbolic = details.locator('tbody tr').first().locator('td').nth(1);
  const title = Number(await symbolic.getAttribute('title'));
  const { partials } = checked().check!.points.find(({ label }) => label === 'random point 1')!;
  assert.equal(title, partials[0]?.symbolic);
  await panel.page.keyboard.press('Enter');
  assert.equal(await section(panel).locator('.details:not([hidden])').count(), 1);
});

test('the section is brought into sight and has the focus when it is asked for', async () => {
  const panel = await shop.open('dark', { width: 700, height: 300 });
  await panel.show(checked());
  await panel.send({ type: 'attend', view: 'gradient-check' });
  assert.equal(await panel.page.evaluate(() => (document.activeElement as HTMLElement).dataset.view), 'gradient-check');
  const top = await section(panel).evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(top < 300);
});

test('300 pixels wide: nothing flows over the page', async () => {
  const panel = await shop.open('dark', { width: 300, height: 900 });
  await panel.show(checked(kinked));
  assert.equal(
    await panel.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
  );
});
