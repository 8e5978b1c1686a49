export * from './networks/index.ts';
export * from './prediction/index.ts';
export * from './series/index.ts';
