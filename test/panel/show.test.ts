/** What the panel shows, and that VS Code would let it: content policy, themes, widths, accessibility. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../editor/until.ts';
import { type Panel, type Workshop, workshop } from './page.ts';
import { descend, failed, oneRun, rosenbrock, threeRuns } from './states.ts';
import { themes } from './themes.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

/** How many pixels of a canvas are opaque enough to be seen, and their colours. */
function painted(panel: Panel, chart: string): Promise<{ count: number; colours: string[] }> {
  return panel.page.locator(`canvas[data-chart="${chart}"]`).evaluate((node) => {
    const canvas = node as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Map<string, number>();
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3]! < 250) continue;
      count++;
      const key = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      colours.set(key, (colours.get(key) ?? 0) + 1);
    }
    return { count, colours: [...colours].sort((a, b) => b[1] - a[1]).map(([key]) => key) };
  });
}

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(',');

const remedy = {
  sentence: 'Tried with rate 0.001: the run converges after 28,000 steps at x = 1, y = 1, where f = 1e-12.',
  apply: { label: 'rate 0.001', patch: { rates: [0.001] } },
};

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: four charts are painted in the theme's colours, nothing is refused, nothing is inaccessible`, async () => {
    const panel = await shop.open(theme);
    await panel.show(threeRuns());
    await panel.send({ type: 'event', event: { type: 'remedy', runId: 1, remedy } });
    await panel.page.getByRole('button', { name: 'Apply: rate 0.001' }).waitFor();
    await panel.page.locator('[data-section="margins"] summary').click();
    for (const chart of ['objective', 'gradientNorm', 'rate', 'parameters']) {
      const { count, colours } = await painted(panel, chart);
      assert.ok(count > 300, `${chart}: ${count} pixels`);
      assert.ok(colours.includes(rgb(themes[theme].variables['charts-blue']!)), `${chart}: ${colours.slice(0, 5)}`);
    }
    await panel.page.locator('[data-view="gradient"] math').first().waitFor();
    assert.deepEqual(await panel.violations(), []);
    await panel.page.screenshot({ path: `${output}panel-${theme}.png`, fullPage: true });
    // axe reaches the page as its debugger would, past the content policy that holds for the page itself.
    await panel.page.evaluate(axe);
    const found = await panel.page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }).axe.run(),
    );
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
  });
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

test('the verdict is read first, with its remarks, and its margins are a table', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  const verdict = panel.page.locator('[data-view="verdict"]');
  await assert.doesNotReject(verdict.getByText('Stopped at the limit of 1000 steps').waitFor());
  assert.match((await verdict.getByRole('status').textContent()) ?? '', /gradient norm .* is not below 1e-6/);
  assert.match((await verdict.textContent()) ?? '', /inside the safe range/);
  await verdict.locator('summary').click();
  await verdict.locator('tr.fired').waitFor();
  assert.match((await verdict.locator('tr.fired').textContent()) ?? '', /^steps1,0001,000ended the run$/);
  assert.match((await verdict.textContent()) ?? '', /Eigenvalues of the Hessian there: 0\.39936, 1001\.6/);
  const terms = await verdict.locator('dl dt').allTextContents();
  const texts = await verdict.locator('dl dd').allTextContents();
  assert.deepEqual(Object.fromEntries(terms.map((term, i) => [term, texts[i]])), {
    'Curvature at the last point': '0.39936 to 1001.6',
    'Condition number': '2508',
    'Safe rates': '0 to 0.0019968',
    'Best constant rate': '0.001996',
    'Contraction per step, predicted': '0.9996',
    'Contraction per step, observed': '0.99962 (steps 501 to 1,000)',
    'Sufficient decrease (Armijo, c₁ = 1e-4)': 'in each of 1,000 steps',
  });
});

test('the formula and its gradient are typeset, and can be copied', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  await panel.page.locator('[data-view="formula"] math').waitFor();
  assert.equal(
    await panel.page.locator('[data-view="formula"]').getAttribute('aria-label'),
    `Minimize ${rosenbrock.reading.text}`,
  );
  await panel.page.getByRole('button', { name: 'Copy ∂f/∂y as text', exact: true }).click();
  await panel.page.getByRole('button', { name: 'Copy ∂f/∂y as TeX', exact: true }).click();
  const { text, tex } = rosenbrock.gradient[1]!;
  assert.deepEqual(await panel.sent('copy'), [
    { type: 'copy', text },
    { type: 'copy', text: tex },
  ]);
});

test('the kinks of the formula are listed under its gradient', async () => {
  const panel = await shop.open();
  const kinks = ['abs(x - 1) has a kink at x = 1; its slope there is taken as 0.', '<b>max</b> has one too.'];
  await panel.show({ ...oneRun(), problem: { ...rosenbrock, kinks } });
  const list = panel.page.getByRole('list', { name: 'Where the formula has no derivative' });
  await list.waitFor();
  assert.deepEqual(await list.getByRole('listitem').allTextContents(), kinks);
  await panel.show(oneRun());
  await list.waitFor({ state: 'hidden' });
});

test('a derivative can be copied as MathML that a browser reads', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  await panel.page.getByRole('button', { name: 'Copy ∂f/∂y as MathML', exact: true }).click();
  const [copied] = await until(
    () => panel.sent('copy'),
    (sent) => sent.length > 0,
    'No MathML was copied',
  );
  assert.ok(copied?.type === 'copy');
  const read = await panel.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'application/xml');
    return {
      root: parsed.documentElement.namespaceURI,
      name: parsed.documentElement.localName,
      text: parsed.documentElement.textContent ?? '',
    };
  }, copied.text);
  assert.equal(read.root, 'http://www.w3.org/1998/Math/MathML');
  assert.equal(read.name, 'math');
  assert.match(read.text.replaceAll(/[^\w(]/g, ''), /200.?\(?yx2/);
});

test('the second derivatives are there when they are asked for, each mixed one once', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  const section = panel.page.locator('[data-view="second-derivatives"]');
  assert.equal(await section.locator('li').count(), 0);
  await section.getByText('Second derivatives').click();
  await section.locator('math').nth(2).waitFor();
  const labels = await section
    .getByRole('group')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.deepEqual(labels, ['∂²f/∂x² = 1200 * x^2 - 400 * y + 2', '∂²f/∂x∂y = -400 * x', '∂²f/∂y² = 200']);
  await section.getByRole('button', { name: 'Copy ∂²f/∂x∂y as text', exact: true }).click();
  assert.deepEqual(await panel.sent('copy'), [{ type: 'copy', text: '-400 * x' }]);
});

test('a simplified form takes the place of the plain one and is the only one marked as such; the focus stays', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  const groups = panel.page.locator('[data-view="gradient"]').getByRole('group');
  const button = panel.page.getByRole('button', { name: 'Copy ∂f/∂x as TeX', exact: true });
  await button.focus();
  assert.equal(await panel.page.locator('[data-view="gradient"] [title^="Simplified"]').count(), 0);
  const formula = { tex: '2x - 2', text: '2*x - 2' };
  await panel.send({ type: 'event', event: { type: 'simplified', by: [0], formula } });
  await panel.page.locator('[data-view="gradient"] [title^="Simplified"]').waitFor();
  assert.equal(await groups.first().getAttribute('aria-label'), '∂f/∂x = 2*x - 2');
  assert.equal(await groups.nth(1).getAttribute('title'), null);
  assert.equal(await button.evaluate((one) => one === document.activeElement), true);
  await button.click();
  assert.deepEqual(await panel.sent('copy'), [{ type: 'copy', text: '2x - 2' }]);
});

test('text of the document never becomes markup', async () => {
  const panel = await shop.open();
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const state = oneRun();
  await panel.show({
    ...state,
    document: evil,
    problem: {
      ...rosenbrock,
      reading: { tex: `\\href{javascript:alert(1)}{x} ${evil}`, text: evil },
      notes: [{ text: evil }],
    },
  });
  await panel.show({ ...state, error: { message: evil, start: 0, end: 1, suggestion: evil } });
  assert.equal(await panel.page.title(), 'Downhill');
  assert.equal(await panel.page.locator('#app img, #app script, #app a').count(), 0);
  assert.deepEqual(await panel.violations(), []);
});

for (const width of [300, 620, 3840]) {
  test(`${width} pixels wide: nothing flows over the page`, async () => {
    const panel = await shop.open('dark', { width, height: 900 });
    await panel.show(threeRuns());
    await panel.page.locator('[data-view="gradient"] math').first().waitFor();
    const over = await panel.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0);
    await panel.page.screenshot({ path: `${output}panel-${width}.png`, fullPage: true });
  });
}

test('a change of the theme draws the charts again', async () => {
  const panel = await shop.open('dark');
  await panel.show(oneRun());
  const blue = rgb(themes.light.variables['charts-blue']!);
  assert.equal((await painted(panel, 'objective')).colours.includes(blue), false);
  await panel.page.evaluate(({ bodyClass, variables }) => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = bodyClass;
  }, themes.light);
  await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok((await painted(panel, 'objective')).colours.includes(blue));
});

test('a canvas says in words what it shows', async () => {
  const panel = await shop.open();
  await panel.show(oneRun());
  const label = await panel.page.locator('canvas[data-chart="objective"]').getAttribute('aria-label');
  assert.equal(
    label,
    'Objective by step, steps 0 to 1,000, log axis. Gradient descent, rate 0.001: from 24.2 to 0.45353, between 0.45353 and 24.2.',
  );
});

test('an error hides the results of what was there before, and tells where and what to write', async () => {
  const panel = await shop.open();
  await panel.show(failed());
  const error = panel.page.locator('[data-view="error"]');
  assert.match((await error.textContent()) ?? '', /w is not a function here/);
  for (const view of ['verdict', 'convergence', 'trace', 'gradient']) {
    assert.equal(await panel.page.locator(`[data-view="${view}"]`).isVisible(), false, view);
  }
  await error.getByRole('button', { name: 'Show in the text' }).click();
  await error.locator('[data-action="fix"]').click();
  assert.deepEqual((await panel.sent()).slice(1), [{ type: 'reveal', start: 4, end: 12 }, { type: 'fix' }]);
  await panel.page.screenshot({ path: `${output}panel-error.png` });
});

test('before any run the panel says how to begin', async () => {
  const panel = await shop.open();
  assert.deepEqual(await panel.sent(), [{ type: 'ready' }]);
  await panel.show({ runs: [], running: false, stale: false, unwritten: false });
  assert.match((await panel.page.locator('[data-view="empty"]').textContent()) ?? '', /Downhill: Minimize/);
  assert.equal(await panel.page.locator('[data-action="run"]').isEnabled(), false);
});

test('values down to the smallest that there are have an axis, and the trace its rows', async () => {
  const panel = await shop.open();
  const run = descend(0.001, 20);
  for (const least of [1.2782004766851395e-32, 5e-324]) {
    const value = run.value.map((_, i) => (i === 12 ? least : 10 ** -i));
    const state = oneRun();
    await panel.show({ ...state, runs: [{ ...state.runs[0]!, slices: [{ ...run, value }] }] });
    await panel.page.locator('[data-view="trace"]').getByText('21 rows').waitFor();
    assert.ok((await painted(panel, 'objective')).count > 300);
    await panel.show(threeRuns());
    await panel.page.locator('[data-view="trace"]').getByText('1,001 rows').waitFor();
  }
});

test('a search has no rate, and its place in the table of runs says nothing odd', async () => {
  const panel = await shop.open();
  const state = threeRuns();
  const { rate: _, ...run } = state.runs[1]!.run;
  await panel.show({ ...state, runs: [state.runs[0]!, { ...state.runs[1]!, run }] });
  assert.equal(await panel.page.locator('[data-view="runs"] tbody tr').nth(1).locator('td').last().textContent(), '–');
});
