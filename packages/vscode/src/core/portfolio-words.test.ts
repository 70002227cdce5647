import { describe, expect, it } from 'vitest';
import type { RecordRow } from './portfolio-row.ts';
import { rowWords } from './portfolio-words.ts';

const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

const charging: RecordRow = {
  ...{
    type: 'RECORD',
    id: 'c',
    kind: 'Component',
    key: 'charge',
    name: 'Charging',
    parent: 's',
    children: 0,
  },
  ...{ stage: 'PRODUCTION', componentType: 'api', owner: 'Payments', purpose: undefined, openChanges: 2 },
  ...{ archived: false, mayWrite: true },
  codeLocations: [{ repository: 'github.com/acme/pay', path: 'src' }],
};

describe('how a row of the portfolio reads', () => {
  it('says owner and open changes first, and everything to a screen reader', () => {
    expect(rowWords(charging, true, plain)).toEqual({
      label: 'Charging',
      description: 'Payments · 2 open changes · api · in production',
      accessible: 'Component Charging, owner Payments, api, in production, 2 open changes',
      icon: 'plug',
      tooltip: [
        { name: 'Component', value: 'Charging (charge)' },
        { name: 'Owner', value: 'Payments' },
        { name: 'Type', value: 'api' },
        { name: 'Stage', value: 'in production' },
        { name: 'Changes', value: '2 open changes' },
        { name: 'Code', value: 'github.com/acme/pay: src' },
      ],
      context: 'record component live writable code',
    });
  });

  it('says in its tooltip who wrote last, when and why', () => {
    const changed = { at: '2026-03-02T12:00:00Z', who: 'Ada', reason: 'a better name' };
    const now = Date.parse('2026-03-05T12:00:00Z');
    const { tooltip } = rowWords({ ...charging, lastChange: changed }, true, plain, now);
    expect(tooltip.at(-1)).toEqual({ name: 'Changed', value: '3 days ago by Ada: a better name' });
  });

  it('claims nothing that is not known, and offers code only where it lies here', () => {
    const bare = {
      ...charging,
      owner: undefined,
      componentType: undefined,
      openChanges: 1,
      archived: true,
      mayWrite: false,
    };
    expect(rowWords(bare, false, plain)).toMatchObject({
      description: 'archived · 1 open change · in production',
      icon: 'package',
      context: 'record component archived closed',
    });
  });

  it('says what is not shown, and why something could not be', () => {
    expect(
      rowWords({ type: 'MORE', id: 'm', parent: 's', lane: 'components', left: 70 }, false, plain),
    ).toMatchObject({ label: 'Load more', description: '70 not shown', context: 'more' });
    expect(
      rowWords({ type: 'ERROR', id: 'e', parent: 's', message: 'too much' }, false, plain),
    ).toMatchObject({
      accessible: 'Could not be loaded. Try again: too much',
      context: 'error',
    });
  });
});
