import type { CatalogEntity, CatalogRelation } from '../catalog-info/entity.ts';
import { compareText, type Finding } from '../finding.ts';
import { cutCircles } from './cut-circles.ts';
import type { Identified } from './identify.ts';
import type { Resolver, Target } from './resolver.ts';

/** What an entity's references lead to, those that others declare about it included. */
export interface Links {
  owner: Target | null;
  /** The system of a component, the domain of a system, the domain above a domain. */
  holder: Target | null;
  /** The component a component is part of, the team above a team. */
  parent: Target | null;
  dependsOn: Target[];
  provides: Target[];
  consumes: Target[];
  members: Target[];
}

/**
 * Resolves every reference of every entity. Relations that the format lets either side declare end up on the side
 * that holds them: `dependencyOf` on the one that depends, `children` on the child, `memberOf` on the team.
 */
export function resolveLinks(
  identified: readonly Identified[],
  resolver: Resolver,
): { links: ReadonlyMap<string, Links>; findings: Finding[] } {
  const findings: Finding[] = [];
  const links = new Map(identified.map(({ entity }) => [entity.ref, noLinks()]));
  const strangers = new Map<string, CatalogEntity[]>();
  for (const { entity } of identified) {
    const own = links.get(entity.ref)!;
    own.owner = ownerOf(entity, resolver, findings, strangers);
    for (const relation of entity.relations) {
      if (relation.target === entity.ref) continue;
      const target = resolver.place(relation.target);
      if (!target) findings.push(unknown(entity, relation));
      else if (!mayLead(relation, entity, target)) findings.push(wrongKind(entity, relation, target));
      else link({ entity, relation, target, own, links, resolver, findings });
    }
  }
  for (const [ref, entities] of strangers) findings.push(unknownOwner(ref, entities));
  cutCircles(identified, links, resolver, findings);
  return { links, findings };
}

const noLinks = (): Links => ({
  owner: null,
  holder: null,
  parent: null,
  dependsOn: [],
  provides: [],
  consumes: [],
  members: [],
});

interface Linked {
  entity: CatalogEntity;
  relation: CatalogRelation;
  target: Target;
  own: Links;
  links: ReadonlyMap<string, Links>;
  resolver: Resolver;
  findings: Finding[];
}

function link({ entity, relation, target, own, links, resolver, findings }: Linked): void {
  const self: Target = { ...identityOf(entity, resolver), ref: entity.ref };
  const theirs = links.get(target.ref);
  switch (relation.field) {
    case 'system':
    case 'domain':
    case 'subdomainOf':
      own.holder = target;
      return;
    case 'subcomponentOf':
    case 'parent':
      own.parent = target;
      return;
    case 'providesApis':
      add(own.provides, target);
      return;
    case 'consumesApis':
      add(own.consumes, target);
      return;
    case 'dependsOn':
      add(own.dependsOn, target);
      return;
    case 'members':
      add(own.members, target);
      return;
    default:
  }
  if (!theirs) findings.push(elsewhere(entity, relation));
  else if (relation.field === 'dependencyOf') add(theirs.dependsOn, self);
  else if (relation.field === 'memberOf') add(theirs.members, self);
  else if (relation.field === 'children') adopt(theirs, self, entity, relation, resolver, findings);
}

/** A child's own `parent` goes before what a group says about its children. */
function adopt(
  child: Links,
  self: Target,
  entity: CatalogEntity,
  relation: CatalogRelation,
  resolver: Resolver,
  findings: Finding[],
): void {
  const said = resolver.identified(relation.target)?.entity.relations.find((r) => r.field === 'parent');
  if (said ? said.target === entity.ref : child.parent === null || child.parent.key === self.key) {
    child.parent = self;
    return;
  }
  findings.push({
    ...at(entity, relation),
    code: 'PARENT_DISAGREES',
    severity: 'warning',
    message: `${entity.ref} lists ${relation.target} as a child, which stands below ${said?.target ?? child.parent?.ref}: correct one of them`,
  });
}

const identityOf = (entity: CatalogEntity, resolver: Resolver): { kind: string; key: string } => {
  const { kind, key } = resolver.identified(entity.ref)!;
  return { kind, key };
};

function add(list: Target[], target: Target): void {
  if (!list.some((t) => t.kind === target.kind && t.key === target.key)) list.push(target);
}

function mayLead({ field }: CatalogRelation, entity: CatalogEntity, { kind }: Target): boolean {
  switch (field) {
    case 'system':
      return kind === 'System';
    case 'domain':
      return kind === 'Program' || kind === 'Portfolio';
    case 'subdomainOf':
      return kind === 'Program' || kind === 'Portfolio';
    case 'subcomponentOf':
    case 'providesApis':
    case 'consumesApis':
    case 'dependencyOf':
      return kind === 'Component';
    case 'dependsOn':
      return kind === 'Component' || kind === 'System';
    case 'memberOf':
      return entity.kind === 'User' && kind === 'Team';
    case 'members':
      return kind === 'Person';
    default:
      return kind === 'Team';
  }
}

/** The team or person that a catalog declares under the owner's name; entities of an unknown owner are collected. */
function ownerOf(
  entity: CatalogEntity,
  resolver: Resolver,
  findings: Finding[],
  strangers: Map<string, CatalogEntity[]>,
): Target | null {
  const { owner } = entity;
  if (!owner?.ref) return null;
  const target = resolver.declared(owner.ref);
  if (target?.kind === 'Team' || target?.kind === 'Person') return target;
  if (!target) {
    const others = strangers.get(owner.ref);
    if (others) others.push(entity);
    else strangers.set(owner.ref, [entity]);
  } else
    findings.push({
      file: entity.file,
      line: owner.line,
      code: 'OWNER_OF_WRONG_KIND',
      severity: 'warning',
      message: `the owner of ${entity.ref}, ${owner.ref}, is neither a group nor a user: name one of those`,
    });
  return null;
}

/** One finding for each unknown owner, where it is named first: a repository often has the same one everywhere. */
function unknownOwner(ref: string, entities: readonly CatalogEntity[]): Finding {
  const [first] = [...entities].sort((a, b) => compareText(a.file, b.file) || a.doc - b.doc);
  const others = entities.length - 1;
  const whose = `${first!.ref}${others > 0 ? ` and ${others} more` : ''}`;
  return {
    file: first!.file,
    line: first!.owner!.line,
    code: 'UNKNOWN_OWNER',
    severity: 'warning',
    message: `${ref}, the owner of ${whose}, is declared nowhere and is shown as it stands: import the file that declares it`,
  };
}

const at = (entity: CatalogEntity, relation: CatalogRelation) => ({ file: entity.file, line: relation.line });

const unknown = (entity: CatalogEntity, relation: CatalogRelation): Finding => ({
  ...at(entity, relation),
  code: 'UNKNOWN_REFERENCE',
  severity: 'warning',
  message: `${entity.ref} names ${relation.target} in spec.${relation.field}, which nobody declares: correct the name, or import the file that declares it`,
});

const wrongKind = (entity: CatalogEntity, relation: CatalogRelation, target: Target): Finding => ({
  ...at(entity, relation),
  code: 'REFERENCE_OF_WRONG_KIND',
  severity: 'warning',
  message: `${entity.ref} names ${relation.target} in spec.${relation.field}, which is a ${target.kind} and cannot stand there: name another entity`,
});

const elsewhere = (entity: CatalogEntity, relation: CatalogRelation): Finding => ({
  ...at(entity, relation),
  code: 'DECLARED_ELSEWHERE',
  severity: 'info',
  message: `${entity.ref} says in spec.${relation.field} something about ${relation.target}, which another source declares: nothing is changed there, declare it in that source`,
});
