/** What set-up tells the person at the terminal, and how it runs other programs. */
import { spawnSync } from 'node:child_process';

/** A reason why set-up cannot go on, in words that say what to do. */
export class SetupError extends Error {}

/** Prints one line about what set-up is doing. */
export function say(text) {
  console.log(`setup: ${text}`);
}

/** Runs a program with its output on the terminal. Throws a SetupError with `failure` when it does not succeed. */
export function run(program, args, failure, options = {}) {
  const result = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.error) throw new SetupError(`${failure} (${program}: ${result.error.message})`);
  if (result.status !== 0) throw new SetupError(`${failure} (${program} ended with ${result.status ?? result.signal})`);
}

/** Whether a program runs and succeeds; its output is dropped. */
export function succeeds(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
