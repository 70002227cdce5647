import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';

async function write(api: TestApi, document: string): Promise<void> {
  const answer = await api.send<Record<string, { message?: string }>>(document);
  expect(answer.errors).toBeUndefined();
  for (const result of Object.values(answer.data)) expect(result).not.toHaveProperty('message');
}

const failed = '__typename ... on UserError { message }';

/** shop needs checkout, checkout needs ledger and the bank; cart is a part of checkout. */
async function shop(): Promise<TestApi> {
  const api = await testApi();
  await write(
    api,
    `mutation {
      a: createExternalParty(input: { name: "Bank" }) { ${failed} }
      b: createSystem(input: { name: "Ledger" }) { ${failed} }
      c: createSystem(input: { name: "Checkout", dependencies: [{ system: "ledger", reason: "books every sale" }, { externalParty: "bank", hardness: SOFT }] }) { ${failed} }
      d: createSystem(input: { name: "Shop", dependencies: [{ system: "checkout" }] }) { ${failed} }
      e: createComponent(input: { name: "Cart", system: "checkout" }) { ${failed} }
    }`,
  );
  return api;
}

const idOf = async (api: TestApi, field: string, key: string): Promise<string> => {
  const answer = await api.send<Record<string, { id: string }>>(
    `query ($key: String!) { ${field}(key: $key) { id } }`,
    { key },
  );
  return answer.data[field]!.id;
};

const impact = /* GraphQL */ `
  query ($of: ID!, $direction: ImpactDirection, $maxDepth: Int) {
    impact(of: $of, direction: $direction, maxDepth: $maxDepth) {
      total
      truncated
      deeper
      results { depth strength path reason node { ... on System { key } ... on Component { key } ... on ExternalParty { key } } }
    }
  }
`;

describe('impact', () => {
  it('says what suffers, over which path and why', async () => {
    const api = await shop();
    const answer = await api.send(impact, { of: await idOf(api, 'system', 'ledger') });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      impact: {
        total: 2,
        truncated: false,
        deeper: false,
        results: [
          {
            depth: 1,
            strength: 'HARD',
            path: ['ledger', 'checkout'],
            reason: 'checkout can not work without ledger: books every sale',
            node: { key: 'checkout' },
          },
          {
            depth: 2,
            strength: 'HARD',
            path: ['ledger', 'checkout', 'shop'],
            reason: 'shop can not work without checkout',
            node: { key: 'shop' },
          },
        ],
      },
    });
  });

  it('looks upstream, stops at the depth and says that there is more', async () => {
    const api = await shop();
    const answer = await api.send<{ impact: { deeper: boolean; results: { node: { key: string } }[] } }>(
      impact,
      {
        of: await idOf(api, 'system', 'shop'),
        direction: 'UPSTREAM',
        maxDepth: 1,
      },
    );
    expect(answer.data.impact.results.map((r) => r.node.key)).toEqual(['checkout']);
    expect(answer.data.impact.deeper).toBe(true);
  });

  it('reads a level in two statements, one of edges and one of all it meets, and what is selected in one more', async () => {
    const api = await shop();
    const of = await idOf(api, 'system', 'ledger');
    const { statements } = await api.counted(impact, { of, maxDepth: 1 });
    expect(statements).toHaveLength(6);
  });
});

describe('search', () => {
  it('finds records of every kind by key, name and words, the exact name first', async () => {
    const api = await shop();
    const answer = await api.send(
      '{ search(text: "CHECKOUT") { kind key label record { ... on System { key components { totalCount } } } } }',
    );
    expect(answer.data).toEqual({
      search: [
        {
          kind: 'System',
          key: 'checkout',
          label: 'Checkout',
          record: { key: 'checkout', components: { totalCount: 1 } },
        },
      ],
    });
  });
});

describe('the tree', () => {
  it('M-028 goes from a portfolio down to components in one statement, and findings name what stands outside', async () => {
    const api = await shop();
    await write(
      api,
      `mutation {
        a: createPortfolio(input: { name: "Retail" }) { ${failed} }
        b: createProgram(input: { name: "Online", portfolio: "retail", stage: ACTIVE }) { ${failed} }
        c: createProject(input: { name: "One click", program: "online" }) { ${failed} }
        d: updateSystem(input: { key: "checkout", expectedRevision: 1, program: "online" }) { ${failed} }
      }`,
    );
    const tree = await api.counted(
      '{ portfolio(key: "retail") { programs { nodes { key projects { nodes { key } } systems { nodes { key components { nodes { key } } } } } } } }',
    );
    expect(tree.answer.data).toEqual({
      portfolio: {
        programs: {
          nodes: [
            {
              key: 'online',
              projects: { nodes: [{ key: 'one-click' }] },
              systems: { nodes: [{ key: 'checkout', components: { nodes: [{ key: 'cart' }] } }] },
            },
          ],
        },
      },
    });
    expect(tree.statements).toHaveLength(1);
    const outside = await api.send<{ findings: { findings: { key: string }[] } }>(
      '{ findings(kinds: [System], first: 500) { findings { code kind key message } } }',
    );
    const systems = outside.data.findings.findings as unknown as { code: string; key: string }[];
    expect(systems.filter((f) => f.code === 'SYSTEM_NOT_IN_A_PORTFOLIO').map((f) => f.key)).toEqual([
      'ledger',
      'shop',
    ]);
  });
});

describe('availability tiers', () => {
  it('M-374 M-375 are the seven, with the monthly allowance of each', async () => {
    const api = await testApi();
    const answer = await api.send<{ availabilityTiers: { percent: string; month: { text: string } }[] }>(
      '{ availabilityTiers { percent month { text } year { text } judgedOn } }',
    );
    expect(answer.data.availabilityTiers.map((t) => `${t.percent}: ${t.month.text}`)).toEqual([
      '99: 7 h 18 min',
      '99.5: 3 h 39 min',
      '99.9: 44 min',
      '99.95: 22 min',
      '99.99: 4 min 22 s',
      '99.995: 2 min 11 s',
      '99.999: 26 s',
    ]);
  });
});

describe('a promise of five nines', () => {
  it('M-376 is made for a year and for nothing shorter, and allows 5 min 15.36 s of it', async () => {
    const api = await testApi();
    await write(api, `mutation { a: createSystem(input: { name: "Ledger" }) { ${failed} } }`);
    const create = `mutation ($basis: AllowanceBasis) { createAgreement(input: {
      name: "Five nines", timeZone: "UTC", systems: ["ledger"], targets: [{ system: "ledger", percent: "99.999", basis: $basis }] }) {
      ... on CreateAgreementPayload { agreement { targets { basis allowedSeconds allowedText achieved remaining } } }
      ... on ValidationError { issues { path message } } } }`;
    const month = await api.send(create, {});
    expect(month.data).toEqual({
      createAgreement: {
        issues: [
          { path: ['targets', '0', 'basis'], message: 'must be YEAR_365D: 99.999 % is judged on a year' },
        ],
      },
    });
    const year = await api.send(create, { basis: 'YEAR_365D' });
    expect(year.data).toEqual({
      createAgreement: {
        agreement: {
          targets: [
            {
              basis: 'YEAR_365D',
              allowedSeconds: '315.36',
              allowedText: '5 min 15.36 s',
              achieved: null,
              remaining: null,
            },
          ],
        },
      },
    });
  });
});
