/** The panel's start: connects the host, the state and the views. */
import { convergence } from './charts/convergence.ts';
import { controls } from './controls/controls.ts';
import { element } from './element.ts';
import { oncePerFrame } from './frame.ts';
import { type Action, initial, reduce } from './state.ts';
import { trace } from './table/trace.ts';
import type { Actions, View } from './view.ts';
import { banner } from './views/banner.ts';
import { conventions } from './views/conventions.ts';
import { dataView } from './views/data.ts';
import { derivation } from './views/derivation.ts';
import { empty } from './views/empty.ts';
import { errorView } from './views/error.ts';
import { gradient } from './views/gradient.ts';
import { gradientCheck } from './views/gradient-check.ts';
import { heading } from './views/heading.ts';
import { landscape } from './views/landscape.ts';
import { notes } from './views/notes.ts';
import { progress } from './views/progress.ts';
import { rateFinder } from './views/rate-finder.ts';
import { secondDerivatives } from './views/second-derivatives.ts';
import { startsSection } from './views/starts.ts';
import { stepView } from './views/step.ts';
import { summary } from './views/summary.ts';
import { verdictView } from './views/verdict.ts';
import { connect } from './vscode.ts';

const host = connect();
let model = initial(host.recall());
/** Whether the host has said what there is to show. */
let informed = false;

const actions: Actions = {
  post: (message) => host.post(message),
  choose: (choices) => {
    dispatch({ type: 'choose', choices });
    host.remember(model.choices);
    if ('row' in choices || 'selected' in choices) sayCursor();
  },
};

/** The host explains the step that is marked here. */
function sayCursor(): void {
  const { selected: run, row } = model.choices;
  host.post({ type: 'cursor', run, row });
}

/** What is of a run. While an error is shown it is hidden, because it is of a text that was read before. */
const results: readonly View[] = [
  verdictView(actions),
  conventions(),
  gradient(actions),
  secondDerivatives(actions),
  derivation(actions),
  gradientCheck(actions),
  notes(actions),
];
const figures: readonly View[] = [
  rateFinder(actions),
  summary(actions),
  startsSection(actions),
  convergence(actions),
  landscape(actions),
  trace(actions),
  stepView(actions),
];
const settings = controls(actions);
const frame: readonly View[] = [heading(actions), progress(), dataView(), banner(actions), errorView(actions), empty()];

const elements = (views: readonly View[]) => views.map((view) => view.element);
const above = element('div', { class: 'stack' }, ...elements(results));
const below = element('div', { class: 'stack' }, ...elements(figures));
const main = element('main', { hidden: true }, ...elements(frame), above, settings.element, below);

const draw = oncePerFrame(() => {
  main.hidden = !informed;
  const failed = model.state.error !== undefined;
  above.hidden = failed;
  below.hidden = failed;
  for (const view of [...frame, settings, ...(failed ? [] : [...results, ...figures])]) update(view);
  bringIntoSight();
});

/** A view that fails is reported, and leaves the others as they should be. */
function update(view: View): void {
  try {
    view.update(model);
  } catch (error) {
    reportError(error);
  }
}

function dispatch(action: Action): void {
  const before = model;
  model = reduce(model, action);
  if (model.incomplete && !before.incomplete) host.post({ type: 'ready' });
  draw();
}

/** The view that is to be brought into sight once it is there, until a person turns to something else. */
let awaited: string | undefined;
for (const turn of ['pointerdown', 'keydown', 'wheel'] as const) {
  addEventListener(turn, () => {
    awaited = undefined;
  });
}

function attend(name: string): void {
  awaited = name;
  draw();
}

function bringIntoSight(): void {
  const view = awaited && main.querySelector<HTMLElement>(`[data-view="${CSS.escape(awaited)}"]`);
  if (!view || view.closest('[hidden]')) return;
  awaited = undefined;
  view.focus({ preventScroll: true });
  // What is shown of a view that has just begun is small: below the middle it would grow out of sight.
  const { top } = view.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) view.scrollIntoView({ block: 'start' });
}

host.listen((message) => {
  informed = true;
  if (message.type === 'attend') attend(message.view);
  else dispatch(message);
});
document.querySelector('#app')?.replaceChildren(main);
host.post({ type: 'ready' });
if (model.choices.row >= 0) sayCursor();
