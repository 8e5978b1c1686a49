import type { SeriesRow } from '../../../../src/links/series/repository.ts';

/** An offence of the graph of which nothing is known but what is given. */
export const row = (more: Partial<SeriesRow>): SeriesRow => ({
  id: 's:o',
  marking: 'OFFICIAL',
  placeMarkings: [],
  ...{ occurredFrom: null, occurredFromPrecision: null, occurredTo: null, occurredToPrecision: null },
  ...{ reportedOn: null, reportedTo: null, type: null, source: null, placeKind: null },
  ...{ latitude: null, longitude: null, x: null, y: null },
  modusOperandi: [],
  home: false,
  suspects: [],
  victims: [],
  ...more,
});
