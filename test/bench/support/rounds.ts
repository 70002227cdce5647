import { httpLoad, type LoadResult, type LoadTarget } from './http-load.ts';

export interface Contender {
  readonly name: string;
  readonly target: LoadTarget;
  readonly body: (n: number) => string;
  readonly path?: (n: number) => string;
  /** Called before each of its turns. */
  readonly begin?: () => void;
  readonly isRight: (answer: string, n: number) => boolean;
}

export interface RoundOptions {
  readonly rounds: number;
  readonly ms: number;
  readonly connections: number;
  /** Turns that are not counted, first: what compiles itself while it runs has done so then. */
  readonly warmMs: number;
}

/**
 * Each contender in turn, round by round, so that whatever else the machine does falls on all of them. Answers with
 * every contender's results in the order of the rounds.
 */
export async function inRounds(
  contenders: readonly Contender[],
  { rounds, ms, connections, warmMs }: RoundOptions,
): Promise<LoadResult[][]> {
  const turn = ({ target, body, path, isRight, begin }: Contender, forMs: number) => {
    begin?.();
    return httpLoad(target, { connections, ms: forMs, body, path, isRight });
  };
  for (const contender of contenders) await turn(contender, warmMs);
  const results: LoadResult[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, contender] of contenders.entries()) results[index]!.push(await turn(contender, ms));
  return results;
}
