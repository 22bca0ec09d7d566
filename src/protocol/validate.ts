/** What the host takes from the panel. A webview's messages are outside input: anything else is refused. */
import * as v from 'valibot';
import type { SettingsPatch } from '../engine/problem.ts';
import { MOST_ACROSS } from './landscape.ts';
import type { FromPanel } from './panel.ts';
import { fromWire } from './wire.ts';

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(100));
const rate = v.union([positive, v.literal('auto')]);
const options = v.record(
  name,
  v.union([finite, v.boolean(), v.pipe(v.string(), v.maxLength(1000)), v.pipe(v.array(finite), v.maxLength(1000))]),
);
const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));
const tolerance = v.optional(v.pipe(finite, v.minValue(0)));

const interval = v.pipe(
  v.tuple([finite, finite]),
  v.check(([low, high]) => low < high && Number.isFinite(high - low), 'An interval has a width.'),
);
const across = v.pipe(v.number(), v.integer(), v.maxValue(MOST_ACROSS));

const patch = v.strictObject({
  methods: v.exactOptional(
    v.pipe(v.array(v.strictObject({ name, options, rate: v.exactOptional(rate) })), v.minLength(1)),
  ),
  rates: v.exactOptional(v.pipe(v.array(rate), v.minLength(1))),
  schedule: v.exactOptional(v.strictObject({ name, options, rate: v.exactOptional(rate) })),
  start: v.exactOptional(v.array(finite)),
  starts: v.exactOptional(
    v.strictObject({ count: offset, layout: v.picklist(['random', 'grid', 'latin']), seed: offset }),
  ),
  batch: v.exactOptional(
    v.strictObject({
      sizes: v.pipe(
        v.array(v.union([v.literal('all'), v.pipe(v.number(), v.integer(), v.minValue(1))])),
        v.minLength(1),
      ),
      order: v.picklist(['shuffle', 'sequential', 'replacement']),
      seed: offset,
    }),
  ),
  stop: v.exactOptional(
    v.strictObject({
      steps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      gradient: tolerance,
      change: tolerance,
      move: tolerance,
      gradientMax: tolerance,
      relativeChange: tolerance,
      target: v.optional(finite),
      patience: count,
      improvement: tolerance,
      epochs: v.optional(offset),
      evaluations: count,
      time: v.optional(positive),
      divergence: v.optional(positive),
    }),
  ),
});

const message = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('explain') }),
  v.strictObject({ type: v.literal('cursor'), run: offset, row: v.pipe(v.number(), v.integer(), v.minValue(-1)) }),
  v.strictObject({ type: v.literal('explainStep'), runId: offset, row: offset, attend: v.boolean() }),
  v.strictObject({
    type: v.literal('landscape'),
    id: offset,
    choice: v.strictObject({
      across: offset,
      down: v.exactOptional(offset),
      x: interval,
      y: v.exactOptional(interval),
      width: v.pipe(across, v.minValue(2)),
      height: v.pipe(across, v.minValue(1)),
      fixed: v.array(finite),
    }),
  }),
  v.strictObject({ type: v.literal('change'), patch }),
  v.strictObject({ type: v.literal('run') }),
  v.strictObject({ type: v.literal('check') }),
  v.strictObject({ type: v.literal('findRates') }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('write') }),
  v.strictObject({ type: v.literal('compareRates') }),
  v.strictObject({ type: v.literal('compareConventions') }),
  v.strictObject({ type: v.literal('export'), format: v.picklist(['csv', 'json']) }),
  v.strictObject({ type: v.literal('reveal'), start: offset, end: offset }),
  v.strictObject({ type: v.literal('fix') }),
  v.strictObject({ type: v.literal('copy'), text: v.string() }),
]);

/** A message of the panel, or a sentence that says what is wrong with it. */
export function readFromPanel(data: unknown): { readonly message: FromPanel } | { readonly problem: string } {
  const result = v.safeParse(message, fromWire(data));
  if (result.success) return { message: result.output };
  const issue = result.issues[0];
  return { problem: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** Settings that were kept in the workspace's memory, or undefined when they are not settings. */
export function readPatch(data: unknown): SettingsPatch | undefined {
  const result = v.safeParse(patch, fromWire(data));
  return result.success ? result.output : undefined;
}
