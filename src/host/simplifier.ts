import { type FromSimplifier, type Simplified, type ToSimplifier, withSimplified } from '../protocol/simplified.ts';
import type { ProblemView } from '../protocol/view.ts';
import type { Source } from '../protocol/worker.ts';
import { Disposable } from './dispose.ts';
import { realTimers, type Timers } from './engine-worker/supervisor.ts';
import type { EngineWorker, Spawn } from './engine-worker/worker.ts';

/** Simplification ends after so many milliseconds: mathjs may need minutes, or never finish. */
const LIMIT = 500;
/** A slow machine may take so long to load mathjs, which is not counted. */
const LOADING = 10_000;
/** As many problems as a person goes back and forth between. */
const MOST_KEPT = 16;

/** What is known of a problem's derivatives. */
interface Forms {
  readonly found: Simplified[];
  /** There will be no more. */
  over: boolean;
  /** Who waits for that. */
  readonly waiting: (() => void)[];
}

/**
 * Asks for the simplified forms of a problem's derivatives in a worker of its own, which is started at need, kept warm, and
 * killed when its time is over: what it found until then stays, and the other forms stay plain. One problem is simplified
 * at a time; a new one takes the place of the old.
 */
export class Simplifier extends Disposable {
  readonly #spawn: Spawn<ToSimplifier, FromSimplifier>;
  readonly #onFound: (source: Source, one: Simplified) => void;
  readonly #timers: Timers;
  readonly #known = new Map<string, Forms>();
  #worker: EngineWorker<ToSimplifier> | undefined;
  #ready = false;
  #lastId = 0;
  #asked: { readonly requestId: number; readonly source: Source; readonly forms: Forms } | undefined;
  #timer: unknown;

  /** @param onFound hears of each form as it comes, and of which text it is. */
  constructor(
    spawn: Spawn<ToSimplifier, FromSimplifier>,
    onFound: (source: Source, one: Simplified) => void,
    timers: Timers = realTimers,
  ) {
    super();
    this.#spawn = spawn;
    this.#onFound = onFound;
    this.#timers = timers;
  }

  /** A problem as it was read, with the simplified forms that are known of its derivatives. */
  shown(source: Source, problem: ProblemView): ProblemView {
    return (this.#known.get(keyOf(source))?.found ?? []).reduce(withSimplified, problem);
  }

  /** Asks for the forms of a problem as it was read, unless they are known or on their way. */
  ask(source: Source, { table }: ProblemView): void {
    if (this.disposed || this.#known.has(keyOf(source))) return;
    this.#cancel();
    const forms: Forms = { found: [], over: false, waiting: [] };
    if (this.#known.size >= MOST_KEPT) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(keyOf(source), forms);
    this.#asked = { requestId: ++this.#lastId, source, forms };
    const worker = this.#start();
    this.#limit(this.#ready ? LIMIT : LOADING);
    const { text, languageId } = source;
    // A few rows are enough to differentiate, and to compare two formulas.
    const tables = table && { [table.written]: table.excerpt };
    worker.post({ requestId: this.#lastId, source: tables ? { text, languageId, tables } : { text, languageId } });
  }

  /** The problem with the forms that are known when there will be no more, or in half a second. */
  async settled(source: Source, problem: ProblemView): Promise<ProblemView> {
    this.ask(source, problem);
    const forms = this.#known.get(keyOf(source));
    if (forms && !forms.over) {
      let timer: unknown;
      await new Promise<void>((resolve) => {
        forms.waiting.push(resolve);
        timer = this.#timers.set(resolve, LIMIT);
      });
      this.#timers.clear(timer);
    }
    return this.shown(source, problem);
  }

  override dispose(): void {
    this.#drop();
    this.#end();
    super.dispose();
  }

  #start(): EngineWorker<ToSimplifier> {
    if (this.#worker) return this.#worker;
    const worker = this.#spawn({
      onMessage: (message) => {
        if (worker === this.#worker) this.#receive(message);
      },
      // A formula that ends the worker has no simplified form; the next one gets a new worker.
      onCrash: () => {
        if (worker !== this.#worker) return;
        this.#drop();
        this.#end();
      },
    });
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromSimplifier): void {
    const asked = this.#asked;
    if (message.type === 'ready') {
      this.#ready = true;
      if (asked) this.#limit(LIMIT);
    } else if (asked && message.requestId === asked.requestId) {
      if (message.type === 'done') {
        this.#end();
        return;
      }
      const one = { by: message.by, formula: message.formula };
      asked.forms.found.push(one);
      this.#onFound(asked.source, one);
    }
  }

  #limit(time: number): void {
    this.#timers.clear(this.#timer);
    this.#timer = this.#timers.set(() => {
      this.#drop();
      this.#end();
    }, time);
  }

  /** Another problem takes the place of this one, which can be asked for again. */
  #cancel(): void {
    if (!this.#asked) return;
    this.#known.delete(keyOf(this.#asked.source));
    this.#drop();
    this.#end();
  }

  #drop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = false;
  }

  #end(): void {
    this.#timers.clear(this.#timer);
    const forms = this.#asked?.forms;
    this.#asked = undefined;
    if (!forms) return;
    forms.over = true;
    for (const resolve of forms.waiting.splice(0)) resolve();
  }
}

/** Settings of the panel's do not change a derivative. */
function keyOf({ text, languageId }: Source): string {
  return `${languageId}\n${text}`;
}
