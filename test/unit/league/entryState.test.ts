import { describe, expect, it } from 'vitest';
import { entryState, fits, under18 } from '../../../src/league/adoption/EntryState.ts';

describe('state of somebody on a list', () => {
  it('is under 18 until the birthday, and unknown where the known part of the date cannot tell', () => {
    expect(under18('2005-07-01', '2023-06-30')).toBe(true);
    expect(under18('2005-06-30', '2023-06-30')).toBe(false);
    expect(under18('2005-07', '2023-06-30')).toBe(true);
    expect(under18('2005-06', '2023-06-30')).toBe(false);
    expect(under18('2005-06', '2023-06-15')).toBeUndefined();
    expect(under18('2005', '2023-06-30')).toBeUndefined();
    expect(under18(undefined, '2023-06-30')).toBeUndefined();
  });

  it('fits a filter, does not, or is not known to', () => {
    const row = { personId: 's:1', marking: 'OFFICIAL', status: null, bornOn: '1990', orders: [] };
    const state = entryState(row, [], 'all', '2023-06-30');
    expect(fits(state, {})).toBe(true);
    expect(fits(state, { under18: false, withOrders: false })).toBe(true);
    expect(fits(state, { managedElsewhere: true })).toBe(false);
    expect(fits(state, { statuses: ['IN_CUSTODY'] })).toBeUndefined();
    expect(fits(state, { statuses: ['IN_CUSTODY'], under18: true })).toBe(false);
  });

  it('is managed elsewhere when a MAPPA order is in force', () => {
    const orders = [{ kind: 'MAPPA level 2' }];
    const row = { personId: 's:1', marking: 'OFFICIAL', status: null, bornOn: null, orders };
    expect(entryState(row, [], 'all', '2023-06-30').managedElsewhere).toBe(true);
  });
});
