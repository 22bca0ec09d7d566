/** `npm start`: sets the machine up, builds, and opens VS Code with the extension on media/examples. */
import { onPath } from './setup/chromium.mjs';
import { goOn, setUp } from './setup/index.mjs';

const headless = process.argv.includes('--headless');
const code = headless ? undefined : onPath('code');

setUp({ browser: headless, codeServer: code === undefined });
goOn('test/editor/start.ts', headless ? ['--headless'] : code ? [`--code=${code}`] : []);
