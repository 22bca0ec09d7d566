/** Opens the panel in Chromium as VS Code would: the same content policy, its own API, a theme's variables. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { FromPanel, PanelState, ToPanel } from '../../src/protocol/panel.ts';
import { fromWire, toWire } from '../../src/protocol/wire.ts';
import { launchBrowser } from '../editor/browser.ts';
import { type PanelTheme, themes } from './themes.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

const NONCE = 'dGVzdA';
/** What stands in for VS Code: it keeps the messages and the state, and notes what the content policy refuses. */
const HOST_SCRIPT = `
  window.sent = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(JSON.stringify(message)),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  window.receive = (text) => {
    const revive = (_, value) => (value && value.$floats ? Float64Array.from(value.$floats) : value);
    window.postMessage(JSON.parse(text, revive), '*');
  };`;

function html(origin: string, theme: PanelTheme): string {
  const variables = Object.entries(theme.variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${origin}; img-src ${origin} data:; font-src ${origin}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Downhill</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="panel.css">
<script nonce="${NONCE}">document.documentElement.style.cssText = ${JSON.stringify(variables.join(' '))};${HOST_SCRIPT}</script>
</head>
<body class="${theme.bodyClass}">
<div id="app"></div>
<script nonce="${NONCE}" src="panel.js"></script>
</body>
</html>`;
}

/** Messages as the wire carries them, typed arrays as lists with a mark. */
function toText(message: ToPanel): string {
  const floats = (_: string, value: unknown) =>
    value instanceof Float64Array ? { $floats: Array.from(value, (v) => (Number.isFinite(v) ? v : String(v))) } : value;
  return JSON.stringify(toWire(message), floats);
}

export interface Panel {
  readonly page: Page;
  send(message: ToPanel): Promise<void>;
  show(state: PanelState): Promise<void>;
  /** Everything the panel has posted, or only the messages of one type. */
  sent(type?: FromPanel['type']): Promise<FromPanel[]>;
  /** What the content policy refused so far. */
  violations(): Promise<string[]>;
  /** What axe-core finds fault with, one line each. */
  inaccessible(): Promise<string[]>;
}

export interface Workshop {
  open(theme?: keyof typeof themes, size?: { readonly width: number; readonly height: number }): Promise<Panel>;
  close(): Promise<void>;
}

/** Builds the panel and starts a server and a browser; to be closed. */
export async function workshop(): Promise<Workshop> {
  const files = await bundle();
  let theme: PanelTheme = themes.dark;
  const server: Server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const origin = `http://${request.headers.host}`;
    const body = name === '' ? html(origin, theme) : files.get(name);
    const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();

  return {
    async open(name = 'dark', size = { width: 1100, height: 900 }) {
      theme = themes[name];
      const context = await browser.newContext({ viewport: size, deviceScaleFactor: 1 });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(`http://127.0.0.1:${port}/`);
      return panelOf(page);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function panelOf(page: Page): Panel {
  const send = async (message: ToPanel) => {
    await page.evaluate(
      (text) => (window as unknown as { receive(text: string): void }).receive(text),
      toText(message),
    );
    // Two frames: the message is handled, then drawn.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  return {
    page,
    send,
    show: (state) => send({ type: 'snapshot', state }),
    sent: async (type) => {
      const texts = await page.evaluate(() => (window as unknown as { sent: string[] }).sent);
      const messages = texts.map((text) => fromWire(JSON.parse(text)) as FromPanel);
      return type === undefined ? messages : messages.filter((message) => message.type === type);
    },
    inaccessible: async () => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: Axe }).axe.run());
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    },
    violations: () => page.evaluate(() => (window as unknown as { violations: string[] }).violations),
  };
}

async function bundle(): Promise<Map<string, string>> {
  const source = (name: string) => fileURLToPath(new URL(`../../webview/${name}`, import.meta.url));
  const built = await build({
    entryPoints: { panel: source('main.ts'), styles: source('panel.css') },
    outdir: 'out',
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'chrome130',
    write: false,
    logLevel: 'warning',
  });
  return new Map(
    built.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, '').replace('styles.css', 'panel.css'), file.text]),
  );
}
