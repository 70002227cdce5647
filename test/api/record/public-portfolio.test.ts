import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portfolioFactsSchema } from '@steward/domain/exchange/public-portfolio/facts.ts';
import { mapPortfolio } from '@steward/domain/exchange/public-portfolio/map-portfolio.ts';
import { headerLine, printLine } from '@steward/domain/exchange/records/record-line.ts';
import { expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { importedRecords } from '../../support/records.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';

it.skipIf(!samples)(
  `a real public portfolio goes in as a whole, answers, and goes in once${why}`,
  async () => {
    const facts = JSON.parse(readFileSync(join(samples!, 'bcgov-portfolio.json'), 'utf8'));
    const { lines } = mapPortfolio(portfolioFactsSchema.parse(facts));
    const text = [headerLine(), ...lines.map(printLine)].map((line) => `${line}\n`).join('');
    const api = await testApi();
    const { written, plan } = await importedRecords(api, text);
    expect([written, plan.findings.totalCount]).toEqual([lines.length, 0]);
    const answer = await api.send<{ system: { id: string } }>(`{
    system(key: "chefs") { id name team { key contacts { value } } roles { role { key } }
      fieldSources { field location } components(first: 100) { totalCount } }
    programs { nodes { key portfolio { key } systems { nodes { key } } } }
    fileContext(repository: "github.com/bcgov/common-hosted-form-service", paths: ["app/src/forms/form/service.js"]) {
      state component { key } system { key } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      system: {
        name: 'Common Hosted Form Service',
        team: { key: 'forminators', contacts: [{ value: 'submit.digital@gov.bc.ca' }] },
        roles: [],
        fieldSources: expect.arrayContaining([
          {
            field: 'description',
            location: 'github.com/bcgov/common-hosted-form-service/README.md@c29a05341a44',
          },
        ]),
        components: { totalCount: 9 },
      },
      programs: { nodes: expect.arrayContaining([expect.objectContaining({ key: 'nrids' })]) },
      fileContext: [{ state: 'KNOWN', component: { key: 'chefs-app-src-forms' }, system: { key: 'chefs' } }],
    });
    const { data } = await api.send<{ impact: { results: { node: { key: string } }[] } }>(
      `query ($of: ID!) { impact(of: $of, direction: UPSTREAM, maxDepth: 3) {
      results { node { ... on System { key } ... on ExternalParty { key } } } } }`,
      { of: answer.data.system.id },
    );
    const reached = data.impact.results.map(({ node }) => node.key);
    expect(reached).toEqual(expect.arrayContaining(['css', 'ches', 'cdogs', 'silver', 'gold', 'clamav']));
    const again = await importedRecords(api, text);
    expect([again.written, again.plan.writes, again.plan.findings.totalCount]).toEqual([0, 0, 0]);
  },
);
