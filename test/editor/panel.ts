/** The panel inside the workbench: a frame within a frame. */
import type { Frame, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

export class Panel {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** Waits for the frame that holds the panel. */
  static async find(page: Page): Promise<Panel> {
    const frame = await until(
      () => panelFrame(page),
      (found) => found !== undefined,
      'No frame holds the panel',
    );
    return new Panel(frame!);
  }

  view(name: string): Locator {
    return this.frame.locator(`[data-view="${name}"]`);
  }

  action(name: string): Locator {
    return this.frame.locator(`[data-action="${name}"]`);
  }

  setting(name: string, index?: number): Locator {
    return this.frame.locator(`[data-setting="${name}"]${index === undefined ? '' : `[data-index="${index}"]`}`);
  }

  /** How many pixels of each chart differ from the most frequent colour, in the order of the charts. */
  paintedPixels(): Promise<number[]> {
    return this.frame.locator('[data-view="convergence"] canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const context = (canvas as HTMLCanvasElement).getContext('2d');
        if (context === null || width === 0 || height === 0) return 0;
        const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
        const counts = new Map<number, number>();
        for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
        return pixels.length - Math.max(...counts.values());
      }),
    );
  }

  /** Waits until a chart has a curve on it; resolves to the numbers of painted pixels. */
  painted(): Promise<number[]> {
    return until(
      () => this.paintedPixels(),
      (pixels) => pixels.some((count) => count > 500),
      'No chart was painted',
    );
  }

  /** Waits until the charts have stayed as they are for ten looks: rows can still come when the verdict is there. */
  async still(): Promise<void> {
    let last = '';
    let looks = 0;
    await until(
      async () => {
        const now = JSON.stringify(await this.paintedPixels());
        looks = now === last ? looks + 1 : 0;
        last = now;
        return looks;
      },
      (unchanged) => unchanged >= 10,
      'The charts went on changing',
    );
  }

  /** The verdict's text, once the run has ended and it is not `before`. */
  verdict(before = ''): Promise<string> {
    return until(
      async () => (await this.view('verdict').textContent())?.trim() ?? '',
      (text) => text !== '' && text !== before && !text.startsWith('Running'),
      'There was no new verdict',
    );
  }

  /** The verdict of the run that an action in the panel begins. */
  async verdictAfter(act: () => Promise<void>): Promise<string> {
    const before = await this.verdict();
    await act();
    return this.verdict(before);
  }

  /** Writes into a control as a person does, and leaves it. */
  async enter(setting: Locator, value: string): Promise<void> {
    await setting.fill(value);
    await setting.press('Tab');
  }
}

async function panelFrame(page: Page): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    // A frame may go while it is asked.
    if (
      (await frame
        .locator('#app > *')
        .count()
        .catch(() => 0)) > 0
    )
      return frame;
  }
  return undefined;
}
