import { describe, expect, it } from 'vitest';
import { instantOf, openRoles } from './held-roles.ts';
import { kindOfNew, newRecordPath } from './new-record.ts';
import { kindsAbove, kindsUnder, placeOf, placeUnder, standsIn } from './placement.ts';
import { recordPath } from './record-address.ts';

describe('where a record stands', () => {
  it.each([
    ['System', { kind: 'Program', key: 'renewal' }, { program: 'renewal', portfolio: null }],
    ['System', { kind: 'Portfolio', key: 'retail' }, { program: null, portfolio: 'retail' }],
    ['System', null, { program: null, portfolio: null }],
    ['Component', { kind: 'System', key: 'checkout' }, { system: 'checkout', partOf: null }],
    ['Component', { kind: 'Component', key: 'api' }, { system: null, partOf: 'api' }],
    ['Program', { kind: 'Portfolio', key: 'retail' }, { portfolio: 'retail' }],
    ['Program', { kind: 'Program', key: 'renewal' }, undefined],
    ['Component', { kind: 'Program', key: 'renewal' }, undefined],
    ['Portfolio', { kind: 'Portfolio', key: 'retail' }, undefined],
    ['Portfolio', null, undefined],
  ] as const)('%s under %j is %j', (kind, parent, place) => {
    expect(placeUnder(kind, parent)).toEqual(place);
  });

  it('is known of a document, and can be put back', () => {
    const place = { program: 'renewal', portfolio: null };
    expect(standsIn({ program: 'renewal' }, place)).toBe(true);
    expect(standsIn({ program: 'growth', portfolio: null }, place)).toBe(false);
    expect(placeOf({ program: 'growth', name: 'x' }, place)).toEqual({ program: 'growth', portfolio: null });
    expect(kindsUnder('Portfolio')).toEqual(['Program', 'System']);
    expect(kindsAbove('Component')).toEqual(['System', 'Component']);
  });
});

describe('a record that is not made yet', () => {
  it('has an address among those of its kind that no record has', () => {
    expect(kindOfNew(newRecordPath('System', 'a1'))).toBe('System');
    expect(kindOfNew(recordPath({ kind: 'System', key: 'new-a1' }))).toBeUndefined();
    expect(kindOfNew('/nothing/.new-a1.json')).toBeUndefined();
  });
});

describe('roles held', () => {
  it('are those that are open, or begin later', () => {
    const held = (from: string, to: string | null) => ({ role: 'r', from, to });
    const now = Date.parse('2026-06-01T00:00:00Z');
    const roles = [
      held('2026-01-01', '2026-06-01T00:00:00Z'),
      held('2026-01-01', null),
      held('2027-01-01', null),
    ];
    expect(openRoles({ roles }, now)).toEqual(roles.slice(1));
    expect(openRoles({}, now)).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', 'tomorrow', '', '2026-01-31T09:00:00Z'])(
    'no instant is said by "%s"',
    (text) => {
      expect(instantOf(text)).toBeUndefined();
    },
  );

  it('a day is its beginning here, and a time may be said with it', () => {
    expect(instantOf('2026-01-31')).toBe(new Date(2026, 0, 31).toISOString());
    expect(instantOf(' 2026-01-31 09:30')).toBe(new Date(2026, 0, 31, 9, 30).toISOString());
  });
});
