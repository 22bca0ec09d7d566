/** A thin bar while a table is read, then while runs go: the share of the steps that may be made at most. */
import { element, setAttribute } from '../element.ts';
import { count } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import type { View } from '../view.ts';

export function progress(): View {
  const bar = element('div', { class: 'bar' });
  const view = element(
    'div',
    { class: 'progress', role: 'progressbar', 'aria-label': 'Steps made', 'aria-valuemin': 0, hidden: true },
    bar,
  );
  return {
    element: view,
    update({ state: { runs, running, reading } }) {
      view.hidden = !running;
      if (!running) return;
      setAttribute(view, 'aria-label', reading ? `Reading ${reading.name}` : 'Steps made');
      if (reading) {
        const share = Math.min(1, reading.done / Math.max(1, reading.size));
        setAttribute(view, 'aria-valuemax', 100);
        setAttribute(view, 'aria-valuenow', Math.floor(100 * share));
        setAttribute(view, 'aria-valuetext', `${Math.floor(100 * share)} % of ${reading.name}`);
        bar.style.transform = `scaleX(${share})`;
        return;
      }
      const limit = runs.reduce((steps, { run }) => steps + run.steps, 0);
      const made = runs.reduce(
        (steps, { run, slices, verdict }) => steps + (verdict ? run.steps : Math.max(0, rowsOf(slices).length - 1)),
        0,
      );
      setAttribute(view, 'aria-valuemax', Math.max(1, limit));
      setAttribute(view, 'aria-valuenow', made);
      setAttribute(view, 'aria-valuetext', `${count(made)} of at most ${count(limit)} steps`);
      bar.style.transform = `scaleX(${limit > 0 ? Math.min(1, made / limit) : 0})`;
    },
  };
}
