export * from './series/index.ts';
