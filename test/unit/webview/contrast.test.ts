import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelsOf, contrast, legible } from '../../../webview/contrast.ts';

test('colours as VS Code writes them', () => {
  assert.deepEqual(channelsOf('#fff'), [255, 255, 255]);
  assert.deepEqual(channelsOf('#d1861680'), [209, 134, 22]);
  assert.deepEqual(channelsOf('rgba(1, 2, 3, 0.5)'), [1, 2, 3]);
  assert.equal(channelsOf('Canvas'), undefined);
});

test('black on white has the greatest contrast, a colour with itself the least', () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([9, 9, 9], [9, 9, 9]), 1);
});

test('a colour too pale is mixed with the foreground until it can be seen; another stays', () => {
  const pale = channelsOf(legible('#ffe0b0', '#ffffff', '#3b3b3b'))!;
  assert.ok(contrast(pale, [255, 255, 255]) >= 3);
  assert.equal(legible('#0000ff80', '#ffffff', '#000000'), 'rgb(0, 0, 255)');
  assert.equal(legible('Canvas', '#ffffff', '#000000'), 'Canvas');
});
