import { seededRandom } from '@steward/domain/support/seeded-random.ts';

/** Numbers of one seed: the same seed gives the same numbers in the same order. */
export interface Random {
  /** A whole number from 0 up to and including `most`. */
  upTo(most: number): number;
  /** Numbers of their own, which do not change what this one gives next. */
  fork(name: string): Random;
}

/** The seed of STEWARD_TEST_SEED, else a new one; it is printed, so that a run that failed can be repeated. */
export function testSeed(): number {
  const given = process.env.STEWARD_TEST_SEED;
  const seed = given ? Number(given) : Math.floor(Math.random() * 1_000_000_000);
  if (!Number.isSafeInteger(seed)) throw new Error(`STEWARD_TEST_SEED is ${given}; it may be a whole number`);
  console.log(`seed ${seed}; the same again with STEWARD_TEST_SEED=${seed}`);
  return seed;
}

export function randomOf(seed: number): Random {
  const next = seededRandom(seed);
  return {
    upTo: (most) => Math.floor(next() * (most + 1)),
    fork: (name) =>
      randomOf([...name].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 0x01000193), seed)),
  };
}
