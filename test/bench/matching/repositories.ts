import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CODEOWNERS file of GitHub's dialect and the paths it is asked about. */
export interface SampleRepository {
  readonly name: string;
  readonly text: string;
  readonly paths: readonly string[];
}

const real = ['DataDog+dd-trace-js', 'esphome+esphome', 'janus-idp+backstage-plugins'];

/** Real repositories of the folder that STEWARD_SAMPLES names; without it, one that is made up in their likeness. */
export function sampleRepositories(): SampleRepository[] {
  const samples = process.env.STEWARD_SAMPLES;
  if (!samples || !existsSync(join(samples, 'codeowners'))) return [madeUp()];
  return real.map((name) => {
    const read = (file: string) => readFileSync(join(samples, 'codeowners', name, file), 'utf8');
    const paths = read('files.txt').replace(/\n$/, '').split('\n');
    return { name: name.replace('+', '/'), text: read('CODEOWNERS'), paths };
  });
}

/** Four copies of a repository side by side: each rule and path below a folder of its own. */
export function repeated({ name, text, paths }: SampleRepository, copies: number): SampleRepository {
  const folders = Array.from({ length: copies }, (_, n) => `copy-${n}`);
  return {
    name: `${copies} × ${name}`,
    text: folders.flatMap((folder) => text.split('\n').map((line) => below(folder, line))).join('\n'),
    paths: folders.flatMap((folder) => paths.map((path) => `${folder}/${path}`)),
  };
}

function below(folder: string, line: string): string {
  if (line.trim() === '' || line.startsWith('#')) return line;
  if (line.startsWith('/')) return `/${folder}${line}`;
  const [pattern = ''] = line.split(/\s/);
  const anchored = pattern.slice(0, -1).includes('/');
  return `/${folder}/${anchored ? '' : '**/'}${line}`;
}

function madeUp(): SampleRepository {
  const names = Array.from({ length: 450 }, (_, n) => `component_${n}`);
  return {
    name: 'a made-up repository',
    text: [
      '* @acme/everyone',
      '*.md @acme/writers',
      ...names.map((n) => `src/components/${n}/* @acme/${n}`),
    ].join('\n'),
    paths: names.flatMap((name) =>
      Array.from(
        { length: 14 },
        (_, n) => `src/components/${name}/${n % 5 === 0 ? 'notes.md' : `file_${n}.cpp`}`,
      ),
    ),
  };
}
