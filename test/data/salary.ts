/**
 * Writes media/examples/salary.csv, made up for the examples: `node test/data/salary.ts`. Salaries, in thousands a year, grow
 * with experience, more in one city than in the others; a few ages are not known.
 */
import { writeFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

const random = mersenne(2026);
const uniform = () => uniformFloat64(random);
/** Box and Muller (1958). */
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const CITIES = ['Oslo', 'Porto', 'Graz'];

const rows = Array.from({ length: 200 }, () => {
  const years = Math.round(200 * uniform()) / 10;
  const city = CITIES[Math.floor(3 * uniform())]!;
  const age = uniform() < 0.02 ? '' : Math.round(22 + years + 8 * uniform());
  const salary = 31 + 2.4 * years + (city === 'Oslo' ? 12 : 0) + 4 * normal();
  return [years, city, age, salary.toFixed(2)].join(',');
});
const file = new URL('../../media/examples/salary.csv', import.meta.url);
writeFileSync(file, `Years of Experience,city,age,salary\n${rows.join('\n')}\n`);
