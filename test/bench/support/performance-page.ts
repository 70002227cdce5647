import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));
const begin = (name: string) => `<!-- pnpm bench ${name} -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

/** Puts what a bench measured into its place on the page; the rest, which people wrote, stays. */
export function writeSection(name: string, section: string): void {
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(begin(name));
  const to = text.indexOf(end(name));
  if (from < 0 || to < from)
    throw new Error(
      `docs/performance.md has no place for ${name}: add "${begin(name)}" and "${end(name)}" to it`,
    );
  writeFileSync(page, `${text.slice(0, from)}${begin(name)}\n\n${section}\n\n${text.slice(to)}`);
}
