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
  readonly purpose: string;
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
