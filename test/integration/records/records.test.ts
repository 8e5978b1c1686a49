import type { GraphQLSchema } from 'graphql';
import { beforeAll } from 'vitest';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import { type Ask, askerOf } from './askRecords.ts';
import { describeEnded } from './ended.ts';
import { describeFields } from './fields.ts';
import { describeMarkings } from './markings.ts';
import { describePages } from './pages.ts';
import { describePseudonyms } from './pseudonyms.ts';
import { recordsStore } from './recordsStore.ts';
import { describeUnknown } from './unknown.ts';

// One store and one schema for every subject: making them takes longer than all the questions.
let ask: Ask;
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await assembleSchema();
  ask = askerOf(await recordsStore(), schema);
});

const later: Ask = (...question) => ask(...question);
describeFields(later, () => schema);
describeUnknown(later);
describePages(later);
describePseudonyms(later);
describeMarkings(later);
describeEnded(later);
