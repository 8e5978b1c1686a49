export { middleOfAgeBand } from './ageBand.ts';
export { shownPlace } from './placeOf.ts';
export { findLocations, findPersons } from './repository.ts';
export { victimsOf } from './victimsOf.ts';
