#!/usr/bin/env node
// `npm run bench`: the measurements of bench/.
import { prepare } from './bootstrap.js';

await prepare({ for: 'tests' });
const { register } = await import('tsx/esm/api');
register();
await import('../bench/main.ts');
