import type { OffenceMatcher } from '../../../harm/index.ts';
import type { BundleFile, RowOf } from '../../types.ts';
import { coordinateReader } from '../coordinates.ts';
import type { Manifest } from '../manifest.ts';
import { associations } from './associations.ts';
import { custody } from './custody.ts';
import { events } from './events.ts';
import type { FileReader } from './FileReader.ts';
import { forensics } from './forensics.ts';
import { identifiers } from './identifiers.ts';
import { intelligence } from './intelligence.ts';
import { involvements } from './involvements.ts';
import { judgements } from './judgements.ts';
import { locations } from './locations.ts';
import { offences } from './offences.ts';
import { orders } from './orders.ts';
import { persons } from './persons.ts';
import { residences } from './residences.ts';

/** How each file is read under this manifest. */
export function fileReaders(
  manifest: Manifest,
  match: OffenceMatcher,
): { readonly [F in BundleFile]: FileReader<RowOf[F]> } {
  return {
    'persons.csv': persons,
    'locations.csv': locations(coordinateReader(manifest.coordinates)),
    'offences.csv': offences(match, manifest.matchTitles),
    'involvements.csv': involvements,
    'residences.csv': residences,
    'identifiers.csv': identifiers,
    'associations.csv': associations,
    'intelligence.csv': intelligence,
    'events.csv': events,
    'custody.csv': custody,
    'forensics.csv': forensics,
    'orders.csv': orders,
    'judgements.csv': judgements,
  };
}
