/** What is known of the objective: the last relief that came, and what was made of it. */
import type { LandscapeView, Relief, ReliefChoice } from '../../src/protocol/landscape.ts';
import type { Theme } from '../theme.ts';
import { type Levels, levelsOf } from './levels.ts';
import type { Place } from './path.ts';
import { type Picture, pictureOf } from './picture.ts';
import type { Plane } from './scene.ts';
import { valueIn } from './value.ts';

export class Ground {
  readonly choice: ReliefChoice;
  readonly relief: Relief;
  readonly levels: Levels | undefined;
  #picture: { readonly picture: Picture; readonly theme: Theme } | undefined;

  constructor(choice: ReliefChoice, relief: Relief, climbs: boolean) {
    this.choice = choice;
    this.relief = relief;
    this.levels = levelsOf(relief.values, climbs);
  }

  /** The map's picture, drawn once for a theme and about a size. @param area the size on the screen. */
  picture(area: { readonly width: number; readonly height: number }, theme: Theme): Picture | undefined {
    const { levels, relief, choice } = this;
    if (!levels || choice.down === undefined || area.width === 0) return undefined;
    const sharp = (this.#picture?.picture.canvas.width ?? 0) * 1.3 >= area.width * devicePixelRatio;
    if (this.#picture?.theme !== theme || !sharp) {
      const pixels = (length: number) => Math.max(1, Math.ceil(length * devicePixelRatio));
      const size = { width: pixels(area.width), height: pixels(area.height) };
      const box = { x: choice.x, y: choice.y ?? choice.x };
      this.#picture = { picture: pictureOf(levels, relief, box, size, theme), theme };
    }
    return this.#picture.picture;
  }

  /** The objective at a place, between the values that were computed; NaN where it is not known. */
  heightAt({ x, y }: Place): number {
    return valueIn(this.relief, this.choice, x, y);
  }
}

/** The ground of an answer, where it is one for these axes. */
export function groundOf({ choice, relief }: LandscapeView, plane: Plane, climbs: boolean): Ground | undefined {
  if (!relief || choice.across !== plane.across || choice.down !== plane.down) return undefined;
  return new Ground(choice, relief, climbs);
}
