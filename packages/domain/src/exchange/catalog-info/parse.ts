import { formatOf, passedOver } from '../document-format.ts';
import { compareFindings, type Finding } from '../finding.ts';
import { whyNoText } from '../text-of-bytes.ts';
import { descriptorKind } from './descriptor-kinds.ts';
import type { CatalogEntity, CatalogPiece } from './entity.ts';
import { readEntity } from './read-entity.ts';
import { isObject, textOf } from './read-values.ts';
import { readYamlDocuments } from './yaml-documents.ts';

export interface CatalogFile {
  /** Path from the root of the repository, with "/" and without a leading one. */
  readonly file: string;
  /** Null when the file could not be read. */
  readonly text: string | null;
  /** Says whether a file of the repository exists; without it, files that placeholders name are not looked for. */
  readonly fileExists?: (path: string) => boolean;
}

/**
 * Reads a catalog-info file (Backstage descriptor format) into entities with their lines, and findings. It never
 * throws: a document that cannot be read is reported and the others stand. Nothing is fetched.
 */
export function parseCatalogFile({ file, text, fileExists }: CatalogFile): CatalogPiece {
  const why = whyNoText(text);
  if (text === null || why !== null) return unreadable(file, why ?? '');
  const documents = readYamlDocuments(text);
  const entities: CatalogEntity[] = [];
  const broken: CatalogPiece['broken'] = [];
  const findings: Finding[] = [];
  const breakOff = (doc: number, line: number, reason: string, code: string, message: string) => {
    broken.push({ doc, line, reason, message });
    findings.push({ file, line, code, severity: 'error', message });
  };
  for (const document of documents) {
    const { doc, line } = document;
    if (document.state === 'EMPTY') continue;
    if (document.state === 'BROKEN') {
      const message = `document ${doc + 1} ${document.message}`;
      breakOff(doc, line, 'yaml', 'BAD_YAML', message);
      continue;
    }
    const { value, lineOf, warnings } = document;
    if (isObject(value) && (formatOf(value) ?? 'CATALOG_INFO') !== 'CATALOG_INFO') {
      findings.push(passedOver({ file, doc, line }, value, (kind) => descriptorKind(kind) !== undefined));
      continue;
    }
    if (!isObject(value) || textOf(value.kind) === null) {
      const message = `document ${doc + 1} is not a catalog entity: it needs apiVersion, kind, metadata and spec`;
      breakOff(doc, line, 'not an entity', 'NOT_AN_ENTITY', message);
      continue;
    }
    for (const warning of warnings)
      findings.push({
        file,
        line: warning.line,
        code: 'YAML_WARNING',
        severity: 'warning',
        message: warning.message,
      });
    const read = readEntity({ file, doc, line, value, lineOf, fileExists });
    entities.push(read.entity);
    findings.push(...read.findings);
  }
  if (entities.length === 0 && broken.length === 0)
    findings.push({
      file,
      line: null,
      code: 'EMPTY_FILE',
      severity: 'warning',
      message: `${file} holds no entity: nothing is imported from it, and nothing it brought before is replaced`,
    });
  const state = entities.length === 0 && broken.length === 0 ? 'EMPTY' : 'READ';
  return { file, state, entities, broken, findings: findings.sort(compareFindings) };
}

const unreadable = (file: string, why: string): CatalogPiece => ({
  file,
  state: 'UNREADABLE',
  entities: [],
  broken: [],
  findings: [
    {
      file,
      line: null,
      code: 'UNREADABLE_FILE',
      severity: 'error',
      message: `${file} is left out, and nothing it brought before is replaced: ${why}`,
    },
  ],
});

/** True for a file that holds catalog entities, by its name or by its first words; other YAML is not ours to read. */
export function isCatalogFile(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/\.ya?ml$/i.test(name)) return false;
  return (
    /^catalog-info\.ya?ml$/i.test(name) || /^apiVersion:\s*['"]?(?:[a-z]+\.)?backstage\.io\//m.test(text)
  );
}
