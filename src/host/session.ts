import * as vscode from 'vscode';
import type { SettingsPatch } from '../engine/problem.ts';
import type { CheckProgress, GradientReport } from '../protocol/check.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { ReliefChoice } from '../protocol/landscape.ts';
import type { PanelState, ToPanel } from '../protocol/panel.ts';
import type { RateReport } from '../protocol/rates.ts';
import type { FromSimplifier, ToSimplifier } from '../protocol/simplified.ts';
import { applyEvent, initialState } from '../protocol/state.ts';
import type { ErrorView, ProblemView } from '../protocol/view.ts';
import type { Source } from '../protocol/worker.ts';
import { findData } from './data-finder.ts';
import { Disposable } from './dispose.ts';
import type { Spawn } from './engine-worker/worker.ts';
import { isEmptyPatch, mergePatch, withoutStart } from './patch.ts';
import { type Place, sourceOf } from './place.ts';
import { type Answer, Runner } from './runner.ts';
import { Simplifier } from './simplifier.ts';
import { TrackedText } from './tracked-text.ts';
import { trailOf } from './trail.ts';

type Examination = 'checking' | 'findingRates';

/**
 * What is being minimized: the problem's text in its document, the settings that the panel has put over it, and what is
 * known of its runs. There is one; a new problem takes its place.
 */
export class Session extends Disposable {
  readonly runner: Runner;
  readonly simplifier: Simplifier;
  readonly #changes = this.register(new vscode.EventEmitter<ToPanel>());
  /** What changed, in the form the panel is told of it; `state()` holds it already. */
  readonly onDidChange = this.#changes.event;
  #state: PanelState = initialState;
  #patch: SettingsPatch = {};
  /** What the problem that is shown was read from. */
  #opened: Source | undefined;
  #tracked: TrackedText | undefined;
  /** What is made of the problem beside its runs, by where the state says how far it is. */
  readonly #examining: { [K in Examination]?: AbortController | undefined } = {};
  /** The newest question about a step. */
  #askedStep: symbol | undefined;
  /** The run and the row that are marked in the panel, by index; -1 for no row. */
  cursor = { run: 0, row: -1 };

  constructor(spawn: Spawn, spawnSimplifier: Spawn<ToSimplifier, FromSimplifier>, log: vscode.LogOutputChannel) {
    super();
    this.simplifier = this.register(
      new Simplifier(spawnSimplifier, ({ text }, one) => {
        if (text === this.#opened?.text) this.#happened({ type: 'simplified', ...one });
      }),
    );
    this.runner = this.register(
      new Runner(spawn, {
        onEvent: (event) => (event.type === 'opened' ? this.#open(event) : this.#happened(event)),
        onCatalog: (catalog) => this.#set({ catalog }),
        findData,
        onKilled: ({ request, reason, detail }) =>
          log.warn(`The worker was ended during request ${request.requestId} (${reason}). ${detail ?? ''}`),
      }),
    );
  }

  state(): PanelState {
    return this.#state;
  }

  /** The problem's text in its document; undefined before the first problem. */
  get tracked(): TrackedText | undefined {
    return this.#tracked;
  }

  /** The settings that differ from those in the text. */
  get patch(): SettingsPatch {
    return this.#patch;
  }

  /** Reads and runs the problem at a place, with settings over those in the text. */
  start(place: Place, patch: SettingsPatch = {}): void {
    const before = this.#tracked;
    const again =
      before?.place.uri === place.uri && before.place.kind === place.kind && before.range.start === place.range.start;
    before?.dispose();
    this.#giveUp();
    const tracked = new TrackedText(place);
    tracked.onDidChange(() => this.#set({ stale: tracked.stale }));
    this.#tracked = tracked;
    this.#patch = patch;
    const now = {
      document: tracked.uri.path.split('/').at(-1) ?? place.uri,
      running: true,
      stale: tracked.stale,
      unwritten: !isEmptyPatch(patch),
    };
    if (again) {
      this.#set(before.place.text === place.text ? now : { ...now, derivations: undefined });
    } else {
      this.cursor = { run: 0, row: -1 };
      const { catalog } = this.#state;
      this.#state = { ...initialState, ...(catalog ? { catalog } : {}), ...now };
      this.#changes.fire({ type: 'snapshot', state: this.#state });
    }
    this.runner.run(this.source());
  }

  /** Puts settings over those in force and runs again. */
  change(patch: SettingsPatch): Promise<void> {
    return this.run(mergePatch(this.#patch, patch));
  }

  /** Runs again what the document says now. */
  async run(patch: SettingsPatch = this.#patch): Promise<void> {
    const tracked = this.#tracked;
    if (!tracked) return;
    const { place, range } = tracked;
    const text = tracked.current() ?? place.text;
    const now = { ...place, range, text };
    const kept = text === place.text ? patch : await this.#fitting(patch, sourceOf(now));
    if (this.#tracked === tracked) this.start(now, kept);
  }

  /** Explains the gradient that is shown, and has the panel show that. */
  async explain(): Promise<void> {
    const tracked = this.#tracked;
    if (!tracked) return;
    const answer = await this.runner.explain(this.source());
    // Another text was read meanwhile: what was explained is not what is shown.
    if (this.#tracked?.place.text !== tracked.place.text) return;
    if ('error' in answer) this.fail(answer.error);
    else this.#set({ derivations: answer.value, attention: { section: 'derivation', id: Date.now() } });
  }

  /**
   * Explains the step from a row of a run that is shown. Resolves to why that cannot be, if it cannot.
   *
   * @param attend whether the panel brings it into sight.
   */
  async explainStep(runId: number, row: number, attend: boolean): Promise<ErrorView | undefined> {
    const source = this.#opened;
    const { runs, problem } = this.#state;
    const shown = runs.find(({ run }) => run.runId === runId);
    if (!source || !problem || !shown) return undefined;
    const asked = Symbol('step');
    this.#askedStep = asked;
    const { method, schedule, rate } = shown.run;
    const run = { method, schedule, rate: rate ?? ('auto' as const), start: problem.settings.start };
    const answer = await this.runner.explainStep(source, { run, row });
    // Another step was asked for meanwhile, or the run is no longer shown.
    if (this.#askedStep !== asked || !this.#state.runs.some((one) => one.run.runId === runId)) return undefined;
    if ('error' in answer) return answer.error;
    const attention = attend ? ({ attention: { section: 'step', id: Date.now() } } as const) : {};
    this.#set({ step: { ...answer.value, runId }, ...attention });
    return undefined;
  }

  /** Computes the part of the objective that the panel asks for. Every question is answered, so that the next may come. */
  async landscape(id: number, choice: ReliefChoice): Promise<void> {
    const source = this.#opened;
    const answer = source && (await this.runner.landscape(source, choice));
    const relief = answer && 'value' in answer && source.text === this.#opened?.text ? answer.value : undefined;
    const problem = answer && 'error' in answer ? answer.error.message : undefined;
    this.#set({ landscape: { id, choice, ...(relief && { relief }), ...(problem !== undefined && { problem }) } });
  }

  stop(): void {
    this.#giveUp();
    this.runner.stop();
  }

  /**
   * Checks the gradient when the run that goes on has ended. Resolves to the report, which `state()` then holds too, or to
   * why there is none; to undefined when there is nothing to check, or the check was stopped or replaced.
   */
  check(): Promise<Answer<GradientReport> | undefined> {
    return this.#examine<GradientReport>(
      'checking',
      (signal, tell) => this.runner.check(this.source(), trailOf(this.#state.runs), signal, tell),
      (check) => ({ check }),
    );
  }

  /** Finds the largest safe rate when the run that goes on has ended. Resolves as `check` does. */
  findRates(): Promise<Answer<RateReport> | undefined> {
    return this.#examine<RateReport>(
      'findingRates',
      (signal, tell) => this.runner.findRates(this.source(), signal, tell),
      (rates) => ({ rates }),
    );
  }

  /** Shows an error that came about outside a run. */
  fail(error: ErrorView): void {
    this.#happened({ type: 'failed', error });
  }

  /** Marks what is shown as no longer what the document says. */
  markStale(): void {
    this.#set({ stale: true });
  }

  /** Resolves when the current problem is read: true when it can be run, false when it has an error. */
  opened(): Promise<boolean> {
    return new Promise((resolve) => {
      const listening = this.onDidChange((change) => {
        if (change.type !== 'event' || (change.event.type !== 'opened' && change.event.type !== 'failed')) return;
        listening.dispose();
        resolve(change.event.type === 'opened');
      });
    });
  }

  /** Resolves when the current runs have ended: true unless the problem had an error or the wait was given up. */
  #ended(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (ended: boolean) => {
        listening.dispose();
        signal.removeEventListener('abort', giveUp);
        resolve(ended);
      };
      const giveUp = () => settle(false);
      const listening = this.onDidChange((change) => {
        if (change.type !== 'event') return;
        if (change.event.type === 'done' || change.event.type === 'failed') settle(change.event.type === 'done');
      });
      signal.addEventListener('abort', giveUp);
    });
  }

  /** What the worker is to read. */
  source(): Source {
    const tracked = this.#tracked;
    const source = tracked
      ? sourceOf({ ...tracked.place, range: tracked.range })
      : { text: '', languageId: 'plaintext' };
    return isEmptyPatch(this.#patch) ? source : { ...source, patch: this.#patch };
  }

  override dispose(): void {
    this.#giveUp();
    this.#tracked?.dispose();
    super.dispose();
  }

  /** Makes something of the problem once its run has ended; it takes the place of the one of its kind that goes on. */
  async #examine<T>(
    kind: Examination,
    ask: (signal: AbortSignal, tell: (progress: CheckProgress) => void) => Promise<Answer<T>>,
    kept: (value: T) => Partial<PanelState>,
  ): Promise<Answer<T> | undefined> {
    this.#examining[kind]?.abort();
    const examining = new AbortController();
    const { signal } = examining;
    const isOn = () => this.#examining[kind] === examining;
    this.#examining[kind] = examining;
    this.#set({ [kind]: { done: 0, of: 0 } });
    const ended = !this.#state.running || (await this.#ended(signal));
    const answer =
      ended && !signal.aborted && this.#state.error === undefined
        ? await ask(signal, (progress) => {
            if (isOn()) this.#set({ [kind]: progress });
          })
        : undefined;
    if (!isOn()) return undefined;
    this.#examining[kind] = undefined;
    const report = answer && 'value' in answer && !signal.aborted ? kept(answer.value) : {};
    this.#set({ [kind]: undefined, ...report });
    return signal.aborted ? undefined : answer;
  }

  #giveUp(): void {
    for (const examining of Object.values(this.#examining)) examining?.abort();
  }

  /** A start that was set for the old text's parameters means nothing when the new text has others. */
  async #fitting(patch: SettingsPatch, source: Source): Promise<SettingsPatch> {
    const { problem } = this.#state;
    if (!patch.start || !problem) return patch;
    const read = await this.runner.read(source);
    return 'error' in read || namesOf(read.value) === namesOf(problem) ? patch : withoutStart(patch);
  }

  /** The plain derivatives are shown at once; the simplified ones take their place when they come. */
  #open(event: Extract<RunEvent, { readonly type: 'opened' }>): void {
    const source = this.source();
    // The same text is the same objective, unless a table has changed.
    if (this.#state.landscape && (event.problem.table || source.text !== this.#opened?.text)) {
      this.#set({ landscape: undefined });
    }
    this.#opened = source;
    this.#happened({ ...event, problem: this.simplifier.shown(source, event.problem) });
    this.simplifier.ask(source, event.problem);
  }

  #happened(event: RunEvent): void {
    this.#state = applyEvent(this.#state, event);
    this.#changes.fire({ type: 'event', event });
  }

  #set(state: Extract<ToPanel, { type: 'state' }>['state']): void {
    this.#state = { ...this.#state, ...state };
    this.#changes.fire({ type: 'state', state });
  }
}

function namesOf(problem: ProblemView): string {
  return problem.parameters.map(({ name }) => name).join(' ');
}
