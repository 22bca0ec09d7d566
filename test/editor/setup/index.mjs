/**
 * From a fresh checkout to a machine that can build, run and test. Everything here, and what it imports, uses Node's
 * own modules only and runs on Node 20: the rest of the project runs on the Node that it installs.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureCodeServer, hasCodeServer } from './code-server.mjs';
import { ensureDependencies, projectEnvironment } from './dependencies.mjs';
import { SetupError } from './say.mjs';
import { ensureSystem } from './system.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Does what is missing of: the npm packages, a browser, code-server. Ends the process with 1 where that fails. */
export function setUp({ browser = false, codeServer = false }) {
  try {
    ensureDependencies(root);
    ensureSystem({ browser, build: codeServer && !hasCodeServer() });
    if (codeServer) ensureCodeServer(projectEnvironment(root));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`setup: ${error.message}`);
    process.exit(1);
  }
}

/** Goes on with a script on the project's own Node, and ends as it ends. */
export function goOn(script, args) {
  const child = spawn('node', [script, ...args], { cwd: root, env: projectEnvironment(root), stdio: 'inherit' });
  // Ctrl-C reaches the child as well: it decides how to end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`${script} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
