/** The statements of rate, start and box: what each says, and where it says it. */
import { ProblemError, type Range, type Rate } from '../problem.ts';
import { readVectorStart } from './columns/start.ts';
import type { FormulaReader } from './formula.ts';
import { spelled } from './names.ts';
import { nearest } from './nearest.ts';
import { itemsOf, parsePiece } from './scope.ts';
import { type Piece, slice, split } from './statements.ts';

/** A positive finite number. @throws {ProblemError} with the reason a rate must be one. */
export function checkRate(rate: number, at: Range): number {
  if (rate > 0 && Number.isFinite(rate)) return rate;
  const why = rate === 0 ? 'with 0 nothing would move' : rate < 0 ? 'a negative one would climb' : 'this one is not';
  throw new ProblemError(`A learning rate is a number above 0: ${why}.`, at, 'auto');
}

/** A whole number of steps. @throws {ProblemError} */
export function checkSteps(steps: number, at: Range): number {
  if (Number.isInteger(steps) && steps >= 0 && steps <= MOST_STEPS) return steps;
  throw new ProblemError(`The number of steps is a whole number from 0 to ${MOST_STEPS.toLocaleString('en')}.`, at);
}

/** A whole number of passes over the rows. @throws {ProblemError} */
export function checkEpochs(epochs: number, at: Range): number {
  if (Number.isInteger(epochs) && epochs >= 0 && epochs <= MOST_STEPS) return epochs;
  throw new ProblemError(`The number of epochs is a whole number from 0 to ${MOST_STEPS.toLocaleString('en')}.`, at);
}

/** A trace keeps every step in memory; this many are as many as fit. */
export const MOST_STEPS = 10_000_000;

/** `0.1`, `auto`, or several to compare. */
export function readRates(body: Piece, reader: FormulaReader): Rate[] {
  const items = split(body, /,/);
  const rates = items.map((item) => readRate(item, reader));
  const again = rates.findIndex((rate, i) => rates.indexOf(rate) < i);
  if (again >= 0) throw new ProblemError(`The rate ${rates[again]} stands here twice.`, items[again]!);
  return rates;
}

/** One rate. */
export function readRate(item: Piece, reader: FormulaReader): Rate {
  if (/^(?:auto|automatic)$/i.test(item.text)) return 'auto';
  if (/^[\d.][\d.eE+-]*(?:\s+[\d.][\d.eE+-]*)+$/.test(item.text)) {
    const offered = item.text.split(/\s+/).join(', ');
    throw new ProblemError(`Several rates are separated by commas: ${offered}.`, item, offered);
  }
  return checkRate(reader.constant(parsePiece(item)), item);
}

/** `x = 1, y = 2`, or the values in order: `3, 4`, `(3, 4)`, `[3, 4]`. Values are by parameter index. */
export function readStart(body: Piece, parameters: readonly string[], reader: FormulaReader): Map<number, number> {
  const parts = split(body, /,/);
  const named = parts.map((part) => /^([^=<>]+?)\s*(?:=|:|←)\s*(?!=)/u.exec(part.text));
  if (named.every((match) => match !== null)) {
    const names = named.map((match) => spelled(match[1]!));
    const again = names.findIndex((name, i) => names.indexOf(name) < i);
    if (again >= 0) throw new ProblemError(`${names[again]} has two starts here.`, parts[again]!);
    return new Map(
      parts.flatMap((part, i) => {
        const match = named[i]!;
        const at = { start: part.start, end: part.start + match[1]!.length };
        const value = slice(part, match[0].length);
        if (value.text === '') throw new ProblemError(`A number is missing after ${match[0].trim()}.`, part);
        const name = spelled(match[1]!);
        const weights = reader.scope.vectors.weights(name);
        if (weights) {
          const numbers = readVectorStart(name, value, reader);
          return weights.map((weight, k) => [indexOf(weight, at, parameters), numbers[k]!] as const);
        }
        if (value.text.includes('=')) throw new ProblemError('Two starts are separated by a comma.', value);
        return [[indexOf(name, at, parameters), reader.constant(parsePiece(value))] as const];
      }),
    );
  }
  const only = parts.length === 1 ? parts[0]! : undefined;
  const items = only && /^[([].*[)\]]$/s.test(only.text) && split(inside(only), /,/).length > 1 ? itemsOf(only) : parts;
  if (only && items === parts && /^\[.*\]$/s.test(only.text)) return positions(itemsOf(only), body, parameters, reader);
  return positions(items, body, parameters, reader);
}

function inside(piece: Piece): Piece {
  return { text: piece.text.slice(1, -1), start: piece.start + 1, end: piece.end - 1 };
}

function positions(
  items: readonly Piece[],
  body: Piece,
  parameters: readonly string[],
  reader: FormulaReader,
): Map<number, number> {
  if (items.length !== parameters.length) {
    const count = `${parameters.length} parameter${parameters.length === 1 ? '' : 's'}`;
    throw new ProblemError(
      `The objective has ${count} (${parameters.join(', ')}); here are ${items.length} values.`,
      body,
    );
  }
  return new Map(items.map((item, i) => [i, reader.constant(parsePiece(item))]));
}

function indexOf(name: string, at: Range, parameters: readonly string[]): number {
  const index = parameters.indexOf(name);
  if (index >= 0) return index;
  const list = parameters.join(', ');
  throw new ProblemError(`${name} is not a parameter of the objective (${list}).`, at, nearest(name, parameters));
}

/** `w in [-1, 3], b in [-2, 2]`. */
export function readOver(
  body: Piece,
  parameters: readonly string[],
  reader: FormulaReader,
): Map<string, readonly [number, number]> {
  return new Map(
    split(body, /,/).flatMap((part) => {
      const match = /^(\S+?)\s*(?:\bin\b|∈|=)\s*/u.exec(part.text);
      const interval = match ? slice(part, match[0].length) : part;
      const bounds = /^\[.*\]$/s.test(interval.text) ? itemsOf(interval) : [];
      if (!match || bounds.length !== 2) throw new ProblemError('Write a range as x in [-1, 3].', part);
      const at = { start: part.start, end: part.start + match[1]!.length };
      const names = reader.scope.vectors.weights(spelled(match[1]!)) ?? [spelled(match[1]!)];
      for (const name of names) indexOf(name, at, parameters);
      const [low, high] = bounds.map((bound) => reader.constant(parsePiece(bound))) as [number, number];
      if (low === high) throw new ProblemError(`The range is one point, ${low}: write two ends.`, interval);
      if (!(low < high)) throw new ProblemError(`The range ends (${high}) before it begins (${low}).`, interval);
      return names.map((name) => [name, [low, high] as const] as const);
    }),
  );
}
