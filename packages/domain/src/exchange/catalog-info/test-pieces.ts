import type { CatalogEntity, CatalogPiece } from './entity.ts';
import { parseCatalogFile } from './parse.ts';

export const parse = (
  text: string | null,
  file = 'catalog-info.yaml',
  fileExists?: (path: string) => boolean,
) => parseCatalogFile({ file, text, fileExists });

export const only = (piece: CatalogPiece): CatalogEntity => {
  const [entity, ...others] = piece.entities;
  if (!entity || others.length > 0) throw new Error(`there are ${piece.entities.length} entities, not one`);
  return entity;
};

export const component = (more: string, metadata = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: web
${metadata}spec:
  type: website
  lifecycle: production
  owner: team-a
${more}`;

export const codes = (piece: CatalogPiece): string[] =>
  piece.findings.map(({ code, line }) => `${code} ${line}`);
