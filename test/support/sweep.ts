/**
 * Waits until the process named by the first argument has ended, then stops what its tests left running. Started
 * when a run is cut short (Ctrl-C): vitest then leaves without its tear-down.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startOf } from '../../src/neo4j/processes.js';
import { sweepTestHomes } from './testHomes.ts';

const pid = Number(process.argv[2] ?? 0);
const deadline = Date.now() + 60_000;
while (pid > 0 && startOf(pid) !== undefined && Date.now() < deadline) await pause(100);
await sweepTestHomes();
