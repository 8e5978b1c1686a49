/** The sentence on guilt; it goes with every list that leaves the service. */
export const NOT_GUILT =
  'A rank counts allegations weighted by the harm their guideline sentence stands for. It is not guilt and not a forecast, and no decision may rest on it alone.';

/** What has to be read with a list that leaves the service, the sentence on guilt first. */
export function statementsOf(exportedAt: string, withIntervals: boolean): readonly string[] {
  return [
    NOT_GUILT,
    withIntervals
      ? 'The interval says how far a rank may move by chance in which allegations were made; it does not say whether they are true.'
      : 'Rank intervals are not known: this run was stored before runs kept what they need.',
    'What is unknown is empty, never zero: offences of unknown harm add nothing to a total and are counted beside it.',
    `Names, status, age, orders, management elsewhere and adoption are as known at the export, ${exportedAt}, and change no rank. A rank starts nothing: only a named person adopts.`,
  ];
}

/** Stands for the id of what was erased since, or has been marked above the export. */
export const NOT_SHOWN = 'not to be shown any more';
