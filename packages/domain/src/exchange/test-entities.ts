import type { ImportPlan, PlanRow } from './plan/types.ts';

/** A document of one entity; `spec` and `metadata` are the insides of flow maps. */
export const entity = (kind: string, name: string, spec: string, metadata = ''): string =>
  `apiVersion: backstage.io/v1alpha1
kind: ${kind}
metadata: { name: ${name}${metadata} }
spec: { ${spec} }
`;
export const component = (name: string, more = '', metadata = ''): string =>
  entity('Component', name, `type: service, lifecycle: production, owner: team-a${more}`, metadata);
export const group = (name: string, more = '', metadata = ''): string =>
  entity('Group', name, `type: team, children: []${more}`, metadata);
export const system = (name: string, more = '', metadata = ''): string =>
  entity('System', name, `owner: team-a${more}`, metadata);
export const all = (...documents: string[]): string => documents.join('---\n');

/** The one row about this entity. */
export function rowOf(plan: ImportPlan, ref: string): PlanRow {
  const [row, ...more] = plan.rows.filter((r) => r.ref === ref);
  if (!row || more.length > 0) throw new Error(`${more.length + (row ? 1 : 0)} rows are about ${ref}`);
  return row;
}

/** The document the plan creates under this key. */
export function documentOf(plan: ImportPlan, kind: string, key: string): Readonly<Record<string, unknown>> {
  const write = plan.writes.find((w) => w.op === 'CREATE' && w.kind === kind && w.key === key);
  if (write?.op !== 'CREATE') throw new Error(`the plan creates no ${kind} ${key}`);
  return write.document;
}

export const codes = (plan: ImportPlan): string[] => plan.findings.map(({ code }) => code);
export const recordWrites = (plan: ImportPlan) =>
  plan.writes.flatMap((w) => (w.op === 'CREATE' || w.op === 'UPDATE' || w.op === 'ARCHIVE' ? [w] : []));
