/** What this server is at that others may have to wait for, each as a sentence without its full stop. */
const works = new Map<symbol, string>();

/** Does a work that may keep others waiting, and lets them be told which. */
export async function underWay<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const name = Symbol(what);
  works.set(name, what);
  try {
    return await work();
  } finally {
    works.delete(name);
  }
}

/** The oldest work under way; null when there is none. */
export const workUnderWay = (): string | null => works.values().next().value ?? null;
