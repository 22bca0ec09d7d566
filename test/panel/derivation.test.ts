/** The derivation in the panel: shown in every theme, opened by keyboard, copied, and asked for. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { derivationsOf } from '../../src/worker/explanation.ts';
import { until } from '../editor/until.ts';
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

const derivations = (text: string) => derivationsOf(readProblem(text));
const rosenbrock = derivations('(1 - x)^2 + 100*(y - x^2)^2');
const kinked = derivations('abs(x - 2)*exp(-x^2) + max(x, y)^2');

function explained(shown = rosenbrock, id = 1): PanelState {
  return { ...oneRun(), derivations: shown, attention: { section: 'derivation', id } };
}

async function opened(state = explained()): Promise<Panel> {
  const panel = await shop.open();
  await panel.show(state);
  await panel.page.locator('[data-view="derivation"] math').first().waitFor();
  return panel;
}

const section = (panel: Panel) => panel.page.locator('[data-view="derivation"]');
const seen = (panel: Panel) => section(panel).locator('.step:visible').count();

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: the derivation is typeset, nothing is refused, nothing is inaccessible`, async () => {
    const panel = await shop.open(theme);
    await panel.show(explained(kinked));
    await section(panel).locator('[data-action="expand"]').click();
    await section(panel).locator('math').first().waitFor();
    await panel.page.waitForFunction(
      () =>
        document.querySelectorAll('.derivation .math').length ===
        document.querySelectorAll('.derivation .math math').length,
    );
    assert.deepEqual(await panel.violations(), []);
    await panel.page.screenshot({ path: `${output}panel-derivation-${theme}.png`, fullPage: true });
    await panel.page.evaluate(axe);
    const found = await panel.page.evaluate(() =>
      (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run(),
    );
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
  });
}

test('without derivations there is no section, and a button that asks for them', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  assert.equal(await section(panel).isVisible(), false);
  await panel.page.locator('[data-action="explain"]').click();
  assert.deepEqual(await panel.sent('explain'), [{ type: 'explain' }]);
});

test('the first level is open; keys open and close the others', async () => {
  const panel = await opened();
  // Two roots, with two terms each.
  assert.equal(await seen(panel), 6);
  const { keyboard } = panel.page;
  await section(panel).locator('.derivation details details > summary').first().focus();
  await keyboard.press('Enter');
  await until(
    () => seen(panel),
    (count) => count === 7,
    'The level did not open',
  );
  await keyboard.press('Space');
  await until(
    () => seen(panel),
    (count) => count === 6,
    'The level did not close',
  );
  await keyboard.press('Tab');
  const focused = await panel.page.evaluate(() => document.activeElement?.textContent ?? '');
  assert.match(focused, /Constant multiple rule/);
});

test('all levels are opened and closed at once', async () => {
  const panel = await opened();
  const expand = section(panel).locator('[data-action="expand"]');
  await expand.focus();
  await panel.page.keyboard.press('Enter');
  assert.equal(await seen(panel), 13);
  await section(panel).locator('[data-action="collapse"]').click();
  assert.equal(await seen(panel), 2);
});

test('each step has its equation and its rule; a kink has its slope', async () => {
  const panel = await opened(explained(kinked));
  await section(panel).locator('[data-action="expand"]').click();
  const text = (await section(panel).textContent()) ?? '';
  for (const words of ['Product rule', 'Chain rule with abs', 'Chain rule with exp', 'the slope 0 is taken']) {
    assert.ok(text.includes(words), words);
  }
});

test('the whole derivation is copied as text and as TeX', async () => {
  const panel = await opened();
  await panel.page.getByRole('button', { name: 'Copy the derivation as text', exact: true }).click();
  await panel.page.getByRole('button', { name: 'Copy the derivation as TeX', exact: true }).click();
  const [text, tex] = await panel.sent('copy');
  assert.ok(text?.type === 'copy' && text.text.split('\n').length === 14, JSON.stringify(text));
  assert.match(text.text, /^∂\/∂x .* = -400\*x\*\(y - x\^2\) - 2\*\(1 - x\)/);
  assert.ok(tex?.type === 'copy');
  assert.match(tex.text, /\\frac\{\\partial\}/);
});

test('the section is shown and focused when it was asked for, once', async () => {
  const panel = await opened();
  const focused = () => panel.page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await focused(), 'Derivation');
  const top = await section(panel).evaluate((node) => node.getBoundingClientRect().top);
  assert.ok(top > -1 && top < 900, `${top}`);
  await panel.page.locator('[data-action="run"]').focus();
  await panel.show(explained());
  assert.match((await focused()) ?? '', /Run/);
  await panel.show(explained(rosenbrock, 2));
  assert.equal(await focused(), 'Derivation');
});

test('another text takes the derivation away', async () => {
  const panel = await opened();
  await panel.send({ type: 'state', state: { derivations: undefined } });
  assert.equal(await section(panel).isVisible(), false);
});

test('of many derivations it is said how many there are, and what cannot be explained says so', async () => {
  const panel = await opened(explained(rosenbrock.slice(0, 1)));
  assert.match((await section(panel).textContent()) ?? '', /The first 1 of 2 derivatives are explained/);
  await panel.show(explained([{ parameter: 'x', remark: 'This formula is too large.' }], 3));
  assert.match((await section(panel).textContent()) ?? '', /too large/);
});

test('300 pixels wide: equations wrap, and the page does not scroll sideways', async () => {
  const panel = await shop.open('dark', { width: 300, height: 700 });
  await panel.show(explained());
  await section(panel).locator('[data-action="expand"]').click();
  await section(panel).locator('math').first().waitFor();
  const over = await panel.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(over, 0);
  await panel.page.screenshot({ path: `${output}derivation-300.png`, fullPage: true });
});
