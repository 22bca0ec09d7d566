/** Names for columns: any header becomes a name that a formula can write. */
import { spelled } from '../read/names.ts';

/** A header as a name: what no name can hold becomes one underscore: `Years of Experience` is `Years_of_Experience`. */
export function foldedName(header: string): string {
  const plain = spelled(header)
    .replaceAll(/[^\p{L}\p{M}\p{Nd}_]+/gu, '_')
    .replace(/^_+(?=.)|(?<=.)_+$/gu, '');
  if (plain === '' || plain === '_') return 'column';
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** The columns' names, all different: what is there already is numbered, `x`, `x_2`. @param remarks hears of that. */
export function columnNames(headers: readonly string[], table: string, remarks: string[]): string[] {
  const taken = new Set<string>();
  return headers.map((header, index) => {
    const folded = header.trim() === '' ? `column_${index + 1}` : foldedName(header);
    let name = folded;
    for (let copy = 2; taken.has(name); copy++) name = `${folded}_${copy}`;
    taken.add(name);
    if (name !== folded)
      remarks.push(`${table} has more than one column ${folded}: column ${index + 1} is ${name} here.`);
    return name;
  });
}
