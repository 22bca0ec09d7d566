/** Asks for one relief at a time, and for the newest of those that were wanted meanwhile: so the line never fills. */
import type { ReliefChoice } from '../../src/protocol/landscape.ts';

export class Question {
  readonly #send: (id: number, choice: ReliefChoice) => void;
  /** Ids of an earlier life of the panel do not come again. */
  #lastId = Date.now();
  #open: number | undefined;
  #asked: string | undefined;
  #waiting: ReliefChoice | undefined;

  constructor(send: (id: number, choice: ReliefChoice) => void) {
    this.#send = send;
  }

  /** Wants a relief; does nothing where it is the one that was wanted last. */
  ask(choice: ReliefChoice): void {
    const key = JSON.stringify(choice);
    if (key === this.#asked) return;
    this.#asked = key;
    if (this.#open !== undefined) {
      this.#waiting = choice;
      return;
    }
    this.#open = ++this.#lastId;
    this.#send(this.#open, choice);
  }

  /** An answer has come. @returns whether it was one to the open question. */
  answered(id: number): boolean {
    if (id !== this.#open) return false;
    this.#open = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) {
      this.#open = ++this.#lastId;
      this.#send(this.#open, waiting);
    }
    return true;
  }

  /** What was computed before holds no more: the same relief may be asked for again. */
  forget(): void {
    this.#asked = undefined;
  }

  /**
   * The objective was replaced. The panel draws once a frame and sees the newest state alone, so the answer to what is
   * open may have come and gone unseen: nothing is waited for.
   */
  abandon(): void {
    this.#open = undefined;
    this.#waiting = undefined;
    this.forget();
  }
}
