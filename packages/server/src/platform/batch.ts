interface Waiting {
  keys: Set<string>;
  answer: Promise<ReadonlyMap<string, unknown>>;
}

const requests = new WeakMap<object, Map<string, Waiting>>();

/**
 * Collects the keys that are asked for under one name in one turn of a request and loads them together, so that a
 * field of a hundred records costs what it costs of one. Undefined for a key that `load` does not answer.
 */
export async function together<Value>(
  request: object,
  name: string,
  key: string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Value | undefined> {
  const open = requests.get(request) ?? new Map<string, Waiting>();
  requests.set(request, open);
  let waiting = open.get(name);
  if (!waiting) {
    const keys = new Set<string>();
    waiting = {
      keys,
      answer: endOfTurn().then(() => {
        open.delete(name);
        return load([...keys]);
      }),
    };
    open.set(name, waiting);
  }
  waiting.keys.add(key);
  return (await waiting.answer).get(key) as Value | undefined;
}

/** After every promise that is settled by now has been answered: resolvers of one list have all asked then. */
const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    Promise.resolve().then(() => process.nextTick(resolve));
  });
