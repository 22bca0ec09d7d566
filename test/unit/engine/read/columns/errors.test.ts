import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, readProblem } from '../../../../../src/engine/index.ts';

const tables = {
  t: {
    age: [30, 40, 50, 65],
    rooms: [1, 2, 3, 2.5],
    same: [5, 5, 5, 5],
    city: ['Rome', 'Oslo', 'Graz', 'Oslo'],
    y: [1, 2, 3, 4],
  },
};
const FIT = '\nminimize mean((w*age - y)^2)';
const DOT = '\nminimize mean((dot(w, X) - y)^2)';

/** ‹…› marks where the error is. */
const ERRORS: readonly [text: string, message: RegExp, suggestion?: string][] = [
  [`standardize ‹same›\nminimize mean((w*same - y)^2)`, /^All values of same are 5: it has no scale/],
  [`standardize ‹agee›${FIT}`, /agee is not a column of t\. Did you mean age\?/, 'age'],
  [`minmax age, ‹city›${FIT}`, /city is a column of texts: it has no mean\. The line onehot city/],
  [`center age, ‹age›${FIT}`, /stands here twice/],
  [`standardize ‹age y›${FIT}`, /separated by commas/, 'age, y'],
  [`standardize age\nminmax ‹age›${FIT}`, /scaled twice/],
  [`standardize ‹age^2›${FIT}`, /defined in a line of its own/],
  [`standardize ‹w›${FIT}`, /w is not a column/],
  [`q = w*age\ncenter ‹q›\nminimize mean((q - y)^2)`, /not a column of data alone/],
  [`onehot ‹rooms›${FIT}`, /whole numbers; rooms has 2\.5 in row 4/],
  [`onehot ‹same›${FIT}`, /All values of same are 5/],
  [`onehot ‹town›${FIT}`, /town is not a column/],
  [`onehot city ‹keep=all›${FIT}`, /no option keep/, 'drop=first'],
  [`onehot city drop=first\nminimize mean((a*‹city_Graz› - y)^2)`, /drop=first leaves city_Graz out/],
  [`onehot city\nminimize mean((a*‹city_oslo› - y)^2)`, /did you mean city_Oslo/, 'city_Oslo'],
  [`onehot city\nminimize mean((a*‹city_Bergen› - y)^2)`, /makes no column city_Bergen: it has city_Graz/],
  [`split train ‹1.5›${FIT}`, /between 0 and 1/],
  [`split ‹trian› 0.5${FIT}`, /not trian/, 'train'],
  [`split ‹train 0.8 test 0.5›${FIT}`, /come to 1\.3/],
  [`split ‹validation 0.5›${FIT}`, /share of train is missing/],
  [`split train 0.5 seed=‹x›${FIT}`, /whole number/],
  [`‹split train 0.9 validation 0.02›${FIT}`, /Of 4 rows none is left for validation/],
  [`split ‹0.8›${FIT}`, /parts with their shares/, 'train 0.8'],
  [`features ‹age› = rooms, y\nminimize mean((dot(w, age) - y)^2)`, /column itself/],
  [`split train 0.5 seed=1\nminimize sum((w*‹age[i]› - 1)^2, i, 1, 2)`, /shuffles the rows/],
  [`split train 0.5\n‹split train 0.6›${FIT}`, /two lines for split/],
  [`features X = age, ‹roms›${DOT}`, /Did you mean rooms/, 'rooms'],
  [`features X = age, ‹city›${DOT}`, /column of texts: it is no feature/],
  [`features ‹age, rooms›${DOT}`, /features X = age, income/],
  [`features X = age, rooms\nminimize mean((‹X› - y)^2)`, /stands for 2 columns: write dot\(w, X\)/],
  [`features X = age, rooms\nminimize mean((dot(w, X) + ‹w› - y)^2)`, /vector of 2 weights/],
  [`features X = age, rooms\nminimize mean((dot(w, ‹Z›) - y)^2)`, /dot takes weights and features/],
  [`features X = age, rooms${DOT}\nstart w = ‹normall seed=1›`, /Did you mean normal/],
  [`features X = age, rooms${DOT}\nstart w = ‹[1, 2, 3]›`, /2 weights; here are 3/],
  [`features X = age, rooms${DOT}\nstart w = normal ‹sed=1›`, /options seed and sd/],
];

test('mistakes are told at their place', () => {
  for (const [marked, message, suggestion] of ERRORS) {
    const start = marked.indexOf('‹') + 'data "t"\n'.length;
    const text = `data "t"\n${marked.replace(/[‹›]/g, '')}`;
    assert.throws(
      () => readProblem(text, { tables }),
      (error: unknown) => {
        assert.ok(error instanceof ProblemError, `${marked}: ${error}`);
        assert.match(error.message, message, marked);
        const end = start + /‹(.*)›/s.exec(marked)![1]!.length;
        const place = text.slice(error.start, error.end);
        if (!/normall/.test(marked)) assert.deepEqual([error.start, error.end], [start, end], `${marked}: at ${place}`);
        if (suggestion !== undefined) assert.equal(error.suggestion, suggestion, marked);
        return true;
      },
    );
  }
});
