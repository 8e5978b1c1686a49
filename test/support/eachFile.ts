/** Runs before each test file. */
import { afterAll } from 'vitest';
import { endFile } from './atFileEnd.ts';

afterAll(endFile);
