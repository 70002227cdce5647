import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileCodeowners } from './codeowners-matcher.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect } from './codeowners-rule.ts';

interface GithubFact {
  codeowners: string;
  path: string;
  state: string;
  owners: string[];
  basis: string;
  contested?: string;
}

interface GitlabFact {
  codeowners: string;
  path: string;
  rows: { section: string; state: string; owners: string[]; optional: boolean; approvals: number }[];
  basis: string;
}

const factsOf = <T>(dialect: string): T[] =>
  readFileSync(new URL(`./fixtures/${dialect}-facts.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const answersFor = (text: string, dialect: CodeownersDialect, path: string) =>
  compileCodeowners(parseCodeowners(text, dialect).rules, dialect)(path);

/**
 * Where GitHub's documentation leaves the answer open. `f*` reaching into a folder: yes, as git and the fact say.
 * `foo/**` + `/` for a file directly in foo: no, as git says (a final slash asks for a folder), against the fact.
 */
const readingOf = (fact: GithubFact): Pick<GithubFact, 'state' | 'owners'> =>
  fact.contested && fact.codeowners === 'foo/**/ @x\n' ? { state: 'unmatched', owners: [] } : fact;

describe('facts of the GitHub dialect', () => {
  const facts = factsOf<GithubFact>('github');

  it.each(facts)('$codeowners for $path', (fact) => {
    const { state, owners } = readingOf(fact);
    expect(answersFor(fact.codeowners, 'GITHUB', fact.path)).toMatchObject([
      { section: '', state: state.toUpperCase(), owners, optional: false, approvals: null },
    ]);
  });

  it('are all there, six of them contested', () => {
    expect(facts).toHaveLength(176);
    expect(facts.filter((fact) => fact.contested)).toHaveLength(6);
  });
});

describe('facts of the GitLab dialect', () => {
  const facts = factsOf<GitlabFact>('gitlab');

  it.each(facts)('$codeowners for $path', (fact) => {
    const rows = answersFor(fact.codeowners, 'GITLAB', fact.path)
      .filter((answer) => answer.state !== 'UNMATCHED')
      .map(({ section, state, owners, optional, approvals }) => ({
        section,
        state: state.toLowerCase(),
        owners,
        optional,
        approvals,
      }));
    expect(rows).toEqual(fact.rows);
  });

  it('are all there', () => expect(facts).toHaveLength(35));
});
