import { describe, expect, it } from 'vitest';
import { offencesOfGraph } from '../../../../src/links/series/fromGraph.ts';
import { modelCard } from '../../../../src/links/series/modelCard.ts';
import type { SeriesOffence } from '../../../../src/links/series/SeriesOffence.ts';
import { train } from '../../../../src/links/series/train.ts';
import { plantedSeries } from './plantedSeries.ts';
import { row } from './seriesRow.ts';

const { offences: ofStrangers } = plantedSeries(7, 24);

/** Forty people who hit four partners at one home, one a season. */
const atHome = (acquainted: boolean): readonly SeriesOffence[] =>
  Array.from({ length: 160 }, (_, at) => {
    const who = Math.floor(at / 4);
    const from = 19_000 + 90 * (at % 4) + who;
    return {
      ...{ id: `home ${at}`, from, to: from, x: 700 * who, y: 0, marks: [], type: 'type 0', target: 'home' },
      ...{ victims: [`partner ${at}`], suspects: [`husband ${who}`], acquainted },
    };
  });

describe('offences of suspects who are no strangers to the victim', () => {
  const alone = train(ofStrangers);
  const besides = train([...ofStrangers, ...atHome(true)]);

  it('are no lesson in linking offences of which nobody knows who did them', () => {
    expect(besides.linkedPairs).toBe(alone.linkedPairs);
    expect(besides.seriesCount).toBe(alone.seriesCount);
    // Were they one, there would be six linked pairs more of each.
    expect(train([...ofStrangers, ...atHome(false)]).linkedPairs).toBe(alone.linkedPairs + 40 * 6);
  });

  it('are not measured on either, nor counted as learned on', () => {
    const [card, cardAlone] = [besides, alone].map((models) => modelCard(models, 'a test', '2026-01-01'));
    expect(card?.solved).toBe(cardAlone?.solved);
    expect(card?.withSingles?.linked).toBe(besides.linkedPairs);
    expect(card?.withSingles?.unlinked).toBe(cardAlone?.withSingles?.unlinked);
  });

  it('are compared all the same, by a model that has not seen the other offences of their suspect', () => {
    const [of, stranger] = [ofStrangers.length, 1];
    const suspect = ofStrangers[stranger]?.suspects ?? [];
    const models = train([
      ...ofStrangers,
      ...atHome(true).map((one, at) => (at < 4 ? { ...one, suspects: suspect } : one)),
    ]);
    expect(models.groups.linked(of, stranger)).toBe(true);
    expect(models.fold[of]).toBe(models.fold[stranger]);
    expect(models.modelFor(of, stranger)).not.toBe(models.full);
  });

  it('are told by what is stated of any suspect; unstated is not acquainted', () => {
    const acquainted = (...stated: readonly (string | null)[]) => {
      const suspects = stated.map((relationship, at) => ({ id: `s:${at}`, markings: [], relationship }));
      return offencesOfGraph([row({ suspects })])[0]?.acquainted;
    };
    expect([[], [null], ['STRANGER'], ['STRANGER', null]].map((all) => acquainted(...all))).toEqual(
      Array(4).fill(false),
    );
    expect(['PARTNER', 'EX_PARTNER', 'FAMILY', 'ACQUAINTANCE'].map((one) => acquainted(one))).toEqual(
      Array(4).fill(true),
    );
    expect(acquainted('STRANGER', 'FAMILY')).toBe(true);
  });
});
