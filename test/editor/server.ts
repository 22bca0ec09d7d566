/** The server of a real VS Code, from the code-server that set-up has put into the cache. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeServerMain } from './setup/code-server.mjs';

export interface ServerOptions {
  /** A .vsix to install before the server starts, as a person would. */
  readonly vsix?: string;
  /**
   * Loads an extension under development, runs suites and reports their end to the page; suppresses toasts. A built
   * VS Code does none of this without being asked.
   */
  readonly smokeTest?: boolean;
}

/** User settings that keep the window still and to the matter. */
const calm = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'editor.cursorBlinking': 'solid',
};

export class Server {
  /** `127.0.0.1:port`, as addresses of the server and of remote files name it. */
  readonly authority: string;
  /** Where extensions are installed. */
  readonly extensions: string;
  readonly #process: ChildProcess;
  readonly #dataDir: string;

  private constructor(child: ChildProcess, port: string, dataDir: string) {
    this.#process = child;
    process.on('exit', this.#kill);
    this.authority = `127.0.0.1:${port}`;
    this.#dataDir = dataDir;
    this.extensions = join(dataDir, 'extensions');
  }

  /** Starts a server on a free port of this machine only, with a user's data of its own; resolves when it answers. */
  static async start(options: ServerOptions = {}): Promise<Server> {
    const dataDir = mkdtempSync(join(tmpdir(), 'downhill-server-'));
    const common = ['--accept-server-license-terms', '--server-data-dir', dataDir];
    try {
      if (options.vsix !== undefined) install(options.vsix, common);
      writeSettings(dataDir, calm);
      const args = [...common, '--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
      args.push('--disable-workspace-trust', '--telemetry-level', 'off');
      if (options.smokeTest) args.push('--enable-smoke-test-driver');
      const child = spawn(process.execPath, [codeServerMain, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      return new Server(child, await announcedPort(child), dataDir);
    } catch (error) {
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Of a process that ends without `stop`, no server stays behind. */
  readonly #kill = () => {
    this.#process.kill();
  };

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    const child = this.#process;
    process.off('exit', this.#kill);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    }
    rmSync(this.#dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function writeSettings(dataDir: string, settings: object): void {
  const file = join(dataDir, 'data', 'User', 'settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings));
}

function install(vsix: string, common: readonly string[]): void {
  const args = [codeServerMain, ...common, '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0 || !stdout.includes('successfully installed')) throw new Error(`${stdout}${stderr}`);
}

function announcedPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(port);
    };
    // Read to the end, so that the pipes never fill.
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
}
