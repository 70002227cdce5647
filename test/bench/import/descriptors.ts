import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const perFile = 50;

/**
 * Writes catalog files of a made-up company below the folder: components with owner, system and dependencies, beside
 * the groups and systems that they name. Answers with the number of descriptors.
 */
export function writeDescriptors(folder: string, components: number): number {
  const [systems, groups] = [components / 25, components / 100];
  const documents = [
    ...many(groups, (n) => entity('Group', `group-${n}`, ['type: team', 'children: []'])),
    ...many(systems, (n) => entity('System', `system-${n}`, [`owner: group-${n % groups}`])),
    ...many(components, (n) =>
      entity('Component', `component-${n}`, [
        'type: service',
        'lifecycle: production',
        `owner: group-${n % groups}`,
        `system: system-${n % systems}`,
        `dependsOn: ["component:component-${(n * 7 + 1) % components}", "component:component-${(n * 13 + 2) % components}"]`,
      ]),
    ),
  ];
  for (let at = 0; at < documents.length; at += perFile) {
    const place = join(folder, `part-${at / perFile}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'catalog-info.yaml'), documents.slice(at, at + perFile).join('---\n'));
  }
  return documents.length;
}

const many = (count: number, make: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => make(n));

const entity = (kind: string, name: string, spec: readonly string[]): string =>
  `apiVersion: backstage.io/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
  title: ${kind} ${name}
  description: Serves what people ask of ${name}
  tags: [generated]
spec:
${spec.map((line) => `  ${line}`).join('\n')}
`;
