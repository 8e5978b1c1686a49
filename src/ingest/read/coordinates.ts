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

/**
 * The reader for a manifest's `coordinates` (longitude column = easting).
 * @throws LinchpinError BAD_BUNDLE for an EPSG code that nobody knows
 */
export function coordinateReader(system: string | undefined): CoordinateReader {
  if (system === 'LOCAL') return (y, x) => ({ x, y });
  if (system === undefined || system === 'EPSG:4326') return degrees;
  const project = proj4(definitionOf(system), 'WGS84');
  return (northing, easting) => {
    const [longitude = Number.NaN, latitude = Number.NaN] = project.forward([easting, northing]);
    if (
      !Number.isFinite(latitude) ||
      !Number.isFinite(longitude) ||
      Math.abs(latitude) > 90 ||
      Math.abs(longitude) > 180
    )
      return { problem: `lies outside the world in ${system}` };
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

function definitionOf(system: string): string {
  const index = dirname(createRequire(import.meta.url).resolve('epsg-index/s/27700.json'));
  const code = system.slice('EPSG:'.length);
  try {
    const text = readFileSync(join(index, `${code}.json`), 'utf8');
    return z.object({ proj4: z.string().min(1) }).parse(JSON.parse(text)).proj4;
  } catch (cause) {
    throw new LinchpinError(
      'BAD_BUNDLE',
      `manifest.yaml: coordinates: ${system} is not a known system. Name another EPSG code, or LOCAL for metres on a plane.`,
      { cause },
    );
  }
}
