import type { Epochs } from '../../engine/run/batches/epochs.ts';
import type { Trace } from '../../engine/run/trace.ts';
import type { ProblemView, RunState } from '../../protocol/view.ts';

/**
 * Runs as JSON, in pieces to be written one after another: the formula, its derivatives, the settings, and for each run
 * its method, its verdict and its trace by columns. Numbers have all their digits; the three that JSON has no form for
 * stand as the strings "NaN", "Infinity" and "-Infinity".
 */
export function* toJson(problem: ProblemView, runs: readonly RunState[]): Generator<string> {
  const names = problem.parameters.map(({ name }) => name);
  const head = {
    sense: problem.sense,
    formula: problem.reading.text,
    parameters: names,
    gradient: Object.fromEntries(names.map((name, i) => [name, problem.gradient[i]?.text])),
    settings: problem.settings,
    origins: problem.origins,
    notes: problem.notes.map((note) => note.text),
  };
  yield `${stringify(head).slice(0, -1)},"runs":[`;
  for (const [index, { run, slices, verdict, epochs }] of runs.entries()) {
    const { runId: _, ...about } = run;
    yield `${index === 0 ? '' : ','}\n${stringify({ ...about, verdict }).slice(0, -1)},"trace":{"parameters":{`;
    yield* byName(names, slices, (slice) => slice.parameters);
    yield '},\n"value":';
    yield* column(slices, (slice) => slice.value);
    yield ',\n"gradient":{';
    yield* byName(names, slices, (slice) => slice.gradient);
    yield '},\n"gradientNorm":';
    yield* column(slices, (slice) => slice.gradientNorm);
    yield ',\n"rate":';
    yield* column(slices, (slice) => slice.rate);
    yield ',\n"state":{';
    yield* byName(
      run.columns.map(({ name }) => name),
      slices,
      (slice) => slice.state,
    );
    yield epochs ? `}},\n"epochs":${stringify(mapped(epochs))}}` : '}}}';
  }
  yield ']}\n';
}

function* byName(
  names: readonly string[],
  slices: readonly Trace[],
  part: (slice: Trace) => readonly Float64Array[],
): Generator<string> {
  for (const [i, name] of names.entries()) {
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(name)}:`;
    yield* column(slices, (slice) => part(slice)[i] ?? new Float64Array());
  }
}

function* column(slices: readonly Trace[], part: (slice: Trace) => Float64Array): Generator<string> {
  yield '[';
  let comma = '';
  for (const slice of slices) {
    const values = part(slice);
    if (values.length === 0) continue;
    yield comma + Array.from(values, stringify).join(',');
    comma = ',';
  }
  yield ']';
}

/** The full objective of a run in batches, by columns: of each epoch, its step, value and gradient norm. */
function mapped(epochs: Epochs): Record<string, number[]> {
  return Object.fromEntries(Object.entries(epochs).map(([name, values]) => [name, [...values]]));
}

function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry,
  );
}
