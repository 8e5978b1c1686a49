import type { Context } from './Caller.ts';

export const resolvers = {
  Query: {
    me: (_root: unknown, _args: unknown, { caller }: Context) => caller,
  },
};
