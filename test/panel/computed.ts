/** States of the panel as the engine makes them: a text that is read and run, with the engine's own catalog. */
import { readProblem } from '../../src/engine/index.ts';
import { Curvature } from '../../src/engine/run/curvature.ts';
import { beginDescent } from '../../src/engine/run/descent.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { runViews } from '../../src/worker/run-views.ts';
import { catalog, problemView } from '../../src/worker/views.ts';

/** Every run of a text, to its end. */
export function computed(text: string): PanelState {
  const problem = readProblem(text, { languageId: 'downhill' });
  const curvature = new Curvature(problem);
  const descents = plansOf(problem).map((plan) => beginDescent(problem, plan, curvature));
  const views = runViews(problem, descents, 1);
  const runs = descents.map((descent, i) => {
    while (!descent.done) descent.advance(1000);
    const trace = descent.trace();
    const { parameters, value, gradient, gradientNorm, rate, state } = trace;
    const rows = { parameters, value, gradient, gradientNorm, rate, state };
    return { run: views[i]!, slices: [rows], verdict: descent.verdict() };
  });
  return {
    catalog: catalog(),
    document: 'notes.downhill',
    problem: problemView(problem),
    runs,
    running: false,
    stale: false,
    unwritten: false,
  };
}
