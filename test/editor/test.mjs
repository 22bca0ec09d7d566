/** `npm test`: sets the machine up, then runs the stages named, or all of them. */
import { goOn, setUp } from './setup/index.mjs';

const stages = process.argv.slice(2);
const needs = (...names) => stages.length === 0 || stages.some((stage) => names.includes(stage));

setUp({ browser: needs('host', 'panel', 'editor'), codeServer: needs('host', 'editor') });
goOn('test/editor/stages.ts', stages);
