import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import proj4 from 'proj4';
import { z } from 'zod';
import { LinchpinError } from '../../errors/LinchpinError.ts';

/** A place as stated, turned into WGS 84 degrees or metres on a local plane. */
export type Place =
  | { readonly latitude: number; readonly longitude: number }
  | { readonly x: number; readonly y: number };

/** Reads `latitude` and `longitude` cells of one source. @returns the place, or what is wrong with the cells */
export type CoordinateReader = (latitude: number, longitude: number) => Place | { readonly problem: string };

const definition = z.object({
  proj4: z.string().min(1),
  unit: z.string().nullish(),
  /** North, west, south, east of the area the system is made for, in degrees. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullish(),
});

/**
 * Seven-parameter shifts to WGS 84 in place of grid files, which are not shipped: good to about five metres.
 * OSGB36 as the Ordnance Survey publishes it ("A guide to coordinate systems in Great Britain", 6.6); DHDN EPSG:1777;
 * NZGD49 EPSG:1564.
 */
const SHIFT_FOR_GRID: Readonly<Record<string, string>> = {
  'OSTN15_NTv2_OSGBtoETRS.gsb': '446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894',
  'BETA2007.gsb': '598.1,73.7,418.2,0.202,0.045,-2.455,6.7',
  'nzgd2kgrid0005.gsb': '59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993',
};

/** How far, in degrees, a place may lie beyond the area its system is made for. */
const AREA_MARGIN_DEGREES = 1;

/**
 * The reader for a manifest's `coordinates` (longitude column = easting).
 * @throws LinchpinError BAD_BUNDLE for an EPSG code that is not known or cannot be converted
 */
export function coordinateReader(system: string | undefined): CoordinateReader {
  if (system === 'LOCAL') return (y, x) => ({ x, y });
  if (system === undefined || system === 'EPSG:4326') return degrees;
  const { proj4: text, unit, bbox } = definitionOf(system);
  const project = proj4(withoutGrid(system, text), 'WGS84');
  const [north, west, south, east] = bbox ?? [90, -180, -90, 180];
  const inArea = (latitude: number, longitude: number) =>
    latitude <= north + AREA_MARGIN_DEGREES &&
    latitude >= south - AREA_MARGIN_DEGREES &&
    // An area across the date line has its west east of its east.
    (west > east || (longitude >= west - AREA_MARGIN_DEGREES && longitude <= east + AREA_MARGIN_DEGREES));
  return (northing, easting) => {
    if (unit?.startsWith('degree') === false && Math.abs(northing) <= 90 && Math.abs(easting) <= 180)
      return { problem: `looks like degrees, while the manifest says ${system}` };
    const [longitude = Number.NaN, latitude = Number.NaN] = project.forward([easting, northing]);
    if (!Number.isFinite(latitude) || !Number.isFinite(longitude) || !inArea(latitude, longitude))
      return { problem: `lies outside the area of ${system}` };
    return { latitude, longitude };
  };
}

function degrees(latitude: number, longitude: number): Place | { readonly problem: string } {
  if (latitude === 0 && longitude === 0) return { problem: 'is 0, 0, which stands for unknown' };
  if (Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90)
    return { problem: 'looks swapped: the latitude is beyond 90 degrees' };
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return { problem: 'lies outside the world' };
  if (!inBritain(latitude, longitude) && inBritain(longitude, latitude))
    return { problem: 'looks swapped: latitude and longitude exchanged lie in Great Britain' };
  return { latitude, longitude };
}

function inBritain(latitude: number, longitude: number): boolean {
  return latitude > 49 && latitude < 61.5 && longitude > -9 && longitude < 2.5;
}

function definitionOf(system: string): z.infer<typeof definition> {
  const index = dirname(createRequire(import.meta.url).resolve('epsg-index/s/27700.json'));
  const code = system.slice('EPSG:'.length);
  try {
    return definition.parse(JSON.parse(readFileSync(join(index, `${code}.json`), 'utf8')));
  } catch (cause) {
    throw unusable(system, 'is not a known system of coordinates', cause);
  }
}

function withoutGrid(system: string, text: string): string {
  const grid = /\+nadgrids=(\S+)/.exec(text)?.[1];
  if (grid === undefined || grid.startsWith('@')) return text;
  const shift = SHIFT_FOR_GRID[grid];
  if (shift === undefined) throw unusable(system, `needs the shift grid ${grid}, which is not shipped`);
  return text.replace(/\+nadgrids=\S+/, `+towgs84=${shift}`);
}

function unusable(system: string, problem: string, cause?: unknown): LinchpinError {
  return new LinchpinError(
    'BAD_BUNDLE',
    `manifest.yaml: coordinates: ${system} ${problem}. Name another EPSG code, or LOCAL for metres on a plane.`,
    { cause },
  );
}
