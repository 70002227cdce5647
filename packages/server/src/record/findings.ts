import type { RoleAssignment } from '@steward/domain/people/role-assignment.ts';
import { vacancyFindings } from '@steward/domain/people/vacancy.ts';
import { portfolioFindings, programFindings } from '@steward/domain/portfolio/checks.ts';
import { orphans } from '@steward/domain/portfolio/orphans.ts';
import type { RecordFinding } from '@steward/domain/record/finding.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import {
  agreementFindings,
  dependencyMapFindings,
  descriptionFindings,
  productTeamFindings,
  systemOwnerFindings,
} from '@steward/domain/system/checks.ts';
import { inventory } from '@steward/domain/system/inventory.ts';
import type { Context } from '../platform/context.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';
import { documentOf, documentSelect } from '../platform/record/mapping.ts';
import { visibleDocument } from '../platform/record/revisions.ts';
import { badUserInput } from '../platform/request-error.ts';

const checked = [
  'Portfolio',
  'Program',
  'Project',
  'System',
  'Component',
  'Process',
  'Team',
  'Agreement',
] as const;
const most = 500;

/** Everything that the rules of the graph find wrong: one statement for each kind that is looked at. */
async function allFindings(
  context: Context,
): Promise<{ findings: RecordFinding[]; inventory: ReturnType<typeof inventory> }> {
  const now = context.now().toISOString();
  const loaded = await Promise.all(
    checked.map(async (name) => [name, await documents(context, name)] as const),
  );
  const of = Object.fromEntries(loaded) as Record<(typeof checked)[number], never>;
  const scopes = kinds
    .filter((kind) => kind.scope)
    .flatMap((kind) =>
      (of[kind.name as 'System'] as { key: string; createdAt: string; roles: RoleAssignment[] }[]).map(
        (document) => ({
          kind: kind.name,
          key: document.key,
          since: document.createdAt,
          roles: document.roles,
        }),
      ),
    );
  const components = inventory(of.Component, now);
  const findings = [
    ...portfolioFindings(of.Portfolio, of.Program, now),
    ...programFindings(of.Program, of.Project, now),
    ...orphans({
      portfolios: of.Portfolio,
      programs: of.Program,
      projects: of.Project,
      systems: of.System,
      components: of.Component,
      processes: of.Process,
    }),
    ...productTeamFindings(of.System, of.Team),
    ...descriptionFindings(of.System, now),
    ...systemOwnerFindings(of.System, now),
    ...dependencyMapFindings(of.System, now),
    ...agreementFindings(of.System, of.Agreement, now),
    ...vacancyFindings(scopes, now),
    ...components.findings,
  ];
  return { findings: distinct(findings), inventory: components };
}

async function documents(context: Context, name: string): Promise<object[]> {
  const kind = kindNamed(name);
  const rows = await delegate(context.database.prisma, name).findMany({
    where: { AND: [{ archivedAt: null }, visibleRows(context, name)] },
    orderBy: { lookup: 'asc' },
    select: { ...documentSelect(kind), createdAt: true },
  });
  return Promise.all(
    rows.map(async (row) => ({
      ...(await visibleDocument(context, kind, documentOf(kind, row), String(row.id))),
      createdAt: (row.createdAt as Date).toISOString(),
    })),
  );
}

const distinct = (findings: readonly RecordFinding[]): RecordFinding[] => [
  ...new Map(
    findings.map((finding) => [`${finding.code} ${finding.kind} ${finding.key} ${finding.message}`, finding]),
  ).values(),
];

/** `findings`: what the rules of the graph find wrong, each with what to do about it. */
export function addFindings(kit: SchemaKit): void {
  const { builder } = kit;
  const kind = enumOf(kit, recordKindChoice);
  const finding = builder.objectRef<RecordFinding>('RecordFinding').implement({
    description: 'One thing that is wrong with a record, and what to do about it',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Stable name of the rule that found it' }),
      kind: t.field({
        type: kind,
        description: 'What the record is, such as a system or a team',
        resolve: (f) => f.kind,
      }),
      key: t.exposeString('key', {
        description: 'What people call the record by, unique among those of its kind',
      }),
      message: t.exposeString('message', {
        description: 'What is wrong and how to mend it, read on from the name of the record',
      }),
    }),
  });
  const answer = builder
    .objectRef<Awaited<ReturnType<typeof allFindings>> & { first: number }>('RecordFindings')
    .implement({
      description: 'What the rules of the graph find wrong',
      fields: (t) => ({
        findings: t.field({
          type: [finding],
          description: 'The findings, as many as were asked for',
          resolve: (a) => a.findings.slice(0, a.first),
        }),
        total: t.int({
          description: 'How many findings there are, given or not',
          resolve: (a) => a.findings.length,
        }),
        truncated: t.boolean({
          description: 'True when there are more than are given',
          resolve: (a) => a.findings.length > a.first,
        }),
        componentsComplete: t.field({
          type: 'Decimal',
          nullable: true,
          description:
            'Components in use that have an owner and a class, in percent of all; empty when there is none',
          resolve: (a) => a.inventory.percent,
        }),
      }),
    });
  builder.queryField('findings', (t) =>
    t.field({
      type: answer,
      description:
        'What the rules of the graph find wrong: orphans, vacancies, stale descriptions, missing agreements',
      args: {
        kinds: t.arg({
          type: [kind],
          description: 'Only findings about records of these kinds; all when left out',
        }),
        keys: t.arg.stringList({
          description: 'Only findings about records with one of these keys; all when left out',
        }),
        codes: t.arg.stringList({ description: 'Only findings of these rules; all when left out' }),
        first: t.arg.int({
          defaultValue: 100,
          description: `How many findings to give at most, 1 to ${most}`,
        }),
      },
      resolve: async (_root, args, context) => {
        const first = args.first ?? 100;
        if (first < 1 || first > most)
          throw badUserInput(`\`first\` must be from 1 to ${most}, not ${first}`);
        const all = await allFindings(context);
        const fits = (given: readonly string[] | null | undefined, value: string) =>
          !given || given.includes(value);
        const findings = all.findings.filter(
          (f) =>
            fits(args.kinds as string[] | null, f.kind) && fits(args.keys, f.key) && fits(args.codes, f.code),
        );
        return { ...all, findings, first };
      },
    }),
  );
}
