import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCursor } from '../../../src/access/index.ts';
import { type ListedOffence, pageOffences } from '../../../src/records/suspectOffences.ts';

const id = fc.oneof(
  fc.constantFrom('r:1', 'r:10', 'r:z\uff41', 'r:z\u{1f600}'),
  fc.string({ unit: 'binary' }),
);
const day = fc.constantFrom(undefined, null, '2022-12-31', '2023-06-01', '2023-06-02');
const list = fc.uniqueArray(fc.record({ id, reportedOn: day }), {
  selector: (offence) => offence.id,
  maxLength: 12,
});

/** The order in other words: UTF-8 sorts as code points do. */
const inOrder = (offences: readonly ListedOffence[]) =>
  [...offences].sort((a, b) => {
    if ((a.reportedOn ?? '') !== (b.reportedOn ?? ''))
      return (a.reportedOn ?? '') > (b.reportedOn ?? '') ? -1 : 1;
    return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
  });
const idsOf = ({ edges }: ReturnType<typeof pageOffences>) => edges.map(({ node }) => node.id);

describe('pages of the offences of a suspect', () => {
  it('are together the whole list, once and in order, whatever their length and the order of the store', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 13 }), (offences, first) => {
        const found: string[] = [];
        for (let after: string | null = null, more = true; more; ) {
          const page: ReturnType<typeof pageOffences> = pageOffences(offences, { first, after });
          found.push(...idsOf(page));
          after = page.pageInfo.endCursor;
          more = page.pageInfo.hasNextPage;
        }
        expect(found).toEqual(inOrder(offences).map((offence) => offence.id));
      }),
      {
        examples: [
          [
            [
              { id: 'z\u{1f600}', reportedOn: null },
              { id: 'z\uff41', reportedOn: null },
            ],
            1,
          ],
        ],
      },
    );
  });

  it('go on behind an offence that has gone as if it were there', () => {
    fc.assert(
      fc.property(list, fc.record({ id, reportedOn: day }), (offences, gone) => {
        const others = offences.filter((offence) => offence.id !== gone.id);
        const after = encodeCursor([gone.reportedOn ?? '', gone.id]);
        const page = (there: readonly ListedOffence[]) => idsOf(pageOffences(there, { first: 200, after }));
        expect(page(others)).toEqual(page([...others, gone]));
        expect(page(others)).toEqual(
          inOrder([...others, gone])
            .map((offence) => offence.id)
            .slice(inOrder([...others, gone]).indexOf(gone) + 1),
        );
      }),
    );
  });

  it('give an undated offence a cursor of its own, and no next page behind the last', () => {
    const { edges, pageInfo } = pageOffences([{ id: 'r:1' }], { first: 1 });
    expect(edges).toEqual([{ node: { id: 'r:1' }, cursor: encodeCursor(['', 'r:1']) }]);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });
});
