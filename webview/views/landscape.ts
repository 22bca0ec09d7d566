/** The objective over two parameters as a map, or over one as a curve, with the paths of the runs on it. */
import type { LandscapeView, ReliefChoice } from '../../src/protocol/landscape.ts';
import type { ProblemView } from '../../src/protocol/view.ts';
import { setAttribute, setText } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import type { Box } from '../landscape/box.ts';
import { listen, type Pixel } from '../landscape/gestures.ts';
import { type Ground, groundOf } from '../landscape/ground.ts';
import { colourKey, pathKey } from '../landscape/key.ts';
import { MapChart } from '../landscape/map-chart.ts';
import { partsOf, say } from '../landscape/parts.ts';
import type { Place } from '../landscape/path.ts';
import { Question } from '../landscape/question.ts';
import { Readout } from '../landscape/readout.ts';
import { curveOf, heightOf, namesOf, type Plane, planeOf, type Scene, sceneOf } from '../landscape/scene.ts';
import { startAt } from '../landscape/start-at.ts';
import { MapWindow } from '../landscape/window.ts';
import { captionOf, labelOf, othersOf, remarksOf } from '../landscape/words.ts';
import { rowsOf } from '../rows.ts';
import { type Model, selectedRun } from '../state.ts';
import { readTheme, watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';

/** How many values a map has across and down, and a curve. */
const CELLS = { width: 128, height: 96 };
const POINTS = 256;
/** The start is taken hold of within so many pixels. */
const GRIP = 12;

export function landscape(actions: Actions): View {
  const question = new Question((id, choice) => actions.post({ type: 'landscape', id, choice }));
  const view = new MapWindow();
  const redrawSoon = oncePerFrame(() => {
    drawn = [];
    if (model) update(model);
  });
  const map = new MapChart(redrawSoon);
  const readout = new Readout();
  const parts = partsOf(map.canvas, readout.element, {
    zoom,
    fit,
    choosePlane: (plane) => actions.choose({ plane }),
  });
  const { section, plot, said } = parts;

  let theme = readTheme();
  let model: Model | undefined;
  let drawn: readonly unknown[] = [];
  /** The objective and the axes that are shown. */
  let about = '';
  let axes: Plane = { across: 0, down: undefined };
  let names: readonly string[] = [];
  let ground: Ground | undefined;
  let heard: LandscapeView | undefined;
  /** The values of the parameters that are on no axis. */
  let fixed: readonly number[] = [];
  let dragged: Place | undefined;
  let scene: Scene | undefined;

  watchTheme(() => {
    theme = readTheme();
    redrawSoon();
  });

  const sendSoon = oncePerFrame(() => dragged && send(dragged));

  /** Runs from a place. @returns false where no run can start: the error would take the map's place. */
  function send(place: Place): boolean {
    const { problem } = model?.state ?? {};
    const { box } = view;
    if (!problem || !box || (ground && Number.isNaN(ground.heightAt(place)))) return false;
    view.hold();
    actions.post({ type: 'change', patch: startAt(problem.settings, axes, place, box, map.area) });
    return true;
  }

  /** After the keyboard moved the view: what is in its middle. */
  function sayMiddle(): void {
    const place = map.placeAt(map.middle);
    if (document.activeElement === plot && place) setText(said, readout.show(names, place, ground, map.middle));
  }

  function zoom(factor: number, at?: Pixel): void {
    view.zoom(factor, at && map.placeAt(at));
    redrawSoon();
    if (!at) requestAnimationFrame(sayMiddle);
  }

  function fit(): void {
    view.fit();
    redrawSoon();
  }

  function holdsStart({ x, y }: Pixel): boolean {
    if (!scene) return false;
    const at = map.pixelOf(scene.start);
    return Math.hypot(at.x - x, at.y - y) <= GRIP;
  }

  listen(plot, {
    holdsStart,
    hover: (at) => {
      const place = at && map.placeAt(at);
      plot.classList.toggle('over-start', at !== undefined && holdsStart(at));
      if (at && place) readout.show(names, place, ground, at);
      else readout.hide();
    },
    drag: (at) => {
      const place = map.placeAt(at);
      if (!place) return;
      dragged = axes.down === undefined && ground ? { x: place.x, y: ground.heightAt(place) } : place;
      sendSoon();
      redrawSoon();
    },
    drop: () => {
      const place = dragged;
      dragged = undefined;
      if (place) send(place);
      redrawSoon();
    },
    choose: (at) => {
      const place = map.placeAt(at ?? map.middle);
      const set = place !== undefined && send(place);
      if (!at) setText(said, set ? 'The start is set.' : 'The objective is not finite here: no run can start.');
    },
    pan: (right, up) => {
      const { width, height } = map.area;
      if (width === 0) return;
      view.pan((right * plot.clientWidth) / width, (up * plot.clientHeight) / height);
      redrawSoon();
      requestAnimationFrame(sayMiddle);
    },
    zoom,
    fit,
  });

  /** Takes in what the host says. */
  function hear(answer: LandscapeView | undefined, climbs: boolean): void {
    if (answer === heard) return;
    heard = answer;
    if (!answer) {
      question.abandon();
      return;
    }
    question.answered(answer.id);
    // It was of another text when the answer came.
    if (!answer.relief && answer.problem === undefined) question.forget();
    else ground = groundOf(answer, axes, climbs) ?? ground;
  }

  function wanted({ parameters }: ProblemView, { x, y }: Box): ReliefChoice {
    const { across, down } = axes;
    if (down === undefined) return { across, x, width: POINTS, height: 1, fixed };
    return { across, down, x, y, ...CELLS, fixed: parameters.length > 2 ? fixed : [0, 0] };
  }

  function draw(next: Model, problem: ProblemView, inPlane: Box): void {
    const climbs = problem.sense === 'maximize';
    const line = axes.down === undefined;
    const curve = line && ground ? curveOf(ground.relief, ground.choice) : undefined;
    const box = line && ground ? { x: inPlane.x, y: heightOf(ground.relief) } : inPlane;
    const shown = sceneOf(next, problem, axes, box, dragged);
    scene = shown;
    const titles = [names[0] ?? '', names[1] ?? 'objective'] as const;
    const paint = (picture: ReturnType<Ground['picture']>) => map.draw(shown, { box, titles, picture, curve }, theme);
    // The picture is as large as the area that the axes leave, which the first drawing tells.
    if (map.area.width === 0) paint(undefined);
    const picture = ground?.picture(map.area, theme);
    paint(picture);
    const { x, y } = map.middle;
    parts.crosshair.style.transform = `translate(${x}px, ${y}px)`;
    parts.colours.hidden = !picture || picture.colours.length < 2;
    if (picture && ground?.levels) {
      parts.colours.replaceChildren(...colourKey(ground.levels, picture.colours, climbs));
    }
    const keys = pathKey(shown, theme);
    parts.paths.replaceChildren(...keys);
    parts.paths.hidden = keys.length === 0;
    setText(parts.caption, captionOf(ground?.levels, axes, climbs));
    const remarks = remarksOf(next, ground?.levels, ground?.relief.values.length ?? 0);
    say(parts.remark, [...(heard?.problem === undefined ? [] : [heard.problem]), ...remarks].join(' '));
    setAttribute(map.canvas, 'aria-label', labelOf(names, box, ground?.levels, shown));
  }

  function update(next: Model): void {
    model = next;
    const { problem, runs, landscape: answer } = next.state;
    const any = runs.some(({ slices }) => rowsOf(slices).length > 0);
    section.hidden = !problem || problem.parameters.length === 0 || (!any && section.hidden);
    if (section.hidden || !problem || !any) return;
    axes = planeOf(problem, next.choices.plane);
    names = namesOf(problem, axes);
    const key = JSON.stringify([problem.sense, problem.reading.text, axes]);
    if (key !== about) {
      about = key;
      question.abandon();
      view.forget();
      ground = undefined;
      dragged = undefined;
    }
    parts.plane.show(problem, axes);
    hear(answer, problem.sense === 'maximize');
    const selected = selectedRun(next);
    const end = selected?.verdict?.point;
    if (fixed.length !== problem.parameters.length) fixed = problem.settings.start;
    if (end && !next.state.running) fixed = end.every(Number.isFinite) ? end : problem.settings.start;
    const box = view.update(next, problem, axes);
    const choice = wanted(problem, box);
    question.ask(choice);
    const where = fixed === end ? `the end of ${selected?.run.label ?? 'the run'}` : 'the start';
    say(parts.others, othersOf(problem, axes, choice, where));
    const now = [problem, box, ground, heard, dragged, next.choices.row, selected, ...runs];
    if (now.length === drawn.length && now.every((part, i) => part === drawn[i])) return;
    drawn = now;
    draw(next, problem, box);
  }

  return { element: section, update };
}
