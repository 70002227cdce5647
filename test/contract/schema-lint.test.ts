import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accepted, lintSchema, ownRules, recommended, schemaFile } from './support/schema-lint.ts';

const sdl = readFileSync(schemaFile, 'utf8');
const own = ownRules(sdl);

describe('graphql-eslint', () => {
  it('its rules for schemas and for Relay find nothing but what was chosen', async () => {
    const reports = await lintSchema(sdl, { ...recommended, ...own });
    expect(reports.filter(({ message }) => !(message in accepted))).toEqual([]);
    expect(reports.map(({ message }) => message).sort()).toEqual(Object.keys(accepted).sort());
  });

  it('every rule that was given other options is one that the schema does not follow', async () => {
    const reports = await lintSchema(sdl, recommended);
    const broken = new Set(reports.map(({ rule }) => rule));
    expect(Object.keys(own).filter((rule) => !broken.has(rule))).toEqual([]);
  });

  it('sees a flag that a page may leave out, and a name in another style', async () => {
    const wrong = sdl
      .replace('hasNextPage: Boolean!', 'hasNextPage: Boolean')
      .replace(
        'Put it away: it left the lists"""\n  ARCHIVE',
        'Put it away: it left the lists"""\n  Archive',
      );
    const rules = (await lintSchema(wrong, { ...recommended, ...own })).map(({ rule }) => rule);
    expect(rules).toContain('@graphql-eslint/relay-page-info');
    expect(rules).toContain('@graphql-eslint/naming-convention');
  });
});
