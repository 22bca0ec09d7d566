/** The tables of the examples: beside them, and in them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { documentTable } from '../../src/engine/data/document-tables.ts';
import { readTable } from '../../src/engine/data/read.ts';
import { sourceOf } from '../../src/engine/data/source.ts';
import { dataNamed, type Tables } from '../../src/engine/index.ts';

const FOLDER = new URL('../../media/examples/', import.meta.url);
const ALL = { columns: () => true };

/** The table that an example's text names, by the name that it is read by. */
export async function exampleTables(text: string): Promise<Tables> {
  const reference = dataNamed(text);
  if (!reference) return {};
  const { name } = reference;
  const file = new URL(name, FOLDER);
  if (existsSync(file)) return { [name]: await readTable(sourceOf(name, readFileSync(file)), ALL) };
  const documents = readdirSync(FOLDER).map((each) => readFileSync(new URL(each, FOLDER), 'utf8'));
  const document = documents.find((each) => each.includes(text));
  assert.ok(document, `the example with ${name}`);
  const at = document.indexOf(text);
  const table = await documentTable({ text: document, languageId: 'markdown', at }, name, ALL);
  assert.ok(table, `the table ${name}`);
  return { [name]: table };
}
