import { cpus, totalmem } from 'node:os';

/** The shape of the machine that a figure was measured on. */
export const machine = {
  cores: cpus().length,
  model: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
};
