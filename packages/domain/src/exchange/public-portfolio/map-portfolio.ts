import { slugOf } from '../../record/key.ts';
import type { RecordLine } from '../records/record-line.ts';
import type { PortfolioFacts, ProductFacts, Source } from './facts.ts';
import { type MappedProduct, mapProduct } from './map-product.ts';
import { placeOf, recordLine } from './source-line.ts';

export interface MappedPortfolio {
  /** Lines of a file of records, without the header. */
  readonly lines: readonly RecordLine[];
  /** Facts that no record holds, and why. */
  readonly leftOut: readonly { readonly fact: string; readonly why: string }[];
}

/**
 * Maps facts about public products to records, as docs/public-portfolio.md says. Nothing is made up: what the facts do
 * not say stays empty, roles stay vacant, and every fact is in a record or left out with the reason.
 */
export function mapPortfolio(facts: PortfolioFacts): MappedPortfolio {
  const platforms = facts.platform_resources ?? [];
  const clusters = new Set(platforms.map(({ value }) => value.name));
  const ids = new Set(facts.products.map(({ id }) => id));
  const products = facts.products.map((product) =>
    mapProduct(product, clusters, dependenciesOf(facts, product, ids)),
  );
  const lines = [
    ...products.flatMap((product) => product.lines),
    ...platforms.map(({ value, source }) =>
      recordLine('System', slugOf(value.name), source, {
        name: value.name,
        type: value.type,
        description: `Its catalog names ${value.owner} as the owner`,
      }),
    ),
    ...outsideParties(facts, ids),
    ...journeyLines(facts, ids),
  ];
  return { lines: onceEach(lines), leftOut: [...products.flatMap(leftOutOf), ...othersLeftOut(facts)] };
}

const leftOutOf = ({ leftOut }: MappedProduct) => leftOut;

function dependenciesOf(
  { dependencies = [] }: PortfolioFacts,
  { id }: ProductFacts,
  ids: ReadonlySet<string>,
): { source: Source; row: object }[] {
  return dependencies
    .filter(({ from }) => from === id)
    .map(({ to, what }) => ({
      source: what.source,
      row: {
        ...(ids.has(to) ? { system: slugOf(to) } : { externalParty: slugOf(to) }),
        // The facts say that it is called, not that nothing works without it.
        ...{ hardness: 'SOFT', reason: what.value },
      },
    }));
}

const outsideParties = ({ dependencies = [] }: PortfolioFacts, ids: ReadonlySet<string>): RecordLine[] =>
  dependencies
    .filter(({ to }) => !ids.has(to))
    .map(({ to, what }) => recordLine('ExternalParty', slugOf(to), what.source, { name: to }));

/** The way of a user through several systems becomes a process that governs them, its steps as text. */
function journeyLines({ journey }: PortfolioFacts, ids: ReadonlySet<string>): RecordLine[] {
  if (!journey) return [];
  const steps = journey.steps.map(
    ({ step, system, evidence }, index) =>
      `${index + 1}. ${step} (${system}): ${evidence.value}, ${placeOf(evidence.source)}`,
  );
  const systems = journey.steps.flatMap(({ system }) => (ids.has(system) ? slugOf(system) : []));
  const document = {
    name: journey.name,
    purpose: [journey.note, ...steps].join('\n'),
    systems: [...new Set(systems)].sort(),
  };
  return [recordLine('Process', slugOf(journey.name), null, document)];
}

const read = ['products', 'platform_resources', 'dependencies', 'journey', 'about'];

const othersLeftOut = (facts: PortfolioFacts) =>
  Object.keys(facts)
    .filter((name) => !read.includes(name))
    .map((fact) => ({ fact, why: 'it is about the collection and no product' }));

/** A team, program or portfolio that several products name is one record; the first line of it stands. */
function onceEach(lines: readonly RecordLine[]): RecordLine[] {
  const first = new Map<string, RecordLine>();
  for (const line of lines) {
    const name = `${line.kind} ${line.key}`;
    if (!first.has(name)) first.set(name, line);
  }
  return [...first.values()];
}
