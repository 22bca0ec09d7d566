/** The objective over two parameters as a map, or over one as a curve, with the paths of the runs on it. */
import type { LandscapeView, Relief, ReliefChoice } from '../../src/protocol/landscape.ts';
import type { ProblemView } from '../../src/protocol/view.ts';
import { element, setAttribute, setText } from '../element.ts';
import { oncePerFrame } from '../frame.ts';
import type { Box } from '../landscape/box.ts';
import { listen, type Pixel } from '../landscape/gestures.ts';
import { colourKey, pathKey } from '../landscape/key.ts';
import { type Levels, levelsOf } from '../landscape/levels.ts';
import { MapChart } from '../landscape/map-chart.ts';
import type { Place } from '../landscape/path.ts';
import { type Picture, pictureOf } from '../landscape/picture.ts';
import { planeControl } from '../landscape/plane-control.ts';
import { Question } from '../landscape/question.ts';
import { curveOf, heightOf, type Plane, planeOf, type Scene, sceneOf } from '../landscape/scene.ts';
import { startAt } from '../landscape/start-at.ts';
import { valueIn } from '../landscape/value.ts';
import { MapWindow } from '../landscape/window.ts';
import { captionOf, labelOf, othersOf, remarksOf } from '../landscape/words.ts';
import { short } from '../numbers.ts';
import { rowsOf } from '../rows.ts';
import { type Model, selectedRun } from '../state.ts';
import { readTheme, watchTheme } from '../theme.ts';
import type { Actions, View } from '../view.ts';

/** How many values a map has across and down, and a curve. */
const CELLS = { width: 128, height: 96 };
const POINTS = 256;
/** The start is taken hold of within so many pixels. */
const GRIP = 12;

/** An answer with what was made of it. */
interface Ground {
  readonly choice: ReliefChoice;
  readonly relief: Relief;
  readonly levels: Levels | undefined;
  picture: Picture | undefined;
}

export function landscape(actions: Actions): View {
  const question = new Question((id, choice) => actions.post({ type: 'landscape', id, choice }));
  const view = new MapWindow();
  const redrawSoon = oncePerFrame(() => {
    drawn = [];
    if (model) update(model);
  });
  const map = new MapChart(redrawSoon);
  const readout = element('div', { class: 'readout', hidden: true });
  const crosshair = element('div', { class: 'crosshair', 'aria-hidden': 'true' });
  const plot = element(
    'div',
    {
      class: 'plot',
      tabindex: '0',
      role: 'application',
      'aria-label':
        'Landscape. Arrow keys move the view, plus and minus zoom, 0 fits it to the runs, Enter sets the start at the middle.',
    },
    map.canvas,
    crosshair,
    readout,
  );
  const said = element('span', { class: 'hidden-title', role: 'status' });
  const button = (name: string, text: string, about: string, click: () => void) =>
    element(
      'button',
      { type: 'button', class: 'quiet', 'data-action': name, title: about, 'aria-label': about, on: { click } },
      text,
    );
  const plane = planeControl((chosen) => actions.choose({ plane: chosen }));
  const tools = element(
    'div',
    { class: 'actions' },
    plane.element,
    button('zoom-out', '−', 'Zoom out', () => zoom(1.5)),
    button('zoom-in', '+', 'Zoom in', () => zoom(1 / 1.5)),
    button('fit', 'Fit', 'Fit the view to the runs', fit),
  );
  const colours = element('div', { class: 'colour-key' });
  const paths = element('ul', { class: 'legend' });
  const caption = element('p', { class: 'about' });
  const others = element('p', { class: 'about', hidden: true });
  const remark = element('p', { class: 'remark', hidden: true });
  const figure = element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element('h2', {}, 'Landscape'), tools),
    plot,
    colours,
    paths,
    caption,
    others,
    remark,
  );
  const section = element(
    'section',
    { class: 'landscape', 'data-view': 'landscape', 'aria-label': 'Landscape', hidden: true },
    said,
    figure,
  );

  let theme = readTheme();
  let model: Model | undefined;
  let drawn: readonly unknown[] = [];
  /** The objective and the axes that are shown. */
  let about = '';
  let axes: Plane = { across: 0, down: undefined };
  let ground: Ground | undefined;
  let heard: LandscapeView | undefined;
  let fixed: readonly number[] = [];
  let dragged: Place | undefined;
  let scene: Scene | undefined;

  watchTheme(() => {
    theme = readTheme();
    if (ground) ground.picture = undefined;
    redrawSoon();
  });

  const sendSoon = oncePerFrame(() => dragged && send(dragged));

  function send(place: Place): boolean {
    const { problem } = model?.state ?? {};
    const { box } = view;
    if (!problem || !box) return false;
    // From such a start nothing can run: the error would take the map's place.
    if (ground && Number.isNaN(heightAt(place))) return false;
    view.hold();
    actions.post({ type: 'change', patch: startAt(problem.settings, axes, place, box, map.area) });
    return true;
  }

  function heightAt({ x, y }: Place): number {
    return ground ? valueIn(ground.relief, ground.choice, x, y) : Number.NaN;
  }

  function tell(place: Place | undefined, at?: Pixel): void {
    readout.hidden = !place;
    if (!place || !model?.state.problem) return;
    const names = namesOf(model.state.problem, axes);
    const value = heightAt(place);
    const f = Number.isFinite(value) ? `f ≈ ${short(value, 4)}` : ground ? 'f is not finite here' : '';
    const numbers = [`${names[0]} ${short(place.x, 4)}`, ...(names[1] ? [`${names[1]} ${short(place.y, 4)}`] : []), f];
    setText(readout, numbers.join('   '));
    const { x, y } = at ?? map.pixelOf(place);
    const left = x + 14 + readout.offsetWidth <= plot.clientWidth ? x + 14 : Math.max(0, x - 14 - readout.offsetWidth);
    const top = Math.max(0, Math.min(plot.clientHeight - readout.offsetHeight - 8, y - readout.offsetHeight - 14));
    readout.style.transform = `translate(${left}px, ${top}px)`;
  }

  function middle(): Place | undefined {
    const { left, top, width, height } = map.area;
    return map.placeAt({ x: left + width / 2, y: top + height / 2 });
  }

  /** After the keyboard moved the view: what is in its middle. */
  function sayMiddle(): void {
    const place = middle();
    if (document.activeElement !== plot || !place) return;
    tell(place);
    setText(said, readout.textContent ?? '');
  }

  function zoom(factor: number, at?: Pixel): void {
    view.zoom(factor, at && map.placeAt(at));
    redrawSoon();
    if (!at) sayMiddle();
  }

  function fit(): void {
    view.fit();
    redrawSoon();
  }

  listen(plot, {
    holdsStart: ({ x, y }) => {
      if (!scene) return false;
      const at = map.pixelOf(scene.start);
      return Math.hypot(at.x - x, at.y - y) <= GRIP;
    },
    hover: (at) => {
      const place = at && map.placeAt(at);
      plot.classList.toggle('over-start', place !== undefined && onStart(at));
      tell(place, at);
    },
    drag: (at) => {
      const place = map.placeAt(at);
      if (!place) return;
      dragged = axes.down === undefined ? { x: place.x, y: heightAt(place) } : place;
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
      const place = at ? map.placeAt(at) : middle();
      if (!place) return;
      const set = send(place);
      if (!at) setText(said, set ? 'The start is set.' : 'The objective is not finite here: no run can start.');
    },
    pan: (right, up) => {
      const { width, height } = map.area;
      if (width === 0) return;
      view.pan((right * plot.clientWidth) / width, (up * plot.clientHeight) / height);
      redrawSoon();
      sayMiddle();
    },
    zoom,
    fit,
  });

  function onStart(at: Pixel | undefined): boolean {
    if (!at || !scene) return false;
    const { x, y } = map.pixelOf(scene.start);
    return Math.hypot(at.x - x, at.y - y) <= GRIP;
  }

  /** Takes in what the host says. */
  function hear(answer: LandscapeView | undefined, climbs: boolean): void {
    if (answer === heard) return;
    heard = answer;
    if (!answer) {
      question.forget();
      return;
    }
    question.answered(answer.id);
    const { choice, relief } = answer;
    // The text was another one when it was answered.
    if (!relief && answer.problem === undefined) question.forget();
    else if (relief && choice.across === axes.across && choice.down === axes.down) {
      ground = { choice, relief, levels: levelsOf(relief.values, climbs), picture: undefined };
    }
  }

  function wanted(problem: ProblemView, { x, y }: Box): ReliefChoice {
    const { across, down } = axes;
    if (down === undefined) return { across, x, width: POINTS, height: 1, fixed };
    return { across, down, x, y, ...CELLS, fixed: problem.parameters.length > 2 ? fixed : [0, 0] };
  }

  function draw(next: Model, problem: ProblemView, box: Box): void {
    const climbs = problem.sense === 'maximize';
    const names = namesOf(problem, axes);
    const curve = ground && axes.down === undefined ? curveOf(ground.relief, ground.choice) : undefined;
    const shown = ground && curve ? { ...box, y: heightOf(ground.relief) } : box;
    scene = sceneOf(next, problem, axes, shown, dragged);
    const titles = [names[0] ?? '', names[1] ?? 'objective'] as const;
    const paint = (picture: Picture | undefined) => map.draw(scene!, { box: shown, titles, picture, curve }, theme);
    if (map.area.width === 0) paint(undefined);
    if (ground?.levels && !ground.picture && !curve) {
      const { choice, relief, levels } = ground;
      const { width, height } = map.area;
      const size = { width: Math.ceil(width * devicePixelRatio), height: Math.ceil(height * devicePixelRatio) };
      ground.picture = pictureOf(levels, relief, { x: choice.x, y: choice.y ?? [0, 1] }, size, theme);
      colours.replaceChildren(...colourKey(levels, ground.picture.colours, climbs));
    }
    paint(ground?.picture);
    const { left, top, width, height } = map.area;
    crosshair.style.transform = `translate(${left + width / 2}px, ${top + height / 2}px)`;
    colours.hidden = curve !== undefined || !ground?.levels;
    paths.replaceChildren(...pathKey(scene, theme));
    paths.hidden = paths.childElementCount === 0;
    setText(caption, captionOf(ground?.levels, axes, climbs));
    const remarks = remarksOf(next, ground?.levels, ground?.relief.values.length ?? 0);
    const all = heard?.problem === undefined ? remarks : [heard.problem, ...remarks];
    setText(remark, all.join(' '));
    remark.hidden = all.length === 0;
    setAttribute(map.canvas, 'aria-label', labelOf(names, shown, ground?.levels, scene));
  }

  function update(next: Model): void {
    model = next;
    const { problem, runs, landscape: answer } = next.state;
    const any = runs.some(({ slices }) => rowsOf(slices).length > 0);
    section.hidden = !problem || problem.parameters.length === 0 || (!any && section.hidden);
    if (section.hidden || !problem || !any) return;
    axes = planeOf(problem, next.choices.plane);
    const key = JSON.stringify([problem.sense, problem.reading.text, axes]);
    if (key !== about) {
      about = key;
      view.forget();
      ground = undefined;
      dragged = undefined;
    }
    plane.show(problem, axes);
    hear(answer, problem.sense === 'maximize');
    const selected = selectedRun(next);
    const end = selected?.verdict?.point;
    if (fixed.length !== problem.parameters.length) fixed = problem.settings.start;
    if (end && !next.state.running) fixed = end.every(Number.isFinite) ? end : problem.settings.start;
    const box = view.update(next, problem, axes);
    const choice = wanted(problem, box);
    question.ask(choice);
    const where = `the end of ${selected?.run.label ?? 'the run'}`;
    const held = othersOf(problem, axes, choice, fixed === end ? where : 'the start');
    others.hidden = held === '';
    setText(others, held);
    const now = [problem, box, ground, heard, dragged, next.choices.row, selected, ...runs];
    if (now.length === drawn.length && now.every((part, i) => part === drawn[i])) return;
    drawn = now;
    draw(next, problem, box);
  }

  return { element: section, update };
}

function namesOf({ parameters }: ProblemView, { across, down }: Plane): readonly string[] {
  const name = (index: number) => parameters[index]?.name ?? '';
  return down === undefined ? [name(across)] : [name(across), name(down)];
}
