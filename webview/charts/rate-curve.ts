/** What the picture of a sweep of rates shows, without the canvas: its curve, its marks and its axes. */
import type { RateReport, TriedRate } from '../../src/protocol/rates.ts';
import { short } from '../numbers.ts';
import type { Axis } from './reduction.ts';

export interface RateCurve {
  readonly axis: Axis;
  readonly rates: readonly [least: number, greatest: number];
  readonly values: readonly [least: number, greatest: number];
  /** The runs that descend, in parts where others lie between them. */
  readonly descending: readonly Place[];
  readonly swinging: readonly Place[];
  /** Of no value that a picture could hold: at its upper edge, or at its lower one where the objective has no end. */
  readonly diverging: readonly Place[];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A logarithmic axis goes down to this share of the first value: what is smaller is rounding. */
const FLOOR = 1e-16;
/** Room above the first value. */
const ABOVE = 3;

export function rateCurve(report: RateReport): RateCurve {
  const { tried, first, sense } = report;
  const of = (...outcomes: TriedRate['outcome'][]) => tried.filter(({ outcome }) => outcomes.includes(outcome));
  const shown = of('descends', 'rests', 'oscillates').map(({ value }) => value);
  const axis = first > 0 && shown.every((value) => value >= 0) && sense === 'minimize' ? 'log' : 'linear';
  const values = axis === 'log' ? decades(first, shown) : range([first, ...shown]);
  const edge = values[sense === 'minimize' ? 1 : 0];
  const end = values[sense === 'minimize' ? 0 : 1];
  const place = ({ rate, value }: TriedRate): Place => ({ x: rate, y: value });
  return {
    axis,
    rates: [tried[0]!.rate, tried.at(-1)!.rate],
    values,
    descending: tried.map((one) =>
      one.outcome === 'descends' || one.outcome === 'rests' ? place(one) : { x: one.rate, y: Number.NaN },
    ),
    swinging: of('oscillates').map(place),
    diverging: [
      ...of('diverges').map(({ rate }) => ({ x: rate, y: edge })),
      ...of('unbounded').map(({ rate }) => ({ x: rate, y: end })),
    ],
  };
}

function decades(first: number, shown: readonly number[]): [number, number] {
  const floor = first * FLOOR;
  const least = shown.reduce((low, value) => Math.min(low, Math.max(value, floor)), first);
  const greatest = shown.reduce((top, value) => Math.max(top, value), first);
  return [least / 1.5, greatest * ABOVE];
}

function range(values: readonly number[]): [number, number] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const room = (greatest - least || Math.abs(greatest) || 1) * 0.08;
  return [least - room, greatest + room];
}

/** The picture in words, for people who do not see it. */
export function describeRates(report: RateReport, current: number | undefined): string {
  const { tried, steps, safe, fastest } = report;
  const count = (outcome: TriedRate['outcome']) => tried.filter((one) => one.outcome === outcome).length;
  const [least, greatest] = [tried[0]!.rate, tried.at(-1)!.rate];
  const best = tried.find(({ rate }) => rate === fastest);
  const { axis } = rateCurve(report);
  return [
    `Value after ${steps} steps by learning rate, from ${short(least)} to ${short(greatest)}, ${axis === 'log' ? 'both axes logarithmic' : 'the axis of rates logarithmic'}.`,
    `Of ${tried.length} runs ${count('descends')} descend, ${count('oscillates')} oscillate, ${count('diverges') + count('unbounded')} diverge.`,
    ...(best ? [`The best value is ${short(best.value)} at rate ${short(best.rate)}.`] : []),
    ...(safe === undefined ? [] : [`A line marks the largest safe rate, ${short(safe)}.`]),
    ...(current === undefined ? [] : [`Another marks the rate in force, ${short(current)}.`]),
  ].join(' ');
}

/** How the rate in force stands to the safe one. */
export function currentSentence(current: number, safe: number): string {
  const now = `The rate in force is ${short(current)}:`;
  if (current > safe) return `${now} it is above the largest safe one.`;
  const share = Number(((100 * current) / safe).toPrecision(2));
  return `${now} ${share >= 0.1 ? `${short(share)} %` : 'less than 0.1 %'} of the largest safe one.`;
}
