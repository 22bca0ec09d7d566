/** Realistic states of the panel: descents that are really computed, with the sentences that the engine would write. */
import type { MethodChoice, Settings } from '../../src/engine/problem.ts';
import type { Trace } from '../../src/engine/run/trace.ts';
import type { Verdict } from '../../src/engine/run/verdict.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import type { Catalog, ProblemView, RunState } from '../../src/protocol/view.ts';

export const catalog: Catalog = {
  methods: [
    {
      name: 'gd',
      title: 'Gradient descent',
      description: 'Steps against the gradient; the plain method.',
      tex: 'x \\leftarrow x - \\eta \\nabla f(x)',
      options: [],
    },
    {
      name: 'momentum',
      title: 'Momentum (averaged)',
      description: 'Steps along a running average of the gradients.',
      tex: 'v \\leftarrow \\beta v + (1 - \\beta) \\nabla f',
      options: [{ name: 'beta', title: 'β', default: 0.9, min: 0, max: 1 }],
    },
    {
      name: 'adam',
      title: 'Adam',
      description: 'Scales each step by running averages of the gradient and of its square.',
      tex: 'x \\leftarrow x - \\eta \\hat m / (\\sqrt{\\hat v} + \\varepsilon)',
      options: [
        { name: 'beta1', title: 'β₁', default: 0.9, min: 0, max: 1 },
        { name: 'beta2', title: 'β₂', default: 0.999, min: 0, max: 1 },
        { name: 'amsgrad', title: 'AMSGrad', default: false },
      ],
    },
  ],
  schedules: [
    { name: 'constant', title: 'Constant', description: 'The rate stays.', tex: '\\eta_t = \\eta', options: [] },
    {
      name: 'exponential',
      title: 'Exponential',
      description: 'The rate shrinks by a factor at every step.',
      tex: '\\eta_t = \\eta \\gamma^t',
      options: [{ name: 'gamma', title: 'γ', default: 0.99, min: 0, max: 1 }],
    },
  ],
};

const gd: MethodChoice = { name: 'gd', options: {} };

export const settings: Settings = {
  methods: [gd],
  rates: [0.001],
  schedule: { name: 'constant', options: {} },
  start: [-1.2, 1],
  stop: { steps: 1000, gradient: 1e-6, change: 1e-12, divergence: 1e12 },
};

export const rosenbrock: ProblemView = {
  sense: 'minimize',
  reading: {
    tex: 'f(x, y) = {\\left(1 - x\\right)}^{2} + 100 \\cdot {\\left(y - {x}^{2}\\right)}^{2}',
    text: 'f(x, y) = (1 - x)^2 + 100 * (y - x^2)^2',
  },
  parameters: [
    { name: 'x', tex: 'x' },
    { name: 'y', tex: 'y' },
  ],
  gradient: [
    {
      tex: '-2 \\cdot \\left(1 - x\\right) - 400 \\cdot x \\cdot \\left(y - {x}^{2}\\right)',
      text: '-2 * (1 - x) - 400 * x * (y - x^2)',
    },
    { tex: '200 \\cdot \\left(y - {x}^{2}\\right)', text: '200 * (y - x^2)' },
  ],
  hessian: [
    [
      { tex: '1200 \\cdot {x}^{2} - 400 \\cdot y + 2', text: '1200 * x^2 - 400 * y + 2' },
      { tex: '-400 \\cdot x', text: '-400 * x' },
    ],
    [{ tex: '200', text: '200' }],
  ],
  kinks: [],
  columns: [],
  notes: [
    { text: 'Parameters: x, y, in the order of first appearance.', range: { start: 1, end: 2 } },
    { text: 'The start was chosen: x = -1.2, y = 1.' },
  ],
  settings,
  origins: { methods: 'text', rates: 'text', schedule: 'chosen', start: 'chosen', stop: 'chosen' },
};

/** Gradient descent on Rosenbrock's function, all of its rows. */
export function descend(rate: number, steps: number, [x0 = 0, y0 = 0]: readonly number[] = settings.start): Trace {
  const column = () => new Float64Array(steps + 1);
  const [x, y, dx, dy, value, gradientNorm, rates] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  x[0] = x0;
  y[0] = y0;
  for (let k = 0; k <= steps; k++) {
    const [a, b] = [x[k]!, y[k]!];
    value[k] = (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    dx[k] = -2 * (1 - a) - 400 * a * (b - a * a);
    dy[k] = 200 * (b - a * a);
    gradientNorm[k] = Math.hypot(dx[k]!, dy[k]!);
    rates[k] = rate;
    if (k === steps) break;
    x[k + 1] = a - rate * dx[k]!;
    y[k + 1] = b - rate * dy[k]!;
  }
  return { parameters: [x, y], gradient: [dx, dy], value, gradientNorm, rate: rates, state: [] };
}

/** A trace cut into slices, as a run delivers it. */
export function sliced(trace: Trace, size: number): Trace[] {
  const slices: Trace[] = [];
  for (let from = 0; from < trace.value.length; from += size) {
    const cut = (column: Float64Array) => column.slice(from, from + size);
    slices.push({
      parameters: trace.parameters.map(cut),
      gradient: trace.gradient.map(cut),
      value: cut(trace.value),
      gradientNorm: cut(trace.gradientNorm),
      rate: cut(trace.rate),
      state: trace.state.map(cut),
    });
  }
  return slices;
}

/** A verdict for the last row of a trace. */
export function verdictOf(trace: Trace): Verdict {
  const steps = trace.value.length - 1;
  const point = trace.parameters.map((column) => column[steps]!);
  const value = trace.value[steps]!;
  const gradientNorm = trace.gradientNorm[steps]!;
  const diverged = !(value < 1e12);
  return {
    status: diverged ? 'diverged' : 'limit',
    rule: diverged ? 'divergence' : 'steps',
    steps,
    point,
    value,
    gradientNorm,
    best: { step: steps, point, value },
    evaluations: steps + 1,
    seconds: 0.001,
    margins: [
      { rule: 'steps', name: 'steps', threshold: 1000, last: steps, fired: !diverged },
      { rule: 'gradient', name: 'gradient norm', threshold: 1e-6, last: gradientNorm, fired: false },
      { rule: 'change', name: 'change of the value', threshold: 1e-12, last: Number.NaN, fired: false },
    ],
    behaviours: [],
    decrease: { rule: 'Armijo', violations: 0, looked: steps },
    ...(diverged
      ? {}
      : {
          curvature: { kind: 'not stationary' as const, eigenvalues: [0.39936, 1001.6006] },
          conditioning: {
            at: 'end' as const,
            smallest: 0.39936,
            largest: 1001.6006,
            condition: 2508.0143,
            safeRate: 0.0019968,
            bestRate: 0.001996,
          },
          contraction: { predicted: 0.9996, observed: 0.99962, steps: [501, 1000] as const },
        }),
    sentence: diverged
      ? `Diverged after ${steps} steps: the value exceeded 1e12.`
      : `Stopped at the limit of ${steps} steps at (${point.map((v) => v.toPrecision(4)).join(', ')}), not converged: the gradient norm ${gradientNorm.toPrecision(3)} is not below 1e-6.`,
    remarks: diverged
      ? ['A rate below 0.002 is safe near the start.']
      : ['The rate 0.001 is inside the safe range (0, 0.00118).'],
  };
}

/** A run that has ended. */
export function finished(runId: number, label: string, trace: Trace, size = 400): RunState {
  return {
    run: {
      runId,
      label,
      method: gd,
      schedule: settings.schedule,
      rate: trace.rate[0]!,
      columns: [],
      steps: trace.value.length - 1,
    },
    slices: sliced(trace, size),
    verdict: verdictOf(trace),
  };
}

const idle = { catalog, document: 'notes.md', problem: rosenbrock, running: false, stale: false, unwritten: false };

/** One run of 1000 steps. */
export function oneRun(): PanelState {
  return { ...idle, runs: [finished(1, 'Gradient descent, rate 0.001', descend(0.001, 1000))] };
}

/** Three rates, of which the last diverges. */
export function threeRuns(): PanelState {
  const rates = [0.0003, 0.001, 0.0019];
  return {
    ...idle,
    problem: { ...rosenbrock, settings: { ...settings, rates } },
    unwritten: true,
    runs: rates.map((rate, index) => finished(index + 1, `rate ${rate}`, descend(rate, index === 2 ? 12 : 1000))),
  };
}

/** A text that cannot be read, after a run of what was there before. */
export function failed(): PanelState {
  return {
    ...oneRun(),
    error: {
      message: 'w is not a function here. A product is written with a sign.',
      start: 4,
      end: 12,
      suggestion: 'w*(x - 1)',
    },
  };
}
