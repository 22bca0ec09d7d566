/** The part of the plane that is in sight: fitted to the runs until a person moves it. */
import type { ProblemView } from '../../src/protocol/view.ts';
import type { Model } from '../state.ts';
import { type Box, type Interval, moved, zoomed } from './box.ts';
import type { Place } from './path.ts';
import { boxOf, type Plane } from './scene.ts';

/** A box that is still filled so far, and holds everything, stays as it is. */
const FILLED = 0.5;

export class MapWindow {
  #box: Box | undefined;
  #moved = false;
  /** What the box was fitted to. */
  #fitted: readonly unknown[] = [];

  get box(): Box | undefined {
    return this.#box;
  }

  /** Forgets the box: it was of another objective, or of other parameters. */
  forget(): void {
    this.#box = undefined;
    this.#moved = false;
  }

  /** Goes back to what holds the runs. */
  fit(): void {
    this.#moved = false;
    this.#fitted = [];
  }

  /** Keeps the box where it is from now on. */
  hold(): void {
    this.#moved = true;
  }

  /** The box for a model. While runs go on it stays, so that nothing jumps. */
  update(model: Model, problem: ProblemView, plane: Plane): Box {
    const verdicts = model.state.runs.map(({ verdict }) => verdict);
    const same = verdicts.length === this.#fitted.length && verdicts.every((one, i) => one === this.#fitted[i]);
    if (this.#box && (this.#moved || same || (model.state.running && this.#fitted.length > 0))) return this.#box;
    const box = boxOf(model, problem, plane);
    const asked = this.#fitted.length === 0;
    this.#fitted = verdicts;
    const kept = this.#box;
    this.#box = kept && !asked && holds(kept.x, box.x) && holds(kept.y, box.y) ? kept : box;
    return this.#box;
  }

  pan(right: number, up: number): void {
    this.#change(({ x, y }) => ({ x: moved(x, right), y: moved(y, up) }));
  }

  zoom(factor: number, about?: Place): void {
    this.#change(({ x, y }) => ({
      x: zoomed(x, about?.x ?? middle(x), factor),
      y: zoomed(y, about?.y ?? middle(y), factor),
    }));
  }

  #change(change: (box: Box) => Box): void {
    if (!this.#box) return;
    this.#box = change(this.#box);
    this.#moved = true;
  }
}

function middle([low, high]: Interval): number {
  return low / 2 + high / 2;
}

function holds(outer: Interval, inner: Interval): boolean {
  const inside = inner[0] >= outer[0] && inner[1] <= outer[1];
  return inside && inner[1] - inner[0] >= FILLED * (outer[1] - outer[0]);
}
