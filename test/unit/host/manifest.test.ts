import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..', '..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json'));
const { contributes } = manifest;

test('every string of the manifest that is to be translated has its text, and no text is left over', () => {
  const used = new Set(Array.from(text('package.json').matchAll(/"%([^%"]+)%"/g), (match) => match[1]));
  assert.deepEqual(Object.keys(JSON.parse(text('package.nls.json'))).sort(), [...used].sort());
});

test('the commands that are registered are those that are declared', () => {
  const registered = Array.from(
    text('src/host/commands/index.ts').matchAll(/'(downhill\.\w+)':/g),
    (match) => match[1],
  );
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  assert.deepEqual(registered.sort(), declared.sort());
});

test('every file the manifest names is there and is what it should be', () => {
  const named = JSON.stringify(manifest).matchAll(/"(?:\.\/)?(media\/[^"]+)"/g);
  const files = Array.from(named, (match) => match[1]!);
  assert.ok(files.length > 10);
  for (const file of files) assert.ok(text(file).length > 0, file);
  for (const file of globSync('media/language/*.{json,code-snippets}', { cwd: root })) JSON.parse(text(file));
});

test('nothing activates the extension but what needs it', () => {
  assert.deepEqual(manifest.activationEvents, ['onLanguage:markdown', 'onWebviewPanel:downhill.panel']);
  assert.equal(manifest.enabledApiProposals, undefined);
  assert.ok(manifest.keywords.length <= 5);
});

test('every setting says what it does and has a default', () => {
  for (const [name, setting] of Object.entries<Record<string, unknown>>(contributes.configuration.properties)) {
    assert.match(name, /^downhill\./);
    for (const key of ['markdownDescription', 'default', 'scope', 'type']) assert.ok(key in setting, `${name} ${key}`);
  }
});
