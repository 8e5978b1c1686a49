import type { Command } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { LeagueRequest } from '../league/index.ts';

/** Options of `linchpin league`, which its subcommands share. */
export interface LeagueOptions {
  readonly programme: string;
  readonly asOf?: string;
  readonly edition?: string;
  readonly window?: string;
  readonly size?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly purpose: string;
}

/** `--programme`, which `linchpin league export` does without, so that it is no required option of all. */
export function requireProgramme(command: Command): void {
  if (command.optsWithGlobals<Partial<LeagueOptions>>().programme === undefined)
    command.error("error: required option '--programme <id>' not specified", {
      code: 'commander.missingMandatoryOptionValue',
    });
}

/** @throws LinchpinError BAD_INPUT for a day that is none */
export function leagueRequest({ programme, asOf, edition, size, window }: LeagueOptions): LeagueRequest {
  if (asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(asOf))
    throw new LinchpinError('BAD_INPUT', '--as-of must be a day such as 2023-06-30.', {
      place: { argument: 'as-of' },
    });
  const allTime = window === 'all';
  const windowDays = window === undefined || allTime ? undefined : Number(window);
  return { programme, asOf, edition, size, allTime, windowDays };
}
