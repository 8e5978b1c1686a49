#!/usr/bin/env node
// `npm start`: built-ins only, since on a fresh clone there is nothing else.
import { prepare } from './bootstrap.js';

await prepare({ for: 'service' });
process.argv.splice(2, 0, 'serve');
// In this process and not a child, so that a signal reaches the service itself.
await import('./linchpin.js');
