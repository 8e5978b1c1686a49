import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Random } from './Random.ts';

export type Point = readonly [longitude: number, latitude: number];
type Ring = readonly Point[];
interface Borough {
  readonly name: string;
  readonly outward: readonly string[];
  readonly polygons: readonly (readonly Ring[])[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

const position = z.tuple([z.number(), z.number()]);
const outlines = z.object({
  features: z.array(
    z.object({
      properties: z.object({ name: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
      ]),
    }),
  ),
});

export interface Place {
  readonly id: string;
  readonly address: string;
  readonly postcode: string;
  readonly borough: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly kind: string;
}

const STREETS =
  'Albion Alder Alma Archer Ashdown Avenell Beacon Birch Blenheim Bourne Bramley Bridge Brook Cambria Canal Carlton Castle Cedar Chapel Chestnut Church Clarence Clifton Coburg Dalby Denmark Elm Fairfield Falcon Fern Forest Garden Gordon Grange Granville Grove Hawthorn Heath Hillside Holly Kings Lansdowne Laurel Lime Linden Lodge Manor Maple Meadow Mill Mulberry Northfield Oak Orchard Park Poplar Priory Queens Railway Regent Rowan Sandown Selby Spencer Spring Station Sycamore Temple Tudor Vale Victoria Walnut Warwick Waterloo Wellington Willow Windmill Woodland York'.split(
    ' ',
  );
const ENDINGS = [
  'Road',
  'Street',
  'Avenue',
  'Close',
  'Gardens',
  'Lane',
  'Terrace',
  'Court',
  'Way',
  'Crescent',
  'Grove',
  'Rise',
];
const INWARD = [...'ABDEFGHJLNPQRSTUWXYZ'];

/** Makes places inside the boroughs, as many in each as its share of recorded violence. */
export class Places {
  readonly all: Place[] = [];
  private readonly random: Random;
  private readonly boroughs: readonly (readonly [Borough, number])[];

  constructor(random: Random) {
    this.random = random;
    const rows: Record<string, string>[] = parse(
      readFileSync(new URL('./data/boroughs.csv', import.meta.url)),
      { columns: true },
    );
    const { features } = outlines.parse(
      JSON.parse(readFileSync(new URL('./data/boroughs.geojson', import.meta.url), 'utf8')),
    );
    const shapes = new Map(
      features.map(({ properties, geometry }) => [
        properties.name,
        geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
      ]),
    );
    this.boroughs = rows.map((row) => {
      const polygons = shapes.get(row.borough ?? '') ?? [];
      const points = polygons.flat(2);
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
      return [
        { name: row.borough ?? '', outward: (row.outward_codes ?? '').split(' '), polygons, box },
        Number(row.recorded),
      ] as const;
    });
  }

  add(kind: string): Place {
    const { random } = this;
    const borough = random.weighted(this.boroughs);
    const [longitude, latitude] = this.pointIn(borough);
    const street = `${random.pick(STREETS)} ${random.pick(ENDINGS)}`;
    const flat = kind === 'HOME' && random.chance(0.35) ? `Flat ${random.int(1, 60)}, ` : '';
    const place = {
      id: `L${this.all.length + 1}`,
      address: `${flat}${random.int(1, 240)} ${street}`,
      postcode: `${random.pick(borough.outward)} ${random.int(0, 9)}${random.pick(INWARD)}${random.pick(INWARD)}`,
      borough: borough.name,
      latitude: latitude.toFixed(6),
      longitude: longitude.toFixed(6),
      kind,
    };
    this.all.push(place);
    return place;
  }

  /**
   * Lays a place elsewhere, in the borough of the point, with a postcode of that borough; its id and street stay.
   * @returns whether the point is in London; if not, nothing changes
   */
  move({ id }: Place, [x, y]: Point, random: Random): boolean {
    const at = Number(id.slice(1)) - 1;
    const [longitude, latitude] = [x.toFixed(6), y.toFixed(6)];
    const found = this.boroughs.find(([borough]) => contains(borough, [Number(longitude), Number(latitude)]));
    const place = this.all[at];
    if (place === undefined || found === undefined) return false;
    const [{ name: borough, outward }] = found;
    const postcode =
      place.borough === borough ? place.postcode : place.postcode.replace(/^\S+/, random.pick(outward));
    this.all[at] = { ...place, borough, postcode, longitude, latitude };
    return true;
  }

  private pointIn({ polygons, box: [west, south, east, north] }: Borough): Point {
    for (;;) {
      // Rounded before it is tested, so that what is written lies inside too.
      const x = Number((west + this.random.next() * (east - west)).toFixed(6));
      const y = Number((south + this.random.next() * (north - south)).toFixed(6));
      if (polygons.some((rings) => isInside(rings, x, y))) return [x, y];
    }
  }
}

const contains = ({ polygons, box: [west, south, east, north] }: Borough, [x, y]: Point): boolean =>
  x >= west && x <= east && y >= south && y <= north && polygons.some((rings) => isInside(rings, x, y));

/** Even-odd rule: a point is inside when a ray from it crosses the outline an odd number of times. */
export function isInside(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    ring.forEach(([x1, y1], index) => {
      const [x2, y2] = ring[(index + ring.length - 1) % ring.length] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  return inside;
}
