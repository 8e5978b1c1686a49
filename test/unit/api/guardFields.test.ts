import { buildSchema, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/access/index.ts';
import { guardFields } from '../../../src/api/guardFields.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import { unlessAborted } from '../../../src/graph/index.ts';

/** What a root field answers whose request's time is over while it waits. */
async function whenLate(answer: (signal: AbortSignal) => Promise<unknown>): Promise<readonly string[]> {
  const gone = new AbortController();
  const schema = buildSchema('type Query { openThreads: Int }');
  const field = schema.getQueryType()?.getFields().openThreads;
  if (field === undefined) throw new Error('there is no such field');
  field.resolve = (_root, _args, { signal }: { signal: AbortSignal }) => {
    setTimeout(() => gone.abort(new LinchpinError('TIMEOUT', 'The time is over.')), 5);
    return answer(signal);
  };
  guardFields(schema);
  const contextValue = { caller: { roles: ROLES }, signal: gone.signal };
  const { errors = [] } = await graphql({ schema, source: '{ openThreads }', contextValue });
  return errors.map(({ originalError }) => (originalError as LinchpinError).code);
}
const never = () => new Promise<unknown>(() => undefined);

describe('a root field whose request has no time left', () => {
  it('is not waited for', async () => {
    expect(await whenLate(never)).toEqual(['TIMEOUT']);
  });

  it('says what it knows more than that, through however many hands it goes', async () => {
    const late = new LinchpinError('UNAVAILABLE', 'It is being worked out; ask again.');
    const waiting = async (signal: AbortSignal) => await unlessAborted(never(), signal, late);
    const further = async (signal: AbortSignal) => {
      try {
        return await waiting(signal);
      } finally {
        await Promise.resolve();
      }
    };
    expect(await whenLate(further)).toEqual(['UNAVAILABLE']);
  });
});
