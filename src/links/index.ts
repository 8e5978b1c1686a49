export * from './networks/index.ts';
export * from './series/index.ts';
