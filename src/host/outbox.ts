import type { Trace } from '../engine/run/trace.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { PanelState, ToPanel } from '../protocol/panel.ts';

type Steps = Extract<RunEvent, { readonly type: 'steps' }>;

/** Numbers in one message, half a megabyte: enough to cost little a row, few enough to pass quickly. */
const MOST_NUMBERS = 1 << 16;

/**
 * What waits on its way to the panel. A run can make rows faster than they can be carried: one message is under way at
 * a time, rows that wait are joined or parted to fit, and everything else goes before them, since a verdict does not depend on the rows
 * having arrived. So the line stays free for what a person does meanwhile.
 */
export class Outbox {
  readonly #send: (message: ToPanel) => PromiseLike<unknown>;
  #waiting: ToPanel[] = [];
  #rows: Steps[] = [];
  /** How many rows of the first of `#rows` are on their way already. */
  #taken = 0;
  #busy = false;

  /** @param send carries a message; what it returns settles when the next may follow. */
  constructor(send: (message: ToPanel) => PromiseLike<unknown>) {
    this.#send = send;
  }

  push(message: ToPanel): void {
    const event = message.type === 'event' ? message.event : undefined;
    if (event?.type === 'steps') {
      this.#rows.push(event);
    } else {
      // The rows of runs that are being replaced are of no use any more.
      if (event?.type === 'opened') this.#dropRows();
      this.#waiting.push(message);
    }
    if (!this.#busy) void this.#empty();
  }

  /** The whole state in place of all that waits; a long trace follows it in parts. */
  pushState(state: PanelState): void {
    this.clear();
    const slices = state.runs.flatMap((run) => run.slices);
    if (slices.reduce((sum, slice) => sum + slice.value.length * columnsOf(slice).length, 0) <= MOST_NUMBERS) {
      this.push({ type: 'snapshot', state });
      return;
    }
    this.push({ type: 'snapshot', state: { ...state, runs: state.runs.map((run) => ({ ...run, slices: [] })) } });
    for (const { run, slices } of state.runs) {
      let first = 0;
      for (const slice of slices) {
        this.push({ type: 'event', event: { type: 'steps', runId: run.runId, first, rows: slice } });
        first += slice.value.length;
      }
    }
  }

  /** Drops what waits. */
  clear(): void {
    this.#waiting = [];
    this.#dropRows();
  }

  async #empty(): Promise<void> {
    this.#busy = true;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        await this.#send(next);
      } catch {
        // The panel was closed: nothing that waits can arrive.
        this.clear();
      }
    }
    this.#busy = false;
  }

  #take(): ToPanel | undefined {
    const message = this.#waiting.shift();
    const [first] = this.#rows;
    if (message || !first) return message;
    const begin = first.first + this.#taken;
    const most = Math.max(1, Math.floor(MOST_NUMBERS / columnsOf(first.rows).length));
    const parts: Part[] = [];
    let count = 0;
    for (let next = this.#rows[0]; next?.runId === first.runId && count < most; next = this.#rows[0]) {
      const from = this.#taken;
      const to = Math.min(next.rows.value.length, from + most - count);
      parts.push({ trace: next.rows, from, to });
      count += to - from;
      this.#taken = to;
      if (to < next.rows.value.length) break;
      this.#rows.shift();
      this.#taken = 0;
    }
    return { type: 'event', event: { ...first, first: begin, rows: joinParts(parts) } };
  }

  #dropRows(): void {
    this.#rows = [];
    this.#taken = 0;
  }
}

function columnsOf(trace: Trace): readonly Float64Array[] {
  return [...trace.parameters, ...trace.gradient, trace.value, trace.gradientNorm, trace.rate, ...trace.state];
}

/** Rows `from` … `to` − 1 of a trace. */
interface Part {
  readonly trace: Trace;
  readonly from: number;
  readonly to: number;
}

/**
 * Parts of traces of the same parameters, one after another, in memory of their own: a view of a longer column would be
 * sent with the whole of it.
 */
function joinParts(parts: readonly Part[]): Trace {
  const length = parts.reduce((rows, { from, to }) => rows + to - from, 0);
  const join = (column: (trace: Trace) => Float64Array) => {
    const joined = new Float64Array(length);
    let at = 0;
    for (const { trace, from, to } of parts) {
      joined.set(column(trace).subarray(from, to), at);
      at += to - from;
    }
    return joined;
  };
  const { parameters = [], gradient = [], state = [] } = parts[0]?.trace ?? {};
  return {
    parameters: parameters.map((_, i) => join((trace) => trace.parameters[i]!)),
    gradient: gradient.map((_, i) => join((trace) => trace.gradient[i]!)),
    value: join((trace) => trace.value),
    gradientNorm: join((trace) => trace.gradientNorm),
    rate: join((trace) => trace.rate),
    state: state.map((_, i) => join((trace) => trace.state[i]!)),
  };
}
