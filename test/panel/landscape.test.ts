/** The landscape in the panel: pictures in three themes, and what pointer, wheel and keys ask for. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import { reliefs } from '../../src/engine/run/relief.ts';
import type { LandscapeView, ReliefChoice } from '../../src/protocol/landscape.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { assertAccessible } from './axe.ts';
import { computed } from './computed.ts';
import { type Panel, type Workshop, workshop } from './page.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

const ROSENBROCK = `minimize (1 - x)^2 + 100*(y - x^2)^2
start (-1.2, 1)
method gd rate=0.001, adam rate=0.05, bfgs
stop steps=2000`;

function reliefOf(text: string, choice: ReliefChoice): LandscapeView['relief'] {
  const steps = reliefs(readProblem(text, { languageId: 'downhill' }))(choice);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const section = (panel: Panel) => panel.page.locator('[data-view="landscape"]');
const plot = (panel: Panel) => section(panel).locator('.plot');

/** The questions so far. */
async function questions(panel: Panel) {
  const sent = await panel.sent('landscape');
  return sent.flatMap((message) => (message.type === 'landscape' ? [message] : []));
}

/** Answers the question that was asked last, as the host would. */
async function answer(panel: Panel, text: string): Promise<ReliefChoice> {
  const { id, choice } = (await questions(panel)).at(-1)!;
  const relief = reliefOf(text, choice);
  await panel.send({ type: 'state', state: { landscape: { id, choice, ...(relief && { relief }) } } });
  return choice;
}

async function shown(text: string, theme?: 'dark' | 'light' | 'contrast', state?: Partial<PanelState>): Promise<Panel> {
  const panel = await shop.open(theme);
  await panel.show({ ...computed(text), ...state });
  await answer(panel, text);
  return panel;
}

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: a map with the paths of all runs, nothing refused, nothing inaccessible`, async () => {
    const panel = await shown(ROSENBROCK, theme);
    assert.match(
      (await section(panel).getByRole('img').getAttribute('aria-label')) ?? '',
      /^Map of the objective as filled contours, x from -1\.\d+ to 1\.\d+ and y from .* values between .*Start at \(-1\.2, 1\)/,
    );
    assert.match((await section(panel).textContent()) ?? '', /evenly spaced in the logarithm of the height/);
    await section(panel).screenshot({ path: `${output}landscape-${theme}.png` });
    assert.deepEqual(await panel.violations(), []);
    await assertAccessible(panel);
  });

  test(`${theme}: one parameter is a curve`, async () => {
    const panel = await shown('x^4 - 3*x^2 + x\nstart 2.2\nrate 0.03', theme);
    assert.match(
      (await section(panel).getByRole('img').getAttribute('aria-label')) ?? '',
      /^Curve of the objective, x /,
    );
    await section(panel).screenshot({ path: `${output}landscape-curve-${theme}.png` });
    await assertAccessible(panel);
  });
}

/** The place of a start of Rosenbrock's runs, and others, in pixels of the page. */
async function pixelOf(panel: Panel, choice: ReliefChoice, x: number, y: number) {
  await plot(panel).scrollIntoViewIfNeeded();
  const box = (await plot(panel).boundingBox())!;
  const area = await plot(panel).evaluate((element) => {
    // The crosshair stands in the middle of the area between the axes, whose upper and right rims are known.
    const { m41, m42 } = new DOMMatrix(getComputedStyle(element.querySelector('.crosshair')!).transform);
    return { middle: [m41, m42], right: element.clientWidth - 8, top: 6 };
  });
  const [across = 0, down = 0] = area.middle;
  const [width, height] = [2 * (area.right - across), 2 * (down - area.top)];
  const share = (value: number, [low, high]: readonly [number, number]) => (value - low) / (high - low);
  return {
    x: box.x + across + (share(x, choice.x) - 0.5) * width,
    y: box.y + down - (share(y, choice.y!) - 0.5) * height,
  };
}

const near = (value: number | undefined, wanted: number, by: number) =>
  assert.ok(value !== undefined && Math.abs(value - wanted) <= by, `${value} is not ${wanted}`);

test('a click runs from there; the readout says what is there', async () => {
  const panel = await shown(ROSENBROCK);
  const { choice } = (await questions(panel)).at(-1)!;
  const at = await pixelOf(panel, choice, 0.25, 0.75);
  await panel.page.mouse.move(at.x, at.y);
  assert.match(
    (await section(panel).locator('.readout').textContent()) ?? '',
    /^x 0\.2\d+ {3}y 0\.7\d+ {3}f ≈ 4\d\.\d+$/,
  );
  await panel.page.mouse.click(at.x, at.y);
  const [change] = await panel.sent('change');
  assert.ok(change?.type === 'change');
  near(change.patch.start?.[0], 0.25, 0.01);
  near(change.patch.start?.[1], 0.75, 0.01);
  assert.ok(String(change.patch.start?.[0]).length <= 6, 'a start has the digits that a pixel tells apart');
});

test('the start is dragged, and runs go along; the view stays', async () => {
  const panel = await shown(ROSENBROCK);
  const { choice } = (await questions(panel)).at(-1)!;
  const from = await pixelOf(panel, choice, -1.2, 1);
  await panel.page.mouse.move(from.x, from.y);
  await panel.page.mouse.down();
  for (const share of [0.3, 0.6, 1]) {
    const at = await pixelOf(panel, choice, -1.2 + 0.8 * share, 1 - 0.5 * share);
    await panel.page.mouse.move(at.x, at.y);
    await panel.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.ok((await panel.sent('change')).length >= 2);
  await section(panel).screenshot({ path: `${output}landscape-dragging.png` });
  await panel.page.mouse.up();
  const last = (await panel.sent('change')).at(-1);
  assert.ok(last?.type === 'change');
  near(last.patch.start?.[0], -0.4, 0.01);
  near(last.patch.start?.[1], 0.5, 0.01);
  const text = ROSENBROCK.replace('-1.2, 1', '-0.4, 0.5');
  await panel.show(computed(text));
  assert.deepEqual((await questions(panel)).at(-1)?.choice.x, choice.x);
});

test('one question at a time: what is wanted meanwhile is asked for once that is answered, the newest only', async () => {
  const panel = await shown(ROSENBROCK);
  const before = (await questions(panel)).length;
  await plot(panel).focus();
  for (const key of ['ArrowRight', 'ArrowUp', '+', '-', 'ArrowLeft']) {
    await panel.page.keyboard.press(key);
    await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  assert.equal((await questions(panel)).length, before + 1);
  await answer(panel, ROSENBROCK);
  assert.equal((await questions(panel)).length, before + 2);
  const newest = await answer(panel, ROSENBROCK);
  const [first] = await questions(panel);
  near(newest.x[0], first!.choice.x[0], 1e-9);
  assert.ok(newest.y![0] > first!.choice.y![0]);
  await section(panel).getByRole('button', { name: 'Fit the view to the runs' }).click();
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual((await questions(panel)).at(-1)?.choice, first!.choice);
});

test('Enter sets the start at the middle; the wheel zooms the map that has the focus, about the pointer', async () => {
  const panel = await shown(ROSENBROCK);
  const { choice } = (await questions(panel)).at(-1)!;
  await plot(panel).focus();
  await panel.page.keyboard.press('Enter');
  const [change] = await panel.sent('change');
  assert.ok(change?.type === 'change');
  near(change.patch.start?.[0], (choice.x[0] + choice.x[1]) / 2, 0.01);
  near(change.patch.start?.[1], (choice.y![0] + choice.y![1]) / 2, 0.01);
  const at = await pixelOf(panel, choice, 1, 1);
  await panel.page.mouse.move(at.x, at.y);
  await panel.page.mouse.wheel(0, -200);
  await panel.page.waitForFunction(
    (many) => (window as unknown as { sent: string[] }).sent.filter((m) => m.includes('"landscape"')).length > many,
    1,
  );
  const { x } = (await questions(panel)).at(-1)!.choice;
  near((1 - x[0]) / (x[1] - x[0]), (1 - choice.x[0]) / (choice.x[1] - choice.x[0]), 0.01);
  assert.ok(x[1] - x[0] < 0.7 * (choice.x[1] - choice.x[0]));
  await section(panel).screenshot({ path: `${output}landscape-stretched.png` });
});

test('the marked step, a region without values, and a run that diverged', async () => {
  const text =
    'minimize log(x) + 1/x + (y - x)^2\nstart (3, 0.5)\nmethod gd rate=0.1, gd rate=1.2\nstop steps=60\nover x in [-1, 4]';
  const panel = await shown(text, 'light');
  await panel.page.evaluate(() => (document.querySelector('[data-setting="go-to-step"]') as HTMLInputElement).focus());
  await panel.page.keyboard.type('5\n');
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.match(
    (await section(panel).textContent()) ?? '',
    /Blank where the objective is not a finite number: \d+ % of the points shown\./,
  );
  await section(panel).screenshot({ path: `${output}landscape-blank.png` });
});

test('of more than two parameters two are chosen; the others are as at the end of the run', async () => {
  const text = 'minimize (a - 1)^2 + (b + 2*a)^2 + (c - 3*b)^2\nstart 3, 3, 3\nrate 0.02';
  const panel = await shown(text);
  await section(panel).locator('[data-plane="0"]').selectOption('c');
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const choice = await answer(panel, text);
  assert.deepEqual([choice.across, choice.down], [2, 1]);
  near(choice.fixed[0], 1, 0.01);
  assert.match((await section(panel).textContent()) ?? '', /The others are as at the end of .*: a = /);
  await section(panel).screenshot({ path: `${output}landscape-three.png` });
  await assertAccessible(panel);
});

test('a refusal is told, and not asked for again', async () => {
  const panel = await shop.open();
  await panel.show(computed(ROSENBROCK));
  const { id, choice } = (await questions(panel)).at(-1)!;
  await panel.send({ type: 'state', state: { landscape: { id, choice, problem: 'The engine was started again.' } } });
  assert.match((await section(panel).textContent()) ?? '', /The engine was started again\./);
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal((await questions(panel)).length, 1);
});
