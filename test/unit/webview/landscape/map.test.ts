/** Between places, pixels and values: paths, starts, interpolation, colours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Channels, channelsOf, contrast } from '../../../../webview/contrast.ts';
import { pathIn, strideOf } from '../../../../webview/landscape/path.ts';
import { Question } from '../../../../webview/landscape/question.ts';
import { rampOf } from '../../../../webview/landscape/ramp.ts';
import { rounded } from '../../../../webview/landscape/start-at.ts';
import { valueIn } from '../../../../webview/landscape/value.ts';
import { columns, rowsOf } from '../../../../webview/rows.ts';
import type { Theme } from '../../../../webview/theme.ts';

const box = { x: [0, 10], y: [0, 10] } as const;

function rows(xs: readonly number[], ys: readonly number[]) {
  const none = new Float64Array(xs.length);
  const parameters = [Float64Array.from(xs), Float64Array.from(ys)];
  return rowsOf([{ parameters, value: none, gradient: [], gradientNorm: none, rate: none, state: [] }]);
}

const path = (xs: readonly number[], ys: readonly number[]) =>
  pathIn(rows(xs, ys), columns.parameter(0), columns.parameter(1), box);

test('a path has its first and its last point, a gap where it is not finite, and nothing that a canvas cannot draw', () => {
  assert.deepEqual(path([1, 1.001, 5, 5.001], [1, 1, 5, 5]), [
    { x: 1, y: 1 },
    { x: 5, y: 5 },
    { x: 5.001, y: 5 },
  ]);
  const broken = path([1, Number.NaN, 3], [1, 1, 1]);
  assert.equal(broken.length, 3);
  assert.ok(Number.isNaN(broken[1]!.x));
  const [, far] = path([0, 1e200], [0, 1e200]);
  assert.ok(far && far.x <= 401 && Math.abs(far.x - far.y) < 1e-9, 'the direction stays');
});

test('of a long path every so many-th row is drawn, an odd number', () => {
  assert.deepEqual([1, 20_000, 20_001, 1_000_000].map(strideOf), [1, 1, 3, 51]);
});

test('a value between others is linear between them', () => {
  const map = { values: Float64Array.of(0, 1, 10, 11), width: 2, height: 2 };
  const choice = { across: 0, down: 1, x: [0, 2], y: [0, 2], width: 2, height: 2, fixed: [] } as const;
  assert.equal(valueIn(map, choice, 0.5, 0.5), 0);
  assert.equal(valueIn(map, choice, 1, 1), 5.5);
  assert.equal(valueIn(map, choice, 2, 2), 11);
  assert.ok(Number.isNaN(valueIn(map, choice, 2.1, 1)));
  const line = { values: Float64Array.of(0, 4, 2), width: 3, height: 1 };
  assert.equal(valueIn(line, { across: 0, x: [0, 2], width: 3, height: 1, fixed: [] }, 1.5, 99), 3);
});

test('a start has the digits that a pixel tells apart', () => {
  assert.equal(rounded(0.123456, [0, 1], 500), 0.123);
  assert.equal(rounded(1234.56, [0, 100_000], 500), 1200);
  assert.equal(rounded(-0.5000001, [-1, 1], 300), -0.5);
});

test('colours go away from the background in lightness, step by step', () => {
  for (const background of ['#1f1f1f', '#ffffff', '#000000']) {
    const ramp = rampOf({ background } as Theme, 12).map((colour) => channelsOf(colour)!);
    const ground = channelsOf(background) as Channels;
    const away = ramp.map((colour) => contrast(colour, ground));
    assert.ok(away[0]! < 1.05, `${background}: ${away[0]}`);
    assert.ok(
      away.every((one, i) => i === 0 || one >= away[i - 1]! - 0.001),
      `${background}: ${away}`,
    );
    assert.ok(away.at(-1)! > 1.9, `${background}: ${away}`);
  }
});

test('one question is open at a time; the newest of those that wait follows', () => {
  const sent: number[][] = [];
  const question = new Question((id, { width }) => sent.push([id, width]));
  const choice = (width: number) => ({ across: 0, x: [0, 1], width, height: 1, fixed: [0] }) as const;
  for (const width of [2, 2, 3, 4]) question.ask(choice(width));
  assert.deepEqual(
    sent.map(([, width]) => width),
    [2],
  );
  assert.equal(question.answered(-1), false);
  assert.equal(question.answered(sent[0]![0]!), true);
  assert.equal(question.answered(sent[1]![0]!), true);
  question.ask(choice(4));
  assert.deepEqual(
    sent.map(([, width]) => width),
    [2, 4],
  );
  question.forget();
  question.ask(choice(4));
  assert.equal(sent.length, 3);
  question.ask(choice(5));
  question.abandon();
  question.ask(choice(4));
  assert.equal(sent.length, 4, 'an answer that went by unseen is not waited for');
  assert.equal(question.answered(sent[2]![0]!), false, 'nor is it one when it comes late');
});
