/**
 * Measures the engine beside C, NumPy and PyTorch, interleaved, prints the table and writes it to docs/benchmarks.md: on
 * a noisy machine only ratios of one run mean something. Fails nothing.
 *
 *     npm run bench [-- rounds]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { epoch, shuffle } from './batches.ts';
import { measureCold, median } from './cold.ts';
import { type Peers, preparePeers, type Times } from './peers.ts';
import { type Asked, aligned, type Column, markdown, type Row } from './table.ts';
import { apart, TWINS } from './twins.ts';
import { basins, grid, loop, mathjsSteps, type Round, values, whole } from './workloads.ts';

const OUTPUT = new URL('../../docs/benchmarks.md', import.meta.url);

/** Seconds of a step from seconds of a million. */
const STEP = 1e-6;

interface Work {
  readonly title: string;
  readonly unit: Row['unit'];
  readonly ours: Round;
  /** The peers' name for it. */
  readonly peer?: string;
  /** Another one that is part of the work. */
  readonly with?: string;
  /** What one unit is of what is measured. */
  readonly scale?: number;
  readonly asked?: { readonly [K in Column]?: number };
}

const works: readonly Work[] = [
  {
    title: 'gradient descent, a step',
    unit: 'ns',
    ours: loop('gd', 5e-4),
    peer: 'w1_gd',
    scale: STEP,
    asked: { 'C -O3': 0.8, 'C best flags': 1.2 },
  },
  { title: 'the same by minimize(), a step', unit: 'ns', ours: whole('gd', 5e-4), peer: 'w1_gd', scale: STEP },
  { title: 'Adam, a step', unit: 'ns', ours: loop('adam', 1e-3), peer: 'w1_adam', scale: STEP, asked: { 'C -O3': 1 } },
  { title: 'the same by minimize(), a step', unit: 'ns', ours: whole('adam', 1e-3), peer: 'w1_adam', scale: STEP },
  // The other two have their peers above.
  ...TWINS.filter(({ method }) => method !== 'gd' && method !== 'adam').map(
    ({ title, method, rate, twin }): Work => ({
      title: `${title}, a step`,
      unit: 'ns',
      ours: loop(method, rate),
      peer: twin,
      scale: STEP,
      asked: { 'C -O3': 1.3 },
    }),
  ),
  { title: 'value, 50 parameters', unit: 'ns', ours: values(50, false), peer: 'w5_f50' },
  {
    title: 'value and gradient, 50 parameters',
    unit: 'ns',
    ours: values(50, true),
    peer: 'w5_fg50',
    asked: { 'C -O3': 1.2 },
  },
  { title: 'value, 200 parameters', unit: 'ns', ours: values(200, false, 5000) },
  { title: 'value and gradient, 200 parameters', unit: 'ns', ours: values(200, true, 5000) },
  { title: 'grid of 100 × 100', unit: 'µs', ours: grid(), peer: 'w6_grid', asked: { 'C -O3': 0.6 } },
  {
    title: 'basin map of 256 × 256, 200 steps',
    unit: 'ms',
    ours: basins(false),
    peer: 'w7_basin',
    asked: { 'C -O3': 0.9 },
  },
  {
    title: 'the same with fused products',
    unit: 'ms',
    ours: basins(true),
    peer: 'w7_basin',
    asked: { 'C -O3': 0.65 },
  },
  { title: 'shuffle of a million rows', unit: 'ms', ours: shuffle(), peer: 'w4_shuf' },
  // Peers have the order of their shuffle only where it was made before.
  {
    title: 'an epoch of a million rows, batches of 32',
    unit: 'ms',
    ours: epoch(32, 0.05),
    peer: 'w4_mb32',
    with: 'w4_shuf',
    asked: { 'C -O3': 1.2 },
  },
  {
    title: 'the same, single rows',
    unit: 'ms',
    ours: epoch(1, 0.01),
    peer: 'w4_sgd1',
    with: 'w4_shuf',
    asked: { 'C -O3': 1.2 },
  },
];

/** The time of a work, with that of another one that is part of it. */
function together(run: Peers['strict'], peer: string, more: string | undefined): number | undefined {
  const times = run?.(more === undefined ? [peer] : [more, peer]);
  const time = times?.[peer];
  return time === undefined || more === undefined ? time : time + times![more]!;
}

/** The best of a library's several programs for a work. */
function best(times: Times, peer: string): number | undefined {
  const found = Object.entries(times).flatMap(([name, time]) => (name.split('.')[0] === peer ? [time] : []));
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** Everyone's medians over interleaved rounds, for every work, by column. */
async function measure(rounds: number, peers: Peers): Promise<Map<Column, number>[]> {
  const samples = works.map(() => new Map<Column, number[]>());
  const add = (index: number, column: Column, time: number | undefined) => {
    const { scale = 1 } = works[index]!;
    if (time === undefined) return;
    const sofar = samples[index]!.get(column) ?? [];
    sofar.push(time * scale);
    samples[index]!.set(column, sofar);
  };
  for (const { ours } of works) await ours();
  const mathjs = mathjsSteps();
  for (let round = 0; round < rounds; round++) {
    for (const [index, { peer, with: more, ours }] of works.entries()) {
      if (peer !== undefined) {
        add(index, 'C -O3', together(peers.strict, peer, more));
        add(index, 'C best flags', together(peers.best, peer, more));
      }
      add(index, 'Downhill', await ours());
    }
    add(0, 'mathjs', await mathjs());
  }
  const names = [...new Set(works.flatMap(({ peer }) => peer ?? []))];
  for (const [column, run] of [
    ['NumPy', peers.numpy],
    ['PyTorch', peers.torch],
  ] as const) {
    const times = run?.(names) ?? {};
    works.forEach(({ peer }, index) => {
      if (peer !== undefined) add(index, column, best(times, peer));
    });
  }
  return samples.map((columns) => new Map([...columns].map(([column, times]) => [column, median(times)])));
}

function rowOf(work: Work, times: ReadonlyMap<Column, number>): Row {
  const asked = Object.entries(work.asked ?? {}).flatMap(([column, limit]): Asked[] => {
    const peer = times.get(column as Column);
    return peer === undefined ? [] : [{ words: `÷ ${column}`, limit, reached: times.get('Downhill')! / peer }];
  });
  return { title: work.title, unit: work.unit, times, asked };
}

/** (value and gradient) ÷ value, beside the gradient's row. */
function withRatio(rows: readonly Row[], n: number): Row[] {
  const time = (title: string) => rows.find((row) => row.title === title)!.times.get('Downhill')!;
  const title = `value and gradient, ${n} parameters`;
  const ratio = { words: '÷ value', limit: 2.2, reached: time(title) / time(`value, ${n} parameters`) };
  return rows.map((row) => (row.title === title ? { ...row, asked: [...row.asked, ratio] } : row));
}

const rounds = Number(process.argv[2] ?? 7);
const peers = preparePeers();
try {
  const times = await measure(rounds, peers);
  let rows = works.map((work, index) => rowOf(work, times[index]!));
  for (const n of [50, 200]) rows = withRatio(rows, n);
  const paths = peers.ends ? await apart(peers.ends) : [];
  const cold = await measureCold();
  const processor = cpus();
  const made = [
    `Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${processor.length} cores of ${processor[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}${peers.versions.map((version) => `, ${version}`).join('')}. Medians of ${rounds} interleaved rounds, one thread.`,
    'C, NumPy and PyTorch record nothing of a descent; Downhill’s loop records parameters and value of every step and checks the stopping rules, `minimize()` also keeps the whole trace and judges the run. NumPy and PyTorch are shown by the best of their programs.',
  ];
  const start = aligned([
    ['from a fresh process, medians of 20', 'measured', 'asked'],
    ['the engine’s worker as it is loaded, gzipped', `${(cold.gzipped / 1000).toFixed(1)} KB`, '60 KB'],
    ['what it loads at the first run, gzipped', `${(cold.runs / 1000).toFixed(1)} KB`, ''],
    ['loading it', `${cold.load.toFixed(1)} ms`, '10 ms'],
    ...[...cold.gradient].map(([n, time]) => [
      `first gradient after load, ${n} parameters`,
      `${time.toFixed(1)} ms`,
      n === 2 ? '5 ms' : n === 200 ? '35 ms' : '',
    ]),
  ]);
  const text = ['# Benchmarks', ...made, ...peers.missing, markdown(rows), start].join('\n\n');
  mkdirSync(new URL('.', OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, `${text}\n`);
  console.log(text);
  for (const path of paths) console.log(path);
  console.log(`\nWritten to ${fileURLToPath(OUTPUT)}.`);
} finally {
  peers.dispose();
}
