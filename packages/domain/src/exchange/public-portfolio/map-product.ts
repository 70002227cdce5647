import { slugOf } from '../../record/key.ts';
import type { RecordLine } from '../records/record-line.ts';
import type { ProductFacts, Source } from './facts.ts';
import { placeOf, recordLine } from './source-line.ts';

export interface MappedProduct {
  readonly lines: readonly RecordLine[];
  readonly leftOut: readonly { readonly fact: string; readonly why: string }[];
}

/** The words of public code badges, and what they come to. */
const stages: Readonly<Record<string, string>> = {
  experimental: 'PROOF_OF_CONCEPT',
  maturing: 'PILOT',
  stable: 'PRODUCTION',
  production: 'PRODUCTION',
  dormant: 'HOLD',
  retired: 'RETIRED',
};

/** Facts that records have no place for. */
const noPlace: Readonly<Record<string, string>> = {
  compliance: 'there is no kind for assessments yet; its status would be shown as it stands, with its date',
  backups: 'there is no kind for continuity plans yet',
  version: 'what is deployed changes faster than a record',
  security_report_acknowledged_within: 'it is a promise of the security team and no service level',
  git_facts: 'steward activity reads them from the history itself',
  codeowners: 'steward import reads the file itself',
  owner: 'steward import reads it from the catalog file, as the declared owner',
  system_owner: 'steward import reads it from the catalog file, as the declared owner',
  domain: 'steward import reads it from the catalog file',
  depends_on: 'steward import reads it from the catalog file',
  data_storage: 'it names products, and none that is run',
  client_id: 'it is part of a configuration',
  namespaces: 'they are part of a configuration',
  roles_present_in_file: 'it says that roles are filled, and not by whom',
  metadata_present: 'it is about the collection',
  metadata_absent_at_this_commit: 'it is about the collection',
  metadata_absent_in_index: 'it is about the collection',
  conflict_seen: 'it is about the collection',
  note: 'it is about the collection',
};

const used = [
  ...['id', 'repository', 'name', 'acronym', 'description', 'users', 'lifecycle', 'status', 'ministry'],
  ...['program_area', 'team', 'contact', 'licence', 'environments', 'production_api', 'api'],
  ...['status_page_domain', 'cluster', 'hosting', 'production_capacity', 'code_areas'],
];

/** One product as a system with its repository, its components, and what it stands under. */
export function mapProduct(
  product: ProductFacts,
  clusters: ReadonlySet<string>,
  dependencies: readonly { source: Source; row: object }[],
): MappedProduct {
  const key = slugOf(product.id);
  const fields = systemFields(product, clusters, dependencies);
  const system: RecordLine = {
    ...recordLine('System', key, null, Object.fromEntries(fields.map(([field, value]) => [field, value]))),
    provenance: Object.fromEntries(
      fields.flatMap(([field, , source]) =>
        source === null ? [] : [[field, { source: 'MANUAL' as const, location: placeOf(source) }]],
      ),
    ),
  };
  const stage = (product.lifecycle ?? product.status)?.value.toLowerCase();
  return {
    lines: [...above(product), repositoryLine(product), system, ...components(product, key)],
    leftOut: [
      ...Object.keys(product)
        .filter((name) => !used.includes(name))
        .map((name) => ({
          fact: `${product.id}.${name}`,
          why: noPlace[name] ?? 'nobody has said yet where it goes',
        })),
      ...(stage !== undefined && !(stage in stages)
        ? [{ fact: `${product.id}.lifecycle`, why: `"${stage}" stands for no stage` }]
        : []),
    ],
  };
}

type FieldOf = [field: string, value: unknown, source: Source | null];

function systemFields(
  product: ProductFacts,
  clusters: ReadonlySet<string>,
  dependencies: readonly { source: Source; row: object }[],
): FieldOf[] {
  const { name, acronym, description, users, program_area: area, ministry, team, licence } = product;
  const said = product.lifecycle ?? product.status;
  const stage = said && stages[said.value.toLowerCase()];
  const fields: (FieldOf | null)[] = [
    ['name', name.value, name.source],
    ['type', 'product', null],
    ['offered', true, null],
    description ? ['description', description.value, description.source] : null,
    users ? ['purpose', `For ${users.value}`, users.source] : null,
    said && stage ? ['stage', stage, said.source] : null,
    area ? ['program', slugOf(area.value), area.source] : null,
    ministry && !area ? ['portfolio', slugOf(ministry.value), ministry.source] : null,
    team ? ['team', slugOf(team.value), team.source] : null,
  ];
  const tags = [acronym, licence].flatMap((tag) => (tag ? [tag.value.toLowerCase()] : []));
  if (tags.length > 0) fields.push(['tags', tags, acronym?.source ?? licence?.source ?? null]);
  const links = linksOf(product);
  if (links.length > 0) fields.push(['links', links.map(({ row }) => row), links[0]!.source]);
  const needs = [...dependencies, ...hostOf(product, clusters)];
  if (needs.length > 0) fields.push(['dependencies', needs.map(({ row }) => row), needs[0]!.source]);
  return fields.filter((field) => field !== null);
}

function linksOf(product: ProductFacts): { source: Source; row: object }[] {
  const { environments = [], production_api: production, api, status_page_domain: page } = product;
  const link = (type: string, title: string, url: string, source: Source) => ({
    source,
    row: { url, title, type },
  });
  return [
    ...environments.map(({ value, source }) => link('environment', value.name, value.url, source)),
    ...(production ? [link('api', 'API', production.value, production.source)] : []),
    ...(api ? [link('api', 'API', api.value, api.source)] : []),
    ...(page ? [link('status-page', 'Status page', `https://${page.value}`, page.source)] : []),
  ];
}

/** A product is down with the cluster it runs on; a note behind the name of the cluster is its reason. */
function hostOf(
  { cluster, hosting }: ProductFacts,
  clusters: ReadonlySet<string>,
): { source: Source; row: object }[] {
  const name = cluster?.value.split(' ')[0] ?? '';
  if (cluster && clusters.has(name))
    return [
      {
        source: cluster.source,
        row: { system: slugOf(name), hardness: 'HARD', reason: `Runs on ${cluster.value}` },
      },
    ];
  return hosting
    ? [
        {
          source: hosting.source,
          row: { externalParty: slugOf(hosting.value), hardness: 'HARD', reason: 'Runs there' },
        },
      ]
    : [];
}

/** What the product stands under, who runs it and where it runs, where the facts say so. */
function above({
  ministry,
  program_area: area,
  team,
  contact,
  cluster,
  hosting,
}: ProductFacts): RecordLine[] {
  const portfolio = ministry ? { portfolio: slugOf(ministry.value) } : {};
  return [
    ...(ministry
      ? [recordLine('Portfolio', slugOf(ministry.value), ministry.source, { name: ministry.value })]
      : []),
    ...(area
      ? [recordLine('Program', slugOf(area.value), area.source, { name: area.value, ...portfolio })]
      : []),
    ...(team
      ? [
          recordLine('Team', slugOf(team.value), team.source, {
            name: team.value,
            ...(contact ? { contacts: [{ type: 'EMAIL', value: contact.value }] } : {}),
          }),
        ]
      : []),
    ...(hosting && !cluster
      ? [recordLine('ExternalParty', slugOf(hosting.value), hosting.source, { name: hosting.value })]
      : []),
  ];
}

const repositoryLine = ({ repository }: ProductFacts): RecordLine =>
  recordLine('Repository', `github.com/${repository}`, null, { webUrl: `https://github.com/${repository}` });

/** The code as a whole, and each area that the facts describe as a part of it. */
function components(
  { repository, code_areas: areas, production_capacity: capacity, name }: ProductFacts,
  key: string,
): RecordLine[] {
  const located = (path: string) => ({ codeLocations: [{ repository: `github.com/${repository}`, path }] });
  const whole = `${key}-code`;
  const most = Object.entries(capacity?.value ?? {}).map(([what, value]) => `${what} ${String(value)}`);
  return [
    recordLine('Component', whole, capacity?.source ?? null, {
      ...{ name: `Code of ${name.value}`.slice(0, 200), type: 'repository', system: key, ...located('.') },
      ...(most.length > 0 ? { maximumCapacity: most.join(', ') } : {}),
    }),
    ...Object.entries(areas?.value ?? {}).map(([path, description]) =>
      recordLine('Component', `${key}-${slugOf(path)}`, areas!.source, {
        ...{ name: path, description, type: 'code', system: key, partOf: whole, ...located(path) },
      }),
    ),
  ];
}
