import { resolvers as audit } from './audit/resolvers.ts';
import { resolvers as breakGlass } from './breakGlass/resolvers.ts';
import type { Caller, Context } from './Caller.ts';
import { rightsOf } from './policy.ts';

const viewer = {
  Query: {
    me: (_root: unknown, _args: unknown, { caller }: Context) => caller,
    banner: (_root: unknown, _args: unknown, { rules }: Context) => rules.banner ?? null,
  },
  Viewer: {
    machine: ({ machine }: Caller) => machine === true,
    rights: ({ roles }: Caller) => rightsOf(roles),
    purposes: (_caller: Caller, _args: unknown, { rules }: Context) => rules.purposes,
    expiresAt: ({ expiresAt }: Caller) => expiresAt?.toISOString() ?? null,
  },
};

export const resolvers = [viewer, audit, breakGlass];
