import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { authorise, type Context, rightOf } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { ApiContext } from './requestContext.ts';

/**
 * Puts the check of its right before each root field, and the check of the caller before each event of a subscription.
 * @throws LinchpinError INTERNAL for a root field that the policy table does not know
 */
export function guardFields(schema: GraphQLSchema): void {
  guard(schema);
  guardSubscriptions(schema);
}

/** Wraps each root field with the check of its right. */
function guard(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const fields = roots.flatMap((type) =>
    Object.entries(type?.getFields() ?? {}).map(([name, field]) => [`${type?.name}.${name}`, field] as const),
  );
  for (const [name, field] of fields) {
    const right = rightOf(name);
    if (right === undefined)
      throw new LinchpinError('INTERNAL', `${name} is not in the policy table (src/access/policy.ts).`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (root, args, context: Context, info) => {
      authorise(context.caller.roles, right);
      return untilAborted(resolve(root, args, context, info), context.signal);
    };
  }
}

/**
 * An answer is not waited for longer than its request lives, though work that others share goes on. Whoever listens to
 * the same signal and knows more than that the time is over says so first.
 */
function untilAborted(answer: unknown, signal: AbortSignal): unknown {
  if (!(answer instanceof Promise)) return answer;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => void setImmediate(() => reject(signal.reason));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([answer, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** Wraps each subscription with the check of its right, and each of its events with the check of the caller's token. */
function guardSubscriptions(schema: GraphQLSchema): void {
  for (const [name, field] of Object.entries(schema.getSubscriptionType()?.getFields() ?? {})) {
    const right = rightOf(`Subscription.${name}`);
    const { subscribe } = field;
    if (right === undefined || subscribe === undefined)
      throw new LinchpinError(
        'INTERNAL',
        `Subscription.${name} has no right in the policy table, or no source.`,
      );
    field.subscribe = async (root, args, context: ApiContext, info) => {
      authorise(context.caller.roles, right);
      return checked((await subscribe(root, args, context, info)) as AsyncGenerator<unknown>, context);
    };
  }
}

function checked(events: AsyncGenerator<unknown>, context: ApiContext): AsyncIterableIterator<unknown> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const step = await events.next();
      if (step.done === true || (await context.recheck())) return step;
      context.end();
      return events.return(undefined);
    },
    return: async () => {
      // The source may be waiting for its next event: it is woken first.
      context.end();
      return events.return(undefined);
    },
  };
}
