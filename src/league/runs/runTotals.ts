import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import type { RunSummary } from './StoredRun.ts';

/** Totals of a stored run in the words of the contract, harm in days. */
export function runTotals({ listed, totals, ranked }: RunSummary) {
  return {
    suspects: listed.suspects,
    offences: listed.offences,
    victims: listed.victims,
    harmDays: listed.harmMicros / MICROS_PER_DAY,
    harmDaysAttributed: listed.harmMicrosAttributed / MICROS_PER_DAY,
    allSuspects: ranked,
    allOffences: totals.offences,
    allVictims: totals.victims,
    allHarmDays: totals.harmMicros / MICROS_PER_DAY,
    offencesOfUnknownHarm: totals.unknownHarm,
    offencesWithoutDate: totals.withoutDate,
    offencesWithoutSuspect: totals.withoutSuspect,
    offencesOfUnknownVictimSex: totals.unknownVictimSex,
    offencesOfUnknownVictimAge: totals.unknownVictimAge,
    offencesOfUnknownRelationship: totals.unknownRelationship,
    suspectsBelowMinimum: totals.belowMinimum ?? 0,
  };
}
