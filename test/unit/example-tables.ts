/** The tables beside the examples. */
import { readFileSync } from 'node:fs';
import { readTable } from '../../src/engine/data/read.ts';
import { sourceOf } from '../../src/engine/data/source.ts';
import { dataNamed, type Tables } from '../../src/engine/index.ts';

/** The table that an example's text names, by the name that it is read by. */
export async function exampleTables(text: string): Promise<Tables> {
  const reference = dataNamed(text);
  if (!reference) return {};
  const file = new URL(`../../media/examples/${reference.name}`, import.meta.url);
  return { [reference.name]: await readTable(sourceOf(reference.name, readFileSync(file)), { columns: () => true }) };
}
