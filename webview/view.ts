/** What every part of the panel is: an element, and a function that makes it show a model. */
import type { FromPanel } from '../src/protocol/panel.ts';
import type { Choices, Model } from './state.ts';

export interface View {
  readonly element: HTMLElement;
  update(model: Model): void;
}

/** What people's actions lead to. */
export interface Actions {
  post(message: FromPanel): void;
  choose(choices: Partial<Choices>): void;
}
