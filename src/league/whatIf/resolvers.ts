import { type Context, callOptions, touch } from '../../access/index.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import { type Move, type Place, type WhatIf, type WhatIfRequest, whatIf } from './whatIf.ts';
import { assumptionOf, CAVEAT } from './words.ts';

export const resolvers = {
  Query: {
    whatIf: async (_root: unknown, args: WhatIfRequest, context: Context) => {
      const { graph, caller } = context;
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const answer = await whatIf(graph, { ...args, asOf }, caller, callOptions(context, 'whatIf'));
      const { personId, entering, leaving } = answer;
      touch(context, [personId, ...[...entering, ...leaving].map((move) => move.personId)]);
      return answer;
    },
  },
  WhatIf: {
    programme: ({ league }: WhatIf) => league.programme,
    edition: ({ league }: WhatIf) => ({ id: league.edition }),
    asOf: ({ league }: WhatIf) => league.asOf,
    windowFrom: ({ league }: WhatIf) => league.windowFrom,
    person: ({ personId }: WhatIf) => ({ id: personId }),
    assumption: ({ change, league }: WhatIf) => assumptionOf(change, league),
    caveat: () => CAVEAT,
    allegationsUndecided: ({ undecided }: WhatIf) => undecided,
  },
  WhatIfPlace: {
    harmDays: ({ harmMicros, unknownHarm, offences }: Place) =>
      unknownHarm >= offences ? null : harmMicros / MICROS_PER_DAY,
    offencesOfUnknownHarm: ({ unknownHarm }: Place) => unknownHarm,
  },
  WhatIfMove: {
    person: ({ personId }: Move) => ({ id: personId }),
  },
};
