import type { ClockUse } from './clock-use.ts';

/** A whole answer to a question that went well. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a question came to; an answer that may be given again says what it asked of the clock. */
export interface Worked {
  readonly response: Response;
  readonly keep: ClockUse | null;
}

export interface KeepOptions {
  /** See `stampReader`. */
  readonly stamp: () => Promise<string | null>;
  /** Milliseconds since 1970 until which an answer that depends on periods holds, at the earliest. */
  readonly nextPeriod: (at: Date) => Promise<number>;
  readonly now: () => Date;
  /** Characters of all questions and answers together. */
  readonly most?: number;
  /** Characters of one question and its answer. */
  readonly largest?: number;
}

/** Answers a question from what is kept, or has it worked out. The key holds all that decides the answer but the data. */
export type AnswerKept = (key: string, work: () => Promise<Worked>) => Promise<KeptAnswer | Response>;

interface Entry {
  readonly answer: KeptAnswer;
  readonly from: number;
  readonly until: number;
}

/** All that holds while the database stays as it is. */
interface Generation {
  readonly stamp: string;
  readonly entries: Map<string, Entry>;
  readonly underWay: Map<string, Promise<KeptAnswer | null>>;
  /** The instants between which no period begins or ends, as they were last asked for. */
  period: { readonly from: number; readonly until: Promise<number> } | null;
  size: number;
}

/**
 * Keeps answers for as long as the database stays as it is. Every question asks for the stamp after it came in, so
 * what any server wrote before is in the answer. Questions of one key that meet are worked out once.
 */
export function keepAnswers(options: KeepOptions): AnswerKept {
  const { most = 32_000_000, largest = 1_000_000 } = options;
  let current: Generation = generationOf('');

  const store = (generation: Generation, key: string, entry: Entry) => {
    const size = key.length + entry.answer.body.length;
    if (size > largest) return;
    generation.entries.set(key, entry);
    generation.size += size;
    for (const [oldest, { answer }] of generation.entries) {
      if (generation.size <= most) break;
      generation.entries.delete(oldest);
      generation.size -= oldest.length + answer.body.length;
    }
  };

  /** Asked once while the database stays as it is and the period lasts. */
  const periodEnd = async (generation: Generation, from: Date): Promise<number> => {
    const at = from.getTime();
    const known = generation.period;
    if (known && known.from <= at) {
      const until = await known.until;
      if (at < until) return until;
    }
    const until = options.nextPeriod(from);
    generation.period = { from: at, until };
    until.catch(() => {
      generation.period = null;
    });
    return until;
  };

  /** Whatever was written meanwhile may stand in a part of the answer: then it is given once, and not kept. */
  const keepIfStill = async (
    generation: Generation,
    key: string,
    answer: KeptAnswer,
    use: ClockUse,
    from: Date,
  ) => {
    const until = use.periods ? await periodEnd(generation, from) : Number.POSITIVE_INFINITY;
    if ((await options.stamp()) === generation.stamp && current === generation)
      store(generation, key, { answer, from: from.getTime(), until });
  };

  return async (key, work) => {
    const stamp = await options.stamp();
    if (stamp === null) return (await work()).response;
    if (stamp !== current.stamp) current = generationOf(stamp);
    const generation = current;
    const at = options.now();
    const entry = generation.entries.get(key);
    if (entry && entry.from <= at.getTime() && at.getTime() < entry.until) return entry.answer;
    const twin = generation.underWay.get(key);
    const twins = twin && (await twin);
    if (twins) return twins;
    const answered = Promise.withResolvers<KeptAnswer | null>();
    if (!generation.underWay.has(key)) generation.underWay.set(key, answered.promise);
    let answer: KeptAnswer | null = null;
    try {
      const { response, keep } = await work();
      if (keep === null || keep.moment) return response;
      answer = { headers: Object.fromEntries(response.headers), body: await response.text() };
      keepIfStill(generation, key, answer, keep, at).catch(() => {});
      return answer;
    } finally {
      if (generation.underWay.get(key) === answered.promise) generation.underWay.delete(key);
      answered.resolve(answer);
    }
  };
}

const generationOf = (stamp: string): Generation => ({
  stamp,
  entries: new Map(),
  underWay: new Map(),
  period: null,
  size: 0,
});
