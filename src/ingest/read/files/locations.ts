import { latLngToCell } from 'h3-js';
import type { LocationRow } from '../../types.ts';
import type { CoordinateReader } from '../coordinates.ts';
import { MAX_LINE_CHARACTERS } from '../limits.ts';
import type { FileReader } from './FileReader.ts';

/** Cells of about 0.1 km2: fine enough for a street, coarse enough for a hot spot. */
const H3_RESOLUTION = 9;

export function locations(place: CoordinateReader): FileReader<LocationRow> {
  return {
    repeated: 'once',
    read(cells) {
      const id = cells.ownId();
      const latitude = cells.number('latitude', {});
      const longitude = cells.number('longitude', {});
      const read = latitude === undefined || longitude === undefined ? undefined : place(latitude, longitude);
      if (read !== undefined && 'problem' in read)
        for (const column of ['latitude', 'longitude'])
          cells.drop(
            column,
            read.problem,
            'Correct the coordinates, or name their system under coordinates in the manifest.',
          );
      if ((latitude === undefined) !== (longitude === undefined))
        cells.drop(
          latitude === undefined ? 'longitude' : 'latitude',
          'stands alone',
          'Give both coordinates or none.',
        );
      const degrees = read !== undefined && 'latitude' in read ? read : undefined;
      const metres = read !== undefined && 'x' in read ? read : undefined;
      return {
        key: [id],
        row: {
          id,
          address: cells.short('address', MAX_LINE_CHARACTERS),
          postcode: cells.postcode('postcode'),
          borough: cells.short('borough', MAX_LINE_CHARACTERS),
          latitude: degrees?.latitude,
          longitude: degrees?.longitude,
          x: metres?.x,
          y: metres?.y,
          h3:
            degrees === undefined
              ? undefined
              : latLngToCell(degrees.latitude, degrees.longitude, H3_RESOLUTION),
          kind: cells.text('kind'),
        },
      };
    },
  };
}
