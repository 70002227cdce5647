import type { Links } from '../plan/links.ts';
import type { Target } from '../plan/resolver.ts';
import { codeLocationsOf } from './code-locations.ts';
import type { CatalogEntity } from './entity.ts';
import { handlesOf } from './handles.ts';
import { objectOf, textOf } from './read-values.ts';
import type { CatalogRecordKind } from './record-kind.ts';

export interface MapContext {
  readonly repository: string;
  readonly commit: string | null;
  readonly links: Links;
  /** The portfolio that a program below another finally belongs to. */
  readonly portfolioOf: (target: Target) => string | null;
}

/**
 * The fields an entity gives to its record, by the names of our kinds. A field that is absent or undefined is one
 * the file says nothing about. Roles are never among them: an owner in a catalog is a declaration.
 */
export function draftOf(
  entity: CatalogEntity,
  kind: CatalogRecordKind,
  context: MapContext,
): Record<string, unknown> {
  return drafts[kind](entity, context);
}

const drafts: Readonly<
  Record<CatalogRecordKind, (entity: CatalogEntity, context: MapContext) => Record<string, unknown>>
> = {
  Portfolio: (entity) => ({ name: nameOf(entity), purpose: description(entity) }),
  Program: (entity, { links, portfolioOf }) => ({
    name: nameOf(entity),
    goal: description(entity),
    portfolio: (links.holder && portfolioOf(links.holder)) ?? undefined,
  }),
  System: (entity, context) => ({
    name: nameOf(entity),
    description: description(entity),
    type: textOf(entity.spec.type) ?? undefined,
    stage: stageOf(entity),
    offered: textOf(entity.spec.type)?.trim().toLowerCase() === 'product' ? true : undefined,
    program: keyIf(context.links.holder, 'Program'),
    portfolio: keyIf(context.links.holder, 'Portfolio'),
    ...common(entity),
    ...declaredOwner(entity, context),
  }),
  Component: (entity, context) => ({
    name: nameOf(entity),
    description: description(entity),
    type: entity.kind === 'API' ? 'api' : (textOf(entity.spec.type) ?? undefined),
    stage: stageOf(entity),
    system: keyIf(context.links.holder, 'System'),
    partOf: keyIf(context.links.parent, 'Component'),
    codeLocations: codeLocationsOf(entity, context.repository),
    dependencies: context.links.dependsOn.map((target) => ({
      component: keyIf(target, 'Component') ?? null,
      system: keyIf(target, 'System') ?? null,
      externalParty: null,
      hardness: 'HARD',
      reason: null,
    })),
    interfaces: [
      ...context.links.provides.map(({ key }) => ({ direction: 'PROVIDES', api: key })),
      ...context.links.consumes.map(({ key }) => ({ direction: 'CONSUMES', api: key })),
    ],
    ...common(entity),
    ...declaredOwner(entity, context),
  }),
  Team: (entity, { links }) => ({
    name: displayName(entity),
    description: description(entity),
    type: textOf(entity.spec.type) ?? undefined,
    parent: keyIf(links.parent, 'Team'),
    memberships: links.members.map(({ key }) => ({ person: key, title: null })),
    contacts: email(entity) ? [{ type: 'EMAIL', value: email(entity) }] : [],
    handles: handlesOf(entity),
  }),
  Person: (entity) => ({
    name: displayName(entity),
    email: email(entity),
    handles: handlesOf(entity),
  }),
};

/** The stage that a lifecycle stands for; undefined for a word of the author's own. */
function stageOf(entity: CatalogEntity): string | undefined {
  const stages: Readonly<Record<string, string>> = {
    experimental: 'PILOT',
    production: 'PRODUCTION',
    deprecated: 'RETIRING',
  };
  const lifecycle = textOf(entity.spec.lifecycle);
  return lifecycle === null ? undefined : stages[lifecycle.trim().toLowerCase()];
}

/** True when the entity names a lifecycle that stands for none of our stages. */
export const hasUnknownLifecycle = (entity: CatalogEntity): boolean =>
  textOf(entity.spec.lifecycle) !== null && stageOf(entity) === undefined;

function common(entity: CatalogEntity): Record<string, unknown> {
  const seen = new Set<string>();
  const links = entity.links.filter(({ url, title }) => {
    const id = JSON.stringify([url, title]);
    return !seen.has(id) && seen.add(id);
  });
  return { tags: [...new Set(entity.tags)], links };
}

function declaredOwner(
  entity: CatalogEntity,
  { repository, commit, links }: MapContext,
): Record<string, unknown> {
  if (!entity.owner) return {};
  return {
    declaredOwner: {
      reference: entity.owner.ref ?? entity.owner.text,
      repository,
      file: entity.file,
      line: entity.owner.line,
      commit,
    },
    declaredOwnerTeam: keyIf(links.owner, 'Team') ?? null,
    declaredOwnerPerson: keyIf(links.owner, 'Person') ?? null,
  };
}

const nameOf = (entity: CatalogEntity): string => entity.title ?? entity.name;

const displayName = (entity: CatalogEntity): string =>
  textOf(objectOf(entity.spec.profile).displayName) ?? nameOf(entity);

/** The entity without what it says of a person beside their name. */
export function withoutProfile(entity: CatalogEntity): CatalogEntity {
  const { profile: _, ...spec } = entity.spec;
  return { ...entity, spec };
}

const email = (entity: CatalogEntity): string | undefined =>
  textOf(objectOf(entity.spec.profile).email)?.trim() ?? undefined;

const description = (entity: CatalogEntity): string | undefined => entity.description?.trim() ?? undefined;

const keyIf = (target: Target | null, kind: string): string | undefined =>
  target?.kind === kind ? target.key : undefined;
