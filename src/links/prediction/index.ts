export { type BundleTies, tiesOfBundle } from './fromBundle.ts';
export { type Measured, measure } from './measure.ts';
export { walksIn } from './walks.ts';
