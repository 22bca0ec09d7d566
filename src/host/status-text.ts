/** The status bar's few words on a run. */
import { brief } from '../engine/run/numerals.ts';
import type { Status } from '../engine/run/verdict.ts';
import type { PanelState } from '../protocol/panel.ts';
import { rowCount } from '../protocol/state.ts';

/** What the status bar says: the icon's name, the words, and a sentence for the hover. */
export interface StatusText {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
}

/** The words for each status, in the language of the person. */
export type StatusWords = { readonly [K in Status | 'error' | 'failed' | 'stop' | 'show']: string };

const ICONS: { readonly [K in Status]: string } = {
  converged: 'check',
  limit: 'debug-step-over',
  stopped: 'debug-stop',
  stalled: 'debug-step-over',
  diverged: 'warning',
  unbounded: 'warning',
  oscillating: 'warning',
  undefined: 'warning',
};

/** The status of what is shown in the panel; undefined before the first problem. `locale` is a BCP 47 tag. */
export function statusText(state: PanelState, words: StatusWords, locale: string): StatusText | undefined {
  const { runs } = state;
  if (state.running) {
    const current = runs.find((run) => !run.verdict) ?? runs.at(-1);
    const number = (value: number) => value.toLocaleString(locale);
    const steps = current && Math.max(0, rowCount(current) - 1);
    const progress = current && steps !== undefined ? ` ${number(steps)} / ${number(current.run.steps)}` : '';
    return { icon: 'sync~spin', text: `Downhill${progress}`, tooltip: words.stop };
  }
  if (state.error) {
    // An error at no place in the text is not the formula's: a run that was stopped before it began, a crash.
    const { start, end, message } = state.error;
    return { icon: 'error', text: `Downhill: ${end > start ? words.error : words.failed}`, tooltip: message };
  }
  const ended = runs.flatMap(({ verdict }) => verdict ?? []);
  if (ended.length === 0) return undefined;
  const sign = state.problem?.sense === 'maximize' ? -1 : 1;
  const best = ended.reduce((a, b) => (sign * b.value < sign * a.value || Number.isNaN(a.value) ? b : a));
  return {
    icon: ICONS[best.status],
    text: `Downhill: ${words[best.status]}, ${brief(best.value)}`,
    tooltip: `${best.sentence} ${words.show}`,
  };
}
