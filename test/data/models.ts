/**
 * Writes the tables of the examples with several models, made up for them, by a seed each: `node test/data/models.ts`.
 *
 * - flats.csv: whether a flat was let within a week, by its rent, size, rooms and city.
 * - visits.csv: how many people came to a small museum, by weather and day: counts after Poisson.
 * - moons.csv: two half circles that interlock, with noise.
 */
import { writeFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Uniform and normal numbers of a seed; normal ones after Box and Muller (1958). */
function randomOf(seed: number): { readonly uniform: () => number; readonly normal: () => number } {
  const random = mersenne(seed);
  const uniform = () => uniformFloat64(random);
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

function write(name: string, header: string, rows: readonly (readonly (string | number)[])[]): void {
  const text = [header, ...rows.map((row) => row.join(','))].join('\n');
  writeFileSync(new URL(`../../media/examples/${name}`, import.meta.url), `${text}\n`);
}

function flats(): (string | number)[][] {
  const { uniform, normal } = randomOf(11);
  return Array.from({ length: 240 }, () => {
    const city = ['Oslo', 'Porto', 'Graz'][Math.floor(3 * uniform())]!;
    const rooms = 1 + Math.floor(4 * uniform());
    const size = Math.round(18 + 19 * rooms + 8 * normal());
    const rent = Math.round(300 + 11 * size + (city === 'Oslo' ? 350 : 0) + 160 * normal());
    const margin = 2.2 - 0.006 * (rent - 300 - 11 * size) + (city === 'Oslo' ? 1.4 : 0) - 0.5 * rooms;
    return [rent, size, rooms, city, uniform() < 1 / (1 + Math.exp(-margin)) ? 'yes' : 'no'];
  });
}

/** Knuth's product of uniform numbers (1969). */
function poisson(mean: number, uniform: () => number): number {
  let count = 0;
  for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) count++;
  return count;
}

function visits(): (string | number)[][] {
  const { uniform } = randomOf(12);
  return Array.from({ length: 180 }, (_, i) => {
    const temperature = Math.round(80 * uniform() - 50) / 2 + 15;
    const rain = uniform() < 0.4 ? Math.round(120 * uniform()) / 10 : 0;
    const weekend = i % 7 >= 5 ? 1 : 0;
    return [
      temperature,
      rain,
      weekend,
      poisson(Math.exp(2.3 - 0.015 * temperature + 0.05 * rain + 0.6 * weekend), uniform),
    ];
  });
}

function moons(): (string | number)[][] {
  const { uniform, normal } = randomOf(13);
  return Array.from({ length: 120 }, (_, i) => {
    const angle = Math.PI * uniform();
    const upper = i % 2 === 0;
    const across = upper ? Math.cos(angle) : 1 - Math.cos(angle);
    const up = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
    return [(across + 0.12 * normal()).toFixed(3), (up + 0.12 * normal()).toFixed(3), upper ? 1 : 0];
  });
}

write('flats.csv', 'rent,size,rooms,city,let', flats());
write('visits.csv', 'temperature,rain,weekend,visitors', visits());
write('moons.csv', 'across,up,upper', moons());
