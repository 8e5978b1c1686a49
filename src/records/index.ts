export { shownPlace } from './placeOf.ts';
export { findLocations, findPersons } from './repository.ts';
