import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRecords } from '../records/plan-records.ts';
import { portfolioFactsSchema } from './facts.ts';
import { type MappedPortfolio, mapPortfolio } from './map-portfolio.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';

const planned = ({ lines }: MappedPortfolio) =>
  planRecords({
    pieces: [{ file: 'a.jsonl', lines: lines.map((value, at) => ({ line: at + 1, value })), broken: [] }],
    existing: { records: [], known: () => false, withRules: new Set(), entities: new Set() },
  });

const from = (path: string) => ({ repo: 'town/library', path, commit: 'c0ffee1' });
const fact = <T>(value: T, path = 'README.md') => ({ value, source: from(path) });
const library = {
  ...{ id: 'lending', repository: 'town/library', name: fact('Lending desk'), acronym: fact('LEND') },
  ...{
    users: fact('readers'),
    lifecycle: fact('Maturing'),
    ministry: fact('Culture'),
    program_area: fact('Books'),
  },
  ...{
    team: fact('Shelf'),
    contact: fact('shelf@example.org'),
    cluster: fact('north (from the host names)', 'helm.yaml'),
  },
  ...{
    environments: [fact({ name: 'prod', url: 'https://lending.example.org' })],
    code_areas: fact({ 'app/src': 'The desk' }),
  },
  ...{
    production_capacity: fact({ REPLICAS: 3 }),
    compliance: [fact({ name: 'PIA', status: 'TBD' })],
    wonders: fact('none'),
  },
};
const town = portfolioFactsSchema.parse({
  about: 'invented',
  products: [
    library,
    { id: 'archive', repository: 'town/archive', name: fact('Archive'), lifecycle: fact('Shiny') },
  ],
  platform_resources: [fact({ name: 'north', type: 'kubernetes-cluster', owner: 'group:town/platform' })],
  dependencies: [
    { from: 'lending', to: 'archive', what: fact('asks for scans') },
    { from: 'lending', to: 'Map service', what: fact('shows the way') },
  ],
  journey: {
    name: 'Borrow a book',
    note: 'Our reading',
    steps: [{ step: 'borrow', system: 'lending', evidence: fact('desk') }],
  },
  more: ['x'],
});

describe('facts about public products', () => {
  const mapped = mapPortfolio(town);
  const find = (kind: string, key: string) =>
    mapped.lines.find((line) => line.kind === kind && line.key === key);

  it('become records that can all be imported', () => {
    const { counts, rows } = planned(mapped);
    expect(rows.filter(({ action }) => action !== 'CREATE')).toEqual([]);
    expect(counts.CREATE).toBe(mapped.lines.length);
    expect(mapped.lines.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'Portfolio culture',
      'Program books',
      'Team shelf',
      'Repository github.com/town/library',
      'System lending',
      'Component lending-code',
      'Component lending-app-src',
      'Repository github.com/town/archive',
      'System archive',
      'Component archive-code',
      'System north',
      'ExternalParty map-service',
      'Process borrow-a-book',
    ]);
  });

  it('say of a system what they say and where, and nothing else', () => {
    expect(find('System', 'lending')).toMatchObject({
      document: {
        ...{
          name: 'Lending desk',
          purpose: 'For readers',
          stage: 'PILOT',
          program: 'books',
          team: 'shelf',
          tags: ['lend'],
        },
        links: [{ url: 'https://lending.example.org', title: 'prod', type: 'environment' }],
        dependencies: [
          { system: 'archive', hardness: 'SOFT', reason: 'asks for scans' },
          { externalParty: 'map-service', hardness: 'SOFT', reason: 'shows the way' },
          { system: 'north', hardness: 'HARD', reason: 'Runs on north (from the host names)' },
        ],
      },
      provenance: { stage: { source: 'MANUAL', location: 'github.com/town/library/README.md@c0ffee1' } },
    });
    expect(find('System', 'archive')!.document).toEqual({ name: 'Archive', type: 'product', offered: true });
    expect(JSON.stringify(mapped.lines)).not.toContain('"roles"');
  });

  it('that no record holds are told with the reason', () => {
    expect(mapped.leftOut).toEqual([
      { fact: 'lending.compliance', why: expect.stringContaining('no kind for assessments') },
      { fact: 'lending.wonders', why: 'nobody has said yet where it goes' },
      { fact: 'archive.lifecycle', why: '"shiny" stands for no stage' },
      { fact: 'more', why: 'it is about the collection and no product' },
    ]);
  });

  it.skipIf(!samples)(
    `of B.C. all go in, and each fact is in a record or left out for a reason${why}`,
    () => {
      const text = readFileSync(join(samples!, 'bcgov-portfolio.json'), 'utf8');
      const facts = portfolioFactsSchema.parse(JSON.parse(text));
      const bc = mapPortfolio(facts);
      const { rows } = planned(bc);
      expect(rows.filter(({ action }) => action !== 'CREATE')).toEqual([]);
      const products = bc.lines.filter(
        ({ kind, document }) => kind === 'System' && document.type === 'product',
      );
      expect(products.map(({ key }) => key)).toEqual(['chefs', 'css', 'ches', 'cdogs', 'coms', 'devhub']);
      expect(bc.leftOut.filter(({ why }) => why.startsWith('nobody'))).toEqual([]);
      const chefs = bc.lines.find(({ kind, key }) => kind === 'System' && key === 'chefs')!;
      expect(chefs.document).toMatchObject({
        ...{ name: 'Common Hosted Form Service', stage: 'PRODUCTION', team: 'forminators' },
        dependencies: expect.arrayContaining([
          expect.objectContaining({ system: 'css' }),
          expect.objectContaining({ externalParty: 'object-storage' }),
          expect.objectContaining({ system: 'silver', hardness: 'HARD' }),
        ]),
      });
      const at = (key: string) =>
        bc.lines.find((line) => line.kind === 'Component' && line.key === key)!.document;
      expect(at('chefs-app-src-forms').codeLocations).toEqual([
        { repository: 'github.com/bcgov/common-hosted-form-service', path: 'app/src/forms' },
      ]);
    },
  );
});
