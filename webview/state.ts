/** What the panel knows and how messages and people change it: a pure reducer, without any document. */
import type { RunEvent } from '../src/protocol/events.ts';
import type { PanelState, ToPanel } from '../src/protocol/panel.ts';
import { applyEvent, initialState } from '../src/protocol/state.ts';
import type { RunState } from '../src/protocol/view.ts';
import { from, rowsOf } from './rows.ts';

export type ScaleChoice = 'auto' | 'linear' | 'log';

/** What a person chose about the view alone; it outlives the panel, and no run depends on it. */
export interface Choices {
  /** Of the objective's chart; `auto` is log wherever every value is above zero. */
  readonly scale: ScaleChoice;
  /** What the charts of runs in batches have below them; `auto` is rows where batches of several sizes are compared. */
  readonly unit: 'auto' | 'step' | 'row';
  /** The index of the run that the verdict, the parameters' chart and the trace are of. */
  readonly selected: number;
  /** The step that is marked in the trace and in the charts; -1 for none. */
  readonly row: number;
  /** The first row in sight. */
  readonly top: number;
  /** The trace stays at its last row while rows arrive. */
  readonly follow: boolean;
  /** The parameters along the landscape's axes, by index. */
  readonly plane: readonly [across: number, down: number];
  /** The sections that a person opened or closed, by name. */
  readonly open: Readonly<Record<string, boolean>>;
  /** The last section that the host had it show, by id; 0 before any. */
  readonly attended: number;
}

export interface Model {
  /** As the host knows it too. */
  readonly state: PanelState;
  readonly choices: Choices;
  /** A message was missed: the host has to send a snapshot. */
  readonly incomplete: boolean;
}

export type Action =
  | Exclude<ToPanel, { readonly type: 'attend' }>
  | { readonly type: 'choose'; readonly choices: Partial<Choices> };

/** The panel before the host has said anything, with the choices of its last life. */
export function initial(recalled: Partial<Choices>): Model {
  const choices: Choices = {
    scale: 'auto',
    unit: 'auto',
    selected: 0,
    row: -1,
    top: 0,
    follow: false,
    plane: [0, 1],
    open: {},
    attended: 0,
    ...recalled,
  };
  return { state: initialState, choices, incomplete: false };
}

/** The run that is looked at; undefined before there is one. */
export function selectedRun({ state, choices }: Model): RunState | undefined {
  return state.runs[choices.selected] ?? state.runs[0];
}

/** The next model. Never changes the one it is given. */
export function reduce(model: Model, action: Action): Model {
  switch (action.type) {
    case 'snapshot':
      return { ...model, state: action.state, incomplete: false };
    case 'state':
      return { ...model, state: { ...model.state, ...action.state } };
    case 'choose':
      return { ...model, choices: { ...model.choices, ...action.choices } };
    case 'event': {
      const event = fitting(model.state, action.event);
      return event === 'gap' ? { ...model, incomplete: true } : { ...model, state: applyEvent(model.state, event) };
    }
  }
}

/**
 * The event with the rows that are known already cut off, because a snapshot may overtake an event; `gap` where rows
 * have been missed. Rows of a run that is not shown any more are late, and change nothing.
 */
function fitting(state: PanelState, event: RunEvent): RunEvent | 'gap' {
  if (event.type !== 'steps') return event;
  const run = state.runs.find(({ run }) => run.runId === event.runId);
  const known = run ? rowsOf(run.slices).length : event.first;
  if (event.first > known) return 'gap';
  if (event.first === known) return event;
  return { ...event, first: known, rows: from(event.rows, known - event.first) };
}
