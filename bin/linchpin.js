#!/usr/bin/env node
// The package's bin. Also registers itself as running, so that nobody reinstalls the packages under it.
import { registerRunning } from './bootstrap-install.js';

const { register } = await import('tsx/esm/api').catch(() => {
  console.error('The packages are not installed. Run `npm ci` in the project (npm start does it by itself).');
  process.exit(1);
});
registerRunning();
register();
await import('../src/cli/main.ts');
