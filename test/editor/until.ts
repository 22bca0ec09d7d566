import { setTimeout as wait } from 'node:timers/promises';

/** How long something is waited for before it is given up; it is no measure of speed. */
const limit = 60_000;

/** Asks again and again until the answer is good. Throws with `otherwise` and the last answer when it never is. */
export async function until<T>(ask: () => T | Promise<T>, good: (answer: T) => boolean, otherwise: string): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > end) throw new Error(`${otherwise}: ${JSON.stringify(answer)}`);
    await wait(50);
  }
}
