import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Branches, PIECES } from '../../../../../src/engine/calculus/check/branches.ts';
import { readProblem } from '../../../../../src/engine/index.ts';
import { OPERATIONS, type OperationName, operation } from '../../../../../src/engine/program/operations.ts';
import { near } from '../../../cases.ts';

test('every operation with a kink has pieces', () => {
  const kinked = (Object.keys(OPERATIONS) as OperationName[]).filter((name) => operation(name).kinked);
  assert.deepEqual(
    kinked.filter((name) => PIECES[name] === undefined),
    [],
  );
});

test('the border between two points is found to the last digit', () => {
  const { objective } = readProblem('y + abs(x^2 - 2)\nstart 1, 1');
  const branches = new Branches(objective, []);
  const slots = readProblem('y + abs(x^2 - 2)\nstart 1, 1').parameters;
  const at = (x: number) => slots.map((name) => (name === 'x' ? x : 5));
  const crossing = branches.crossing(at(1), at(2));
  assert.equal(crossing?.operation, 'abs');
  const i = slots.indexOf('x');
  near(crossing!.before[i]!, Math.SQRT2, 1e-15, 0, 'before');
  near(crossing!.behind[i]!, Math.SQRT2, 1e-15, 0, 'behind');
  assert.equal(branches.crossing(at(1), at(1.2)), undefined);
});
