import type { RecordFinding } from '../record/finding.ts';
import { programsOutside } from './checks.ts';

type Keyed = { readonly key: string };

/** The chain from the portfolio down, as documents; leave out what is archived. */
export interface RecordChain {
  readonly portfolios: readonly Keyed[];
  readonly programs: readonly (Keyed & { readonly portfolio: string | null })[];
  readonly projects: readonly (Keyed & { readonly program: string | null })[];
  readonly systems: readonly (Keyed & {
    readonly program: string | null;
    readonly portfolio: string | null;
  })[];
  readonly components: readonly (Keyed & {
    readonly system: string | null;
    readonly partOf: string | null;
  })[];
  readonly processes: readonly (Keyed & { readonly systems: readonly string[] })[];
}

/**
 * Every record below a portfolio that hangs on nothing: no parent named, or only such as are not there. A
 * component may hang on its system or on the component it is a part of, but not on itself in a circle; a process
 * hangs on the systems it governs.
 */
export function orphans(chain: RecordChain): RecordFinding[] {
  const portfolios = keysOf(chain.portfolios);
  const programs = keysOf(chain.programs);
  const systems = keysOf(chain.systems);
  const rooted = rootedComponents(chain.components, systems);
  return [
    ...programsOutside(chain.portfolios, chain.programs),
    ...chain.projects
      .filter(({ program }) => program === null || !programs.has(program))
      .map(({ key }) => orphan('Project', key, 'PROJECT_WITHOUT_PROGRAM', 'program')),
    ...chain.systems
      .filter(({ program, portfolio }) => !has(programs, program) && !has(portfolios, portfolio))
      .map(({ key }) => orphan('System', key, 'SYSTEM_NOT_IN_A_PORTFOLIO', 'program or portfolio')),
    ...chain.components
      .filter(({ key }) => !rooted.has(key))
      .map(({ key }) => orphan('Component', key, 'COMPONENT_WITHOUT_SYSTEM', 'system')),
    ...chain.processes
      .filter((process) => !process.systems.some((system) => systems.has(system)))
      .map(({ key }) => orphan('Process', key, 'PROCESS_WITHOUT_SYSTEM', 'system')),
  ];
}

const keysOf = (records: readonly Keyed[]): Set<string> => new Set(records.map((r) => r.key));
const has = (keys: ReadonlySet<string>, key: string | null): boolean => key !== null && keys.has(key);

const orphan = (kind: string, key: string, code: string, parent: string): RecordFinding => ({
  code,
  kind,
  key,
  message:
    kind === 'Process'
      ? 'governs no system that is there: name those it governs'
      : `stands under no ${parent} that is there: name the one it belongs to`,
});

/** Components that reach a system, over whatever they are parts of. */
function rootedComponents(components: RecordChain['components'], systems: ReadonlySet<string>): Set<string> {
  const byKey = new Map(components.map((c) => [c.key, c]));
  const rooted = new Set<string>();
  const unrooted = new Set<string>();
  for (const component of components) {
    const way: string[] = [];
    const onWay = new Set<string>();
    let here: typeof component | undefined = component;
    while (here && !rooted.has(here.key) && !unrooted.has(here.key) && !onWay.has(here.key)) {
      way.push(here.key);
      onWay.add(here.key);
      if (has(systems, here.system)) break;
      here = here.partOf === null ? undefined : byKey.get(here.partOf);
    }
    const reaches = here !== undefined && (rooted.has(here.key) || has(systems, here.system));
    for (const key of way) (reaches ? rooted : unrooted).add(key);
  }
  return rooted;
}
