/** Everything that can be changed, as one dense row that wraps. Every valid change runs again at once. */
import type { SettingsPatch } from '../../src/engine/problem.ts';
import type { Catalog } from '../../src/protocol/view.ts';
import { element } from '../element.ts';
import {
  methodOptionPatch,
  methodPatch,
  ratesOf,
  ratesPatch,
  scheduleOptionPatch,
  schedulePatch,
  startPatch,
  stopPatch,
} from '../settings.ts';
import { type Model, selectedRun } from '../state.ts';
import type { Actions, View } from '../view.ts';
import { findRateButton } from '../views/rate-finder.ts';
import { batchControl } from './batch.ts';
import { about, type Chosen, choice } from './choice.ts';
import { rateControl } from './rate.ts';
import { startControl } from './start.ts';
import { stopControl } from './stop.ts';

const nothing: Catalog = { methods: [], schedules: [] };

/** The settings' section. A formula other than the last one gets new controls, without entries that were never sent. */
export function controls(actions: Actions): View {
  const view = element('section', { class: 'controls', 'data-view': 'controls', 'aria-label': 'Settings' });
  let reading: string | undefined;
  let update: View['update'] | undefined;

  return {
    element: view,
    update(model) {
      const { problem } = model.state;
      view.hidden = problem === undefined;
      if (!problem) return;
      if (problem.reading.text !== reading || !update) {
        reading = problem.reading.text;
        const fresh = build(actions);
        view.replaceChildren(...fresh.elements);
        update = fresh.update;
      }
      update(model);
    },
  };
}

function build(actions: Actions): { readonly elements: readonly HTMLElement[]; readonly update: View['update'] } {
  let model: Model | undefined;
  const settings = () => model?.state.problem?.settings;
  const send = (patch: SettingsPatch | undefined) => {
    if (patch) actions.post({ type: 'change', patch });
  };

  const method = choice({
    label: 'Method',
    setting: 'method',
    choose: (name) => name !== '' && send(methodPatch(name)),
    set: (option, value) => {
      const [only] = settings()?.methods ?? [];
      send(only && methodOptionPatch(only, option, value));
    },
  });
  const schedule = choice({
    label: 'Schedule',
    setting: 'schedule',
    choose: (name) => send(schedulePatch(name)),
    set: (option, value) => {
      const now = settings()?.schedule;
      send(now && scheduleOptionPatch(now, option, value));
    },
  });
  const rate = rateControl((rates) => {
    const now = settings();
    send(now && ratesPatch(now, rates));
  }, findRateButton(actions));
  const start = startControl((index, value) => {
    const now = settings();
    send(now && startPatch(now, index, value));
  });
  const batch = batchControl((chosen) => send({ batch: chosen }));
  const stop = stopControl(actions, (rule, value) => send(stopPatch(rule, value)));
  const methodAbout = about();
  const write = element(
    'button',
    { type: 'button', 'data-action': 'write', on: { click: () => actions.post({ type: 'write' }) } },
    'Write to document',
  );
  const compare = element(
    'button',
    { type: 'button', 'data-action': 'compare', on: { click: () => actions.post({ type: 'compareRates' }) } },
    'Compare rates',
  );
  const forms = element(
    'button',
    {
      type: 'button',
      'data-action': 'compare-conventions',
      title: 'Run the method as each framework has it',
      on: { click: () => actions.post({ type: 'compareConventions' }) },
    },
    'Compare conventions',
  );
  const fields = element(
    'div',
    { class: 'fields' },
    ...method.elements,
    rate.element,
    start.element,
    ...batch.elements,
    stop.element,
    ...schedule.elements,
    stop.more,
  );
  const below = element(
    'div',
    { class: 'below' },
    methodAbout.element,
    element('div', { class: 'actions' }, compare, forms, write),
  );

  return {
    elements: [fields, below],
    update(next) {
      model = next;
      const { problem, catalog = nothing, unwritten } = next.state;
      if (!problem) return;
      const { settings: now, origins } = problem;
      const [only] = now.methods;
      const several = `${now.methods.length} methods, compared`;
      const chosen: Chosen = only && now.methods.length === 1 ? only : { several };
      method.show(catalog.methods, chosen, origins.methods);
      const run = selectedRun(next)?.run;
      // A run settles what the settings leave open: a cosine falls over the whole run.
      const settled = run?.schedule.name === now.schedule.name ? run.schedule : now.schedule;
      schedule.show(catalog.schedules, settled, origins.schedule);
      rate.show(ratesOf(now), origins.rates, run?.rate, run?.rateNote);
      start.show(problem.parameters, now, origins.start);
      const batched = now.batch?.sizes.some((size) => size !== 'all') ?? false;
      batch.show(now.batch, origins.batch, Math.max(0, ...problem.columns.map(({ rows }) => rows)));
      stop.show(now.stop, origins.stop, next, batched);
      const info = catalog.methods.find(({ name }) => 'name' in chosen && name === chosen.name);
      methodAbout.show(info);
      forms.hidden = (info?.conventions?.length ?? 0) < 2;
      write.disabled = !unwritten;
    },
  };
}
