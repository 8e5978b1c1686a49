import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ask, dataOf } from './askRecords.ts';
import { PAGED } from './recordsStore.ts';

const QUERY = `query ($first: Int, $after: String) { person(id: "r:P") { asSuspect(first: $first, after: $after) {
  edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const DAYS = ['2023-06-02', ...Array(4).fill('2023-06-01'), '2023-05-01', '', '', ''] as const;
const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function describePages(ask: Ask): void {
  const page = async (first: number, after?: string) =>
    (await dataOf(ask(QUERY, { first, ...(after !== undefined && { after }) }))).person.asSuspect;
  const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);

  describe('the offences of a suspect', () => {
    it('come newest first, those of one day by id, undated last, and each once', async () => {
      expect(idsOf(await page(200))).toEqual(PAGED);
    });

    it.each([1, 2, 3, 8, 9, 200])('are the same list in pages of %i', async (first) => {
      const found: string[] = [];
      for (let after: string | undefined, more = true; more; ) {
        const { edges, pageInfo } = await page(first, after);
        expect(edges.length).toBe(Math.min(first, PAGED.length - found.length));
        expect(pageInfo).toEqual({
          hasNextPage: found.length + edges.length < PAGED.length,
          hasPreviousPage: after !== undefined,
          startCursor: edges[0].cursor,
          endCursor: edges.at(-1).cursor,
        });
        found.push(...idsOf({ edges }));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      expect(found).toEqual(PAGED);
    });

    it('end in an empty page behind the last', async () => {
      const { pageInfo } = await page(200);
      expect(await page(5, pageInfo.endCursor)).toEqual({
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      });
    });

    it('go on behind any place where a cursor stands, whether or not anything is there', async () => {
      const key = fc.tuple(
        fc.oneof(fc.constantFrom(...DAYS, '2023-05-31', '9999-12-31', '~'), fc.string({ unit: 'binary' })),
        fc.oneof(fc.constantFrom(...PAGED, 'r:hidden', 'r:O1', 'r:V'), fc.string({ unit: 'binary' })),
      );
      await fc.assert(
        fc.asyncProperty(key, async ([day, id]) => {
          const behind = PAGED.filter((other, index) => {
            const order = byCodePoint(DAYS[index] ?? '', day);
            return order < 0 || (order === 0 && byCodePoint(other, id) > 0);
          });
          expect(idsOf(await page(200, cursorOf([day, id])))).toEqual(behind);
        }),
        { numRuns: 10 },
      );
    });

    it('go on behind an offence that is hidden as behind one that does not exist', async () => {
      const hidden = await page(200, cursorOf(['2023-06-01', 'r:hidden']));
      expect(hidden).toEqual(await page(200, cursorOf(['2023-06-01', 'r:hiddeN'])));
    });

    it.each([
      ['nothing', ''],
      ['a word', 'forged'],
      ['no base 64', '§$%&/()=?'],
      ['an id', 'r:10'],
      ['a key of another list', cursorOf([12, 3, 4, 'r:A'])],
      ['too short a key', cursorOf(['2023-06-01'])],
      ['too long a key', cursorOf(['2023-06-01', 'r:10', 'r:10'])],
      ['a number for a day', cursorOf([20230601, 'r:10'])],
      ['no id', cursorOf(['2023-06-01', null])],
      ['an object', cursorOf({ 0: '2023-06-01', 1: 'r:10', length: 2 })],
      ['a list in a list', cursorOf([['2023-06-01'], ['r:10']])],
      ['a cursor cut short', cursorOf(['2023-06-01', 'r:10']).slice(0, -6)],
    ])('refuse %s for a cursor, in words that name the argument', async (_what, after) => {
      const { data, errors } = await ask(QUERY, { first: 5, after });
      expect(data.person).toBeNull();
      expect(errors).toMatchObject([
        { message: expect.stringContaining('after'), extensions: { code: 'BAD_INPUT', argument: 'after' } },
      ]);
    });

    it.each([0, -1, 201, 2 ** 31 - 1, null])('refuse pages of %s', async (first) => {
      const { errors } = await ask(QUERY, { first });
      expect(errors).toMatchObject([
        { message: expect.stringContaining('first'), extensions: { code: 'BAD_INPUT', argument: 'first' } },
      ]);
    });
  });
}
