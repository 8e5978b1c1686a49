import type { Command } from 'commander';
import type { CliDeps } from './deps.ts';
import { registerCorrections } from './retentionCorrections.ts';
import { registerDecide } from './retentionDecide.ts';
import { registerDue } from './retentionDue.ts';
import { registerErase } from './retentionErase.ts';
import { registerResume } from './retentionResume.ts';
import { registerSubjectAccess } from './retentionSubjectAccess.ts';

/** `linchpin retention`: what is due, decisions, erasure, and the rights of the people who are in the graph. */
export function registerRetention(program: Command, deps: CliDeps): void {
  const retention = program
    .command('retention')
    .description('review, erase, and tell people what is held about them');
  registerDue(retention, deps);
  registerDecide(retention, deps);
  registerErase(retention, deps);
  registerResume(retention, deps);
  registerSubjectAccess(retention, deps);
  registerCorrections(retention, deps);
}
