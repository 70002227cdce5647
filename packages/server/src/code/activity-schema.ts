import type { Context } from '../platform/context.ts';
import type { AnyObjectRef, SchemaKit } from '../platform/kind/kit.ts';
import { visibleRows } from '../platform/policy.ts';
import { badUserInput } from '../platform/request-error.ts';

interface Fields {
  arg: { int(options: object): never };
  expose(column: string, options: object): never;
  exposeInt(column: string, options: object): never;
  exposeString(column: string, options: object): never;
  relation(name: string, options: object): never;
}

const mostPeople = 100;

/** `activity` of a component: who worked on its code, beside the owner and never in its place. */
export function addActivity(kit: SchemaKit): void {
  const { builder } = kit;
  const share = builder.prismaObject(
    'ActivityShare' as never,
    {
      description: 'What one person did in the code of a component within the window that was looked at',
      select: { id: true },
      fields: (t: Fields) => ({
        person: t.relation('person', {
          nullable: true,
          description: 'The person who did it',
          query: (_: unknown, context: Context) => ({ where: visibleRows(context, 'Person') }),
        }),
        authored: t.exposeInt('authored', {
          description: 'How many commits the person wrote, alone or with others',
        }),
        reviewed: t.exposeInt('reviewed', {
          description: 'How many commits of others name the person as a reviewer',
        }),
        lastAt: t.expose('lastAt', {
          type: 'DateTime',
          description: 'When the last of these commits came in, UTC',
        }),
      }),
    } as never,
  ) as unknown as AnyObjectRef;
  const activity = builder.prismaObject(
    'ComponentActivity' as never,
    {
      description:
        'Who worked on the code of a component, by the history of one repository. Evidence beside the owner: it decides nothing',
      select: { id: true },
      fields: (t: Fields) => ({
        repository: t.relation('repository', {
          nullable: true,
          description: 'The repository whose history it is',
          query: (_: unknown, context: Context) => ({ where: visibleRows(context, 'Repository') }),
        }),
        commit: t.exposeString('commit', {
          nullable: true,
          description: 'The newest commit that was looked at',
        }),
        since: t.expose('since', { type: 'DateTime', description: 'First instant of the window, UTC' }),
        until: t.expose('until', {
          type: 'DateTime',
          description: 'First instant after the window, UTC: the newest commit is the last in it',
        }),
        commits: t.exposeInt('commits', {
          description: 'How many commits by people, known or not, touch the code; merges are left out',
        }),
        unknownPeople: t.exposeInt('unknownPeople', {
          description: 'How many authors no person here is known to be; who they are is not kept',
        }),
        unknownCommits: t.exposeInt('unknownCommits', {
          description: 'How many commits only such authors wrote',
        }),
        botCommits: t.exposeInt('botCommits', { description: 'How many commits programs wrote' }),
        importedAt: t.expose('importedAt', {
          type: 'DateTime',
          description: 'When it was last written here, UTC',
        }),
        people: t.relation('people', {
          type: share,
          description:
            'The people who did most, by commits written, then reviewed; those who opted out are not among them',
          args: {
            first: t.arg.int({
              defaultValue: 20,
              description: `How many people to give at most, 1 to ${mostPeople}`,
            }),
          },
          query: ({ first }: { first?: number | null }, context: Context) => ({
            where: { person: { AND: [{ activityOptOut: false }, visibleRows(context, 'Person')] } },
            orderBy: [{ authored: 'desc' }, { reviewed: 'desc' }, { person: { lookup: 'asc' } }],
            take: checkedFirst(first ?? 20),
          }),
        }),
      }),
    } as never,
  ) as unknown as AnyObjectRef;
  builder.prismaObjectField(kit.nodes.get('Component')! as never, 'activity', ((t: Fields) =>
    t.relation('activity', {
      type: activity,
      description:
        'Who worked on its code in the year before the newest commit, by repository; none while no history was imported',
      query: (_: unknown, context: Context) => ({
        where: { repository: visibleRows(context, 'Repository') },
        orderBy: { repository: { lookup: 'asc' } },
      }),
    })) as never);
}

function checkedFirst(first: number): number {
  if (first >= 1 && first <= mostPeople) return first;
  throw badUserInput(`\`first\` must be from 1 to ${mostPeople}, not ${first}`);
}
