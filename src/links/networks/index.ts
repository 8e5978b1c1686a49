export { describeNetwork, type NetworkDescription } from './describe.ts';
export { type BundleNetwork, networkOfBundle } from './fromBundle.ts';
