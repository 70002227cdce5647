import type { JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isObject, textOf } from '../catalog-info/read-values.ts';
import { readYamlDocuments, type YamlDocument } from '../catalog-info/yaml-documents.ts';
import { formatOf, passedOver } from '../document-format.ts';
import { compareFindings, type Finding } from '../finding.ts';
import { whyNoText } from '../text-of-bytes.ts';
import { checkCondition, checkPolicy, checkTarget } from './check-alerts.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkSliSpec } from './check-sli.ts';
import { checkSloSpec } from './check-slo.ts';
import type { OpenSloFileObject, OpenSloPiece } from './object.ts';
import { nameOfPath, openReader, type Path, type Reader } from './read.ts';
import { withoutSecrets } from './secrets.ts';

export const openSloVersion = 'openslo/v1';

/** True for text with OpenSLO objects, of whatever version: other YAML is not ours to read. */
export const isOpenSloText = (text: string): boolean =>
  /^\uFEFF?[ \t]*\{?[ \t]*['"]?apiVersion['"]?[ \t]*:\s*['"]?openslo(?:\.com)?\//m.test(text);

/**
 * Reads an OpenSLO v1 file into objects, each read or refused with line and reason, and findings. It never throws: a
 * document that cannot be read is reported and the others stand. Connection details and whatever else gives access to
 * something are left out here, before anything is sent anywhere. `text` is null when the file could not be read.
 */
export function parseOpenSloFile({ file, text }: { file: string; text: string | null }): OpenSloPiece {
  const why = whyNoText(text);
  if (text === null || why !== null) return unreadable(file, why ?? '');
  const piece: OpenSloPiece = { file, state: 'READ', objects: [], broken: [], findings: [] };
  for (const document of readYamlDocuments(text)) readDocument(document, piece);
  if (piece.objects.length === 0 && piece.broken.length === 0) {
    piece.state = 'EMPTY';
    const message = `${file} holds no OpenSLO object: nothing is imported from it, and nothing it brought before is replaced`;
    piece.findings.push({ file, line: null, code: 'EMPTY_FILE', severity: 'warning', message });
  }
  piece.findings.sort(compareFindings);
  return piece;
}

function readDocument(document: YamlDocument, piece: OpenSloPiece): void {
  const { doc, line } = document;
  const { file } = piece;
  if (document.state === 'EMPTY') return;
  const value = document.state === 'READ' ? document.value : null;
  if (document.state === 'BROKEN' || !isObject(value as JsonObject)) {
    const yaml = document.state === 'BROKEN';
    const message = yaml
      ? `document ${doc + 1} ${document.message}`
      : `document ${doc + 1} is not an OpenSLO object: it needs apiVersion, kind, metadata and spec`;
    piece.broken.push({ doc, line, reason: yaml ? 'yaml' : 'not an object', message });
    const code = yaml ? 'BAD_YAML' : 'NOT_AN_OBJECT';
    piece.findings.push({ file, line, code, severity: 'error', message });
    return;
  }
  if (document.state !== 'READ' || !isObject(value as JsonObject)) return;
  if ((formatOf(value as JsonObject) ?? 'OPENSLO') !== 'OPENSLO') {
    // A Service is mostly one of Kubernetes.
    const isKind = (kind: string) => kind !== 'Service' && Object.hasOwn(checks, kind);
    piece.findings.push(passedOver({ file, doc, line }, value as JsonObject, isKind));
    return;
  }
  for (const warning of document.warnings)
    piece.findings.push({ file, ...warning, code: 'YAML_WARNING', severity: 'warning' });
  const read = readObject(file, document as Extract<YamlDocument, { state: 'READ' }> & { value: JsonObject });
  piece.objects.push(read.object);
  piece.findings.push(...read.findings);
}

const checks: Readonly<Record<string, (read: Reader, spec: JsonObject, at: Path) => void>> = {
  SLO: checkSloSpec,
  SLI: checkSliSpec,
  Service: (read, spec, at) => void read.text(spec.description, [...at, 'description'], false),
  DataSource: (read, spec, at) => void read.text(spec.type, [...at, 'type'], true, 255),
  AlertPolicy: checkPolicy,
  AlertCondition: checkCondition,
  AlertNotificationTarget: checkTarget,
};

function readObject(
  file: string,
  { doc, line, value, lineOf }: Extract<YamlDocument, { state: 'READ' }> & { value: JsonObject },
): { object: OpenSloFileObject; findings: Finding[] } {
  const read = openReader();
  const kind = textOf(value.kind) ?? '';
  if (value.apiVersion !== openSloVersion)
    read.refuse(['apiVersion'], `is ${said(value.apiVersion)}: only ${openSloVersion} is read`);
  else if (!Object.hasOwn(checks, kind))
    read.refuse(['kind'], `is ${said(value.kind)}: must be one of ${Object.keys(checks).join(', ')}`);
  else checkBody(read, value, checks[kind]!);
  const cleaned = withoutSecrets(value);
  const name = isObject(value.metadata) ? (textOf(value.metadata.name) ?? '') : '';
  const what = `${kind === '' ? `document ${doc + 1}` : kind}${name === '' ? '' : ` ${name}`}`;
  const findings = read.issues.map(
    ({ path, message, severity }): Finding => ({
      ...{ file, line: lineOf(path), severity },
      code: severity === 'error' ? 'OPENSLO_REFUSED' : 'OPENSLO_WARNING',
      message: `${nameOfPath(path)} of ${what} ${message}`,
    }),
  );
  for (const path of cleaned.left)
    findings.push({
      ...{ file, line: lineOf(path), severity: 'info', code: 'SECRET_LEFT_OUT' },
      message: `${nameOfPath(path)} of ${what} may give access to something and is not imported`,
    });
  const wrong = read.issues.find(({ severity }) => severity === 'error');
  const lines = { service: lineOf(['spec', 'service']), indicatorRef: lineOf(['spec', 'indicatorRef']) };
  return {
    object: {
      ...{ file, doc, line, kind, name, lines },
      document: cleaned.value,
      outcome: wrong
        ? {
            state: 'REFUSED',
            reason: nameOfPath(wrong.path),
            message: `${nameOfPath(wrong.path)} ${wrong.message}`,
          }
        : { state: 'READ' },
    },
    findings,
  };
}

function checkBody(read: Reader, value: JsonObject, check: (typeof checks)[string]): void {
  checkMetadata(read, value, []);
  const spec = read.object(value.spec, ['spec'], true);
  if (spec) check(read, spec, ['spec']);
}

const said = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

const unreadable = (file: string, why: string): OpenSloPiece => ({
  ...{ file, state: 'UNREADABLE', objects: [], broken: [] },
  findings: [
    {
      ...{ file, line: null, code: 'UNREADABLE_FILE', severity: 'error' },
      message: `${file} is left out, and nothing it brought before is replaced: ${why}`,
    },
  ],
});
