import { changeKind } from '../change/model.ts';
import { repositoryKind } from '../code/model.ts';
import { personKind, roleKind, serviceAccountKind, teamKind } from '../people/model.ts';
import { portfolioKind, programKind, projectKind } from '../portfolio/model.ts';
import { processKind } from '../process/model.ts';
import { agreementKind } from '../service-level/model.ts';
import { openSloObjectKind, sliKind, sloKind } from '../service-level/slo-model.ts';
import { componentKind, externalPartyKind, systemKind } from '../system/model.ts';
import type { Kind } from './kind.ts';
import { proposalKind } from './proposal/model.ts';

/** Every record kind there is, a kind after those it refers to where that is possible. */
export const kinds: readonly Kind[] = [
  roleKind,
  personKind,
  teamKind,
  serviceAccountKind,
  portfolioKind,
  programKind,
  projectKind,
  externalPartyKind,
  systemKind,
  componentKind,
  repositoryKind,
  processKind,
  agreementKind,
  sliKind,
  sloKind,
  openSloObjectKind,
  changeKind,
  proposalKind,
];

/** The kind of that name. Throws for a name that no kind has: names come from declarations, not from people. */
export function kindNamed(name: string): Kind {
  const kind = kinds.find((k) => k.name === name);
  if (!kind) throw new Error(`no record kind is named ${name}`);
  return kind;
}
