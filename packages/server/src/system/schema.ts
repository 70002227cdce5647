import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import type { SchemaKit } from '../platform/kind/kit.ts';
import { addRelatedLists } from '../platform/kind/related.ts';
import { visibleRows } from '../platform/policy.ts';
import type { Row } from '../platform/record/mapping.ts';
import { addImpact } from './impact-schema.ts';

const open = () => ({ state: { in: [...openChangeStates] } });

export function addSystemFields(kit: SchemaKit): void {
  const openChanges = {
    of: 'Change',
    relation: 'changes',
    description: 'Changes that touch it and are asked for but not over',
    where: open,
  };
  const changes = { of: 'Change', description: 'All changes that touch it, whatever their state' };
  addRelatedLists(kit, 'System', {
    components: {
      of: 'Component',
      description: 'What the system is made of: software, resources and interfaces',
    },
    agreements: { of: 'Agreement', description: 'The agreements that cover the system' },
    processes: { of: 'Process', description: 'The processes that govern the system' },
    slos: { of: 'Slo', description: 'The service level objectives about the system' },
    changes,
    openChanges,
  });
  addRelatedLists(kit, 'Component', {
    parts: { of: 'Component', description: 'The components that are parts of this one' },
    changes,
    openChanges,
  });
  addDeclaredOwner(kit);
  addImpact(kit);
}

interface FieldBuilder {
  field(options: object): never;
  relation(name: string, options: object): never;
}

/** The owner that a catalog file declares: shown beside the roles held, never mixed with them. */
function addDeclaredOwner(kit: SchemaKit): void {
  const declared = kit.builder.objectRef<Row>('DeclaredOwner').implement({
    description: 'The owner of a record as a catalog file declares it, and where it does',
    fields: (t) => ({
      reference: t.string({
        description: 'The reference as the file writes it',
        resolve: (d) => String(d.reference),
      }),
      repository: t.string({
        description: 'Key of the repository that holds the file',
        resolve: (d) => String(d.repository),
      }),
      file: t.string({
        description: 'Path of the file from the root of the repository',
        resolve: (d) => String(d.file),
      }),
      line: t.int({ description: 'Number of the line, counted from 1', resolve: (d) => d.line as number }),
      commit: t.string({
        nullable: true,
        description: 'The commit at which the file was read, when one was named',
        resolve: (d) => d.commit as string | null,
      }),
    }),
  });
  for (const name of ['System', 'Component'])
    kit.builder.prismaObjectFields(
      kit.nodes.get(name)! as never,
      ((t: FieldBuilder) => ({
        declaredOwner: t.field({
          type: declared,
          nullable: true,
          description:
            'The owner that a catalog file declares; the team or person it resolves to stands beside it',
          select: { declaredOwner: true },
          resolve: (row: Row) => row.declaredOwner as Row | null,
        }),
      })) as never,
    );
}

/** The System Owner as a view of the roles held: the open holding, deputies aside. */
export function addSystemOwner(kit: SchemaKit): void {
  const assignment = kit.parts.get('RoleAssignment')!;
  kit.builder.prismaObjectFields(
    kit.nodes.get('System')! as never,
    ((t: FieldBuilder) => ({
      systemOwner: t.field({
        type: assignment,
        nullable: true,
        description: 'The open holding of the role of System Owner; empty while the role is vacant',
        select: (_: unknown, context: Context, nested: (query: object) => object) => {
          const now = periodNow(context);
          const where = {
            deputy: false,
            role: { lookup: 'system-owner', ...visibleRows(context, 'Role') },
            from: { lte: now },
            OR: [{ to: null }, { to: { gt: now } }],
          };
          return { roles: nested({ where, take: 1, orderBy: [{ from: 'asc' }] }) };
        },
        resolve: (row: Row) => (row.roles as Row[])[0] ?? null,
      }),
    })) as never,
  );
}
