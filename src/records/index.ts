export { findLocations, findPersons } from './repository.ts';
