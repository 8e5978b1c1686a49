export { readAhead } from './adjacency/currentAdjacency.ts';
export * from './networks/index.ts';
export * from './prediction/index.ts';
export * from './series/index.ts';
