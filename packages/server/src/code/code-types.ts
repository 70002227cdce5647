import { roleAssignment } from '@steward/domain/people/model.ts';
import type { PartKind } from '@steward/domain/record/field.ts';
import { serviceLevelTarget } from '@steward/domain/service-level/model.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { partType } from '../platform/kind/output.ts';

const ownerSource = {
  name: 'OwnerSource',
  description: 'Where an owner of a file is named',
  values: {
    RECORD: 'Somebody holds the role of owner on the component',
    CATALOG_INFO: 'The catalog-info.yaml that declares the component names it',
    CODEOWNERS: 'The deciding rule of the CODEOWNERS file names it',
    SYSTEM: 'The System Owner of the system that the file belongs to',
  },
};

const codeownersState = {
  name: 'CodeownersState',
  description: 'What a CODEOWNERS file says about a path',
  values: {
    OWNED: 'The deciding rule names owners',
    CLEARED: 'The deciding rule names nobody and so clears what rules above it gave',
    EXCLUDED: 'An exclusion takes the path out of its section',
    UNMATCHED: 'No rule matches the path',
  },
};

const fileState = {
  name: 'FileContextState',
  description: 'Whether the repository of a file is known',
  values: {
    KNOWN: 'The repository has been added',
    REPOSITORY_UNKNOWN: 'Nobody has added the repository, or the viewer may not see it',
  },
};

const touchLevel = {
  name: 'TouchLevel',
  description: 'How near a change comes to a file, the nearest first',
  values: {
    LINES: 'It names lines of the file',
    FILE: 'It names the file, or a folder that holds it',
    COMPONENT: 'It names a component that the file belongs to',
    SYSTEM: 'It names the system that the file belongs to',
  },
};

export const codeownersDialect = {
  name: 'CodeownersDialect',
  description: 'Which rules a CODEOWNERS file is read by',
  values: { GITHUB: 'As GitHub reads it', GITLAB: 'As GitLab reads it, with sections' },
};

export type CodeTypes = ReturnType<typeof codeTypes>;

type Fields = Record<string, unknown>;

/** The types that `fileContext` and `repositoryIndex` answer with. */
export function codeTypes(kit: SchemaKit) {
  const { builder } = kit;
  const node = (name: string) => kit.nodes.get(name)! as never;
  const holder = builder.unionType('Holder', {
    description: 'Who can hold a role or own code: a person or a team',
    types: [node('Person'), node('Team')],
    resolveType: (value) => ((value as Fields).holderKind === 'PERSON' ? 'Person' : 'Team'),
  });
  const location = builder.objectRef<Fields>('SourceLocation').implement({
    description: 'One line of a file that says something',
    fields: (t) => ({
      repository: t.string({
        description: 'Key of the repository that holds the file',
        resolve: (l) => String(l.repository),
      }),
      file: t.string({
        description: 'Path of the file from the root of the repository',
        resolve: (l) => String(l.file),
      }),
      line: t.int({ description: 'Number of the line, counted from 1', resolve: (l) => l.line as number }),
      commit: t.string({
        nullable: true,
        description: 'The commit at which the file was read, when one was named',
        resolve: (l) => l.commit as string | null,
      }),
      pattern: t.string({
        nullable: true,
        description: 'The pattern of the rule that stands there, for a rule',
        resolve: (l) => (l.pattern as string | undefined) ?? null,
      }),
    }),
  });
  const owner = builder.objectRef<Fields>('OwnerAnswer').implement({
    description: 'One owner of a file, and what names it',
    fields: (t) => ({
      source: t.field({
        type: enumOf(kit, ownerSource),
        description: 'Where the owner is named',
        resolve: (o) => String(o.source),
      }),
      holder: t.field({
        type: holder,
        nullable: true,
        description: 'The person or team; empty when nobody known has the handle',
        resolve: (o) => o.holder as never,
      }),
      handle: t.string({
        nullable: true,
        description: 'The owner as the file writes it; empty for a role that is held',
        resolve: (o) => o.handle as string | null,
      }),
      decidedBy: t.field({
        type: location,
        nullable: true,
        description: 'The line that names it; empty for a role that is held',
        resolve: (o) => o.decidedBy as Fields | null,
      }),
    }),
  });
  const codeowners = builder.objectRef<Fields>('CodeownersAnswer').implement({
    description: 'What the CODEOWNERS file says about a path in one section',
    fields: (t) => ({
      section: t.string({
        description: 'Name of the section; empty outside sections and on GitHub',
        resolve: (c) => String(c.section),
      }),
      state: t.field({
        type: enumOf(kit, codeownersState),
        description: 'What the section says about the path',
        resolve: (c) => String(c.state),
      }),
      optional: t.boolean({
        description: 'True when approval by the section is not required',
        resolve: (c) => Boolean(c.optional),
      }),
      approvals: t.int({
        nullable: true,
        description: 'Number of approvals the section asks for; empty on GitHub',
        resolve: (c) => c.approvals as number | null,
      }),
      owners: t.field({
        type: [owner],
        description: 'Owners in the order of the file',
        resolve: (c) => c.owners as Fields[],
      }),
      rule: t.field({
        type: location,
        nullable: true,
        description: 'The rule that decides; empty when none matches',
        resolve: (c) => c.rule as Fields | null,
      }),
    }),
  });
  const lines = builder.objectRef<{ start: number; end: number }>('LineRange').implement({
    description: 'Lines of a file, both ends included',
    fields: (t) => ({
      start: t.exposeInt('start', { description: 'Number of the first line, counted from 1' }),
      end: t.exposeInt('end', { description: 'Number of the last line, counted from 1' }),
    }),
  });
  const touch = builder.objectRef<Fields>('ChangeTouch').implement({
    description: 'An open change that touches a file, and how',
    fields: (t) => ({
      change: t.field({
        type: node('Change'),
        description: 'The change that touches the file',
        resolve: (c) => c.change as never,
      }),
      level: t.field({
        type: enumOf(kit, touchLevel),
        description: 'How near the change comes to the file',
        resolve: (c) => String(c.level),
      }),
      lines: t.field({
        type: lines,
        nullable: true,
        description: 'The lines it names, for the level LINES',
        resolve: (c) => c.lines as never,
      }),
      baseCommit: t.string({
        nullable: true,
        description: 'The commit at which the lines were counted',
        resolve: (c) => c.baseCommit as string | null,
      }),
    }),
  });
  const part = (declared: unknown): AnyObjectRef => partType(kit, declared as PartKind);
  const target = part(serviceLevelTarget) as never;
  const accountable = part(roleAssignment) as never;
  const fileContext = builder.objectRef<Fields>('FileContext').implement({
    description: 'What is known about one file: whose it is, what was promised, who is changing it',
    fields: (t) => ({
      path: t.string({
        description: 'Path of the file from the root of the repository',
        resolve: (f) => String(f.path),
      }),
      state: t.field({
        type: enumOf(kit, fileState),
        description: 'Whether the repository is known',
        resolve: (f) => String(f.state),
      }),
      repository: t.field({
        type: node('Repository'),
        nullable: true,
        description: 'The repository that holds the file',
        resolve: (f) => f.repository as never,
      }),
      components: t.field({
        type: [node('Component')],
        description: 'Components whose deepest root holds the file, the deciding one first',
        resolve: (f) => f.components as never,
      }),
      component: t.field({
        type: node('Component'),
        nullable: true,
        description: 'The component the file belongs to',
        resolve: (f) => f.component as never,
      }),
      system: t.field({
        type: node('System'),
        nullable: true,
        description: 'The system the file belongs to',
        resolve: (f) => f.system as never,
      }),
      owner: t.field({
        type: owner,
        nullable: true,
        description: 'The one owner: the first of the owners; empty when nobody owns it',
        resolve: (f) => f.owner as Fields | null,
      }),
      owners: t.field({
        type: [owner],
        description: 'Every owner that any source names, in the order in which they decide',
        resolve: (f) => f.owners as Fields[],
      }),
      accountable: t.field({
        type: accountable,
        nullable: true,
        description: 'The System Owner, as the role is held now',
        resolve: (f) => f.accountable as never,
      }),
      codeowners: t.field({
        type: [codeowners],
        description: 'What CODEOWNERS says; nothing when the repository has no such file',
        resolve: (f) => f.codeowners as Fields[],
      }),
      target: t.field({
        type: target,
        nullable: true,
        description: 'What was promised about the system',
        resolve: (f) => f.target as never,
      }),
      changes: t.field({
        type: [touch],
        description: 'Open changes that touch the file, the nearest first',
        resolve: (f) => f.changes as Fields[],
      }),
      indexedCommit: t.string({
        nullable: true,
        description: 'The commit at which the files of the repository were last read',
        resolve: (f) => f.indexedCommit as string | null,
      }),
    }),
  });
  return { fileContext, holder, location };
}
