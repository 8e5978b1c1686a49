export { findLocations } from './repository.ts';
