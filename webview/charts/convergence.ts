/** The charts of the runs: objective, gradient norm, learning rate and parameters, with one cursor through all four. */
import { element, setAttribute } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import { type Model, selectedRun } from '../state.ts';
import { readTheme, type Theme, watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';
import { drawingsOf } from './drawings.ts';
import { Figure, type Pointing } from './figure.ts';
import { Reductions } from './reductions.ts';
import { type Places, placesOf, type Unit, unitOf } from './x-axis.ts';

export function convergence(actions: Actions): View {
  const reductions = new Reductions();
  let theme: Theme | undefined;
  let model: Model | undefined;
  let drawn: readonly unknown[] = [];
  let hovered = -1;
  let under: Figure | undefined;

  const places = (): Places | undefined => {
    const run = model && selectedRun(model);
    return run && placesOf(run, unitOf(model!.state.runs, model!.choices.unit));
  };
  const pointAll = () => {
    const row = model?.choices.row ?? -1;
    const marked = row < 0 ? row : (places()?.of(row) ?? row);
    for (const figure of figures) figure.point(hovered, marked, figure === under);
  };
  const pointSoon = oncePerFrame(pointAll);
  const redrawSoon = oncePerFrame(() => {
    drawn = [];
    if (model) update(model);
  });
  const pointing = (figure: () => Figure): Pointing => ({
    hover: (step) => {
      hovered = step ?? -1;
      under = figure();
      pointSoon();
    },
    select: (place) => actions.choose({ row: Math.round(places()?.back(place) ?? place) }),
    resized: redrawSoon,
  });

  const scale = (value: 'linear' | 'log', title: string) =>
    element(
      'button',
      { type: 'button', 'data-scale': value, on: { click: () => actions.choose({ scale: value }) } },
      title,
    );
  const scales = [scale('linear', 'Linear'), scale('log', 'Log')] as const;
  const toggle = element('div', { class: 'toggle', role: 'group', 'aria-label': 'Axis of the objective' }, ...scales);

  const unitButton = (value: Unit, title: string) =>
    element(
      'button',
      { type: 'button', 'data-unit': value, on: { click: () => actions.choose({ unit: value }) } },
      title,
    );
  const units = [unitButton('step', 'Steps'), unitButton('row', 'Rows')] as const;
  const unitToggle = element(
    'div',
    { class: 'toggle', role: 'group', 'aria-label': 'What the charts are by', hidden: true },
    ...units,
  );

  const objective: Figure = new Figure(
    pointing(() => objective),
    unitToggle,
    toggle,
  );
  const norm: Figure = new Figure(pointing(() => norm));
  const rate: Figure = new Figure(pointing(() => rate));
  const parameters: Figure = new Figure(pointing(() => parameters));
  const figures = [objective, norm, rate, parameters];
  const view = element(
    'section',
    { class: 'convergence', 'data-view': 'convergence', 'aria-label': 'Convergence' },
    element('h2', { class: 'hidden-title' }, 'Convergence'),
    ...figures.map((figure) => figure.element),
  );

  watchTheme(() => {
    theme = undefined;
    redrawSoon();
  });

  function update(next: Model): void {
    model = next;
    const { runs, problem } = next.state;
    const { scale: chosen, selected, unit } = next.choices;
    const key = [problem, chosen, selected, unit, ...runs.flatMap((run) => [run.slices, run.epochs])];
    if (view.hidden || key.length !== drawn.length || key.some((part, index) => part !== drawn[index])) {
      const drawings = drawingsOf(next, reductions);
      // Between a run's opening and its first row the charts keep their last picture, for a frame or two.
      view.hidden = drawings === undefined && !(next.state.running && drawn.length > 0);
      if (drawings) {
        theme ??= readTheme();
        objective.draw(drawings.objective, theme);
        norm.draw(drawings.gradientNorm, theme);
        rate.draw(drawings.rate, theme);
        parameters.draw(drawings.parameters, theme);
        for (const button of scales) {
          setAttribute(button, 'aria-pressed', String(button.dataset.scale === drawings.objective.axis));
        }
        unitToggle.hidden = !drawings.batched;
        for (const button of units) {
          const pressed = String(button.dataset.unit === drawings.unit);
          setAttribute(button, 'aria-pressed', drawings.batched ? pressed : undefined);
        }
        drawn = key;
      }
    }
    pointAll();
  }

  return { element: view, update };
}
