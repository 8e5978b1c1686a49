import { expect, test } from 'vitest';
import { serverMemory } from '../../../src/neo4j/local/memory.ts';

const GB = 1024 ** 3;

test('the local server takes a quarter of a small machine and at most 2 GB of a large one', () => {
  expect(serverMemory({}, 'service', 4 * GB)).toEqual({ heap: '1024m', pagecache: '1024m' });
  expect(serverMemory({}, 'service', 64 * GB)).toEqual({ heap: '2048m', pagecache: '2048m' });
  expect(serverMemory({}, 'test', 64 * GB)).toEqual({ heap: '1024m', pagecache: '256m' });
});

test('sizes of the environment are taken as they are', () => {
  const memory = serverMemory({ heap: '3g', pagecache: '300M' }, 'service', 8 * GB);
  expect(memory).toEqual({ heap: '3072m', pagecache: '300m' });
});

test('too little memory is said before anything starts, with the settings that help', () => {
  const tooMuch = () => serverMemory({ heap: '6g', pagecache: '3g' }, 'service', 8 * GB);
  expect(tooMuch).toThrow(/6144m heap.*this machine has 8192m.*LINCHPIN_NEO4J_HEAP/);
  expect(() => serverMemory({}, 'service', 1 * GB)).toThrow(/this machine has 1024m/);
});
