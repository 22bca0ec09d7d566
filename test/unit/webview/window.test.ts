import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  contentHeight,
  type Extent,
  HIGHEST,
  isScaled,
  lastTop,
  pageOf,
  reveal,
  rowsInSight,
  scrollTopAt,
  topAt,
} from '../../../webview/table/window.ts';

const extent = (rows: number): Extent => ({ rows, rowHeight: 22, viewHeight: 440 });

test('a short table scrolls pixel by pixel', () => {
  const short = extent(1000);
  assert.equal(contentHeight(short), 22_000);
  assert.equal(isScaled(short), false);
  for (const scrollTop of [0, 1, 219.5, 21_560]) assert.ok(Math.abs(topAt(scrollTop, short) - scrollTop / 22) < 1e-9);
});

test('a table of any length stays below the height that browsers allow, and both ends are in reach', () => {
  for (const rows of [400_000, 1_000_000, 10_000_000]) {
    const long = extent(rows);
    assert.ok(contentHeight(long) <= HIGHEST);
    assert.equal(isScaled(long), true);
    assert.equal(topAt(0, long), 0);
    assert.equal(topAt(HIGHEST - 440, long), rows - 20);
    assert.equal(rowsInSight(topAt(HIGHEST, long), long, 0).end, rows);
  }
});

test('position and row are inverse to each other', () => {
  for (const rows of [1000, 10_000_000]) {
    for (const share of [0, 0.1, 0.5, 0.999, 1]) {
      const top = share * lastTop(extent(rows));
      assert.ok(Math.abs(topAt(scrollTopAt(top, extent(rows)), extent(rows)) - top) < 1e-6 * rows);
    }
  }
});

test('a table shorter than its view does not scroll', () => {
  const tiny = extent(3);
  assert.equal(lastTop(tiny), 0);
  assert.equal(topAt(100, tiny), 0);
  assert.equal(scrollTopAt(2, tiny), 0);
  assert.deepEqual(rowsInSight(0, tiny, 8), { first: 0, end: 3 });
  assert.deepEqual(rowsInSight(0, extent(0), 8), { first: 0, end: 0 });
});

test('only rows in sight and a margin are drawn', () => {
  assert.deepEqual(rowsInSight(500_000.5, extent(1_000_000), 0), { first: 500_000, end: 500_021 });
  assert.deepEqual(rowsInSight(500_000.5, extent(1_000_000), 8), { first: 499_992, end: 500_029 });
});

test('revealing moves as little as it can', () => {
  assert.equal(reveal(10, 0, extent(1000)), 0);
  assert.equal(reveal(20, 0, extent(1000)), 1);
  assert.equal(reveal(3, 10, extent(1000)), 3);
  assert.equal(reveal(999, 0, extent(1000)), 980);
});

test('a page keeps one row in sight', () => {
  assert.equal(pageOf(extent(1000)), 19);
  assert.equal(pageOf({ rows: 10, rowHeight: 22, viewHeight: 10 }), 1);
});
