import { describe, expect, it } from 'vitest';
import { differenceOf, type Interval, intersectionOf, lengthOf, unionOf } from './interval.ts';

const pairs = (intervals: readonly Interval[]) => intervals.map((i) => [i.start, i.end]);
const of = (...all: [number, number][]): Interval[] => all.map(([start, end]) => ({ start, end }));

describe('half-open intervals', () => {
  it('unite: overlapping and touching become one, empty and reversed ones go', () => {
    expect(pairs(unionOf(of([5, 7], [0, 2], [2, 3], [6, 9], [4, 4], [12, 11])))).toEqual([
      [0, 3],
      [5, 9],
    ]);
    expect(lengthOf(of([0, 10], [2, 4], [8, 12]))).toBe(12);
  });

  it('intersect', () => {
    expect(pairs(intersectionOf(of([0, 10], [20, 30]), of([5, 22], [25, 26], [30, 40])))).toEqual([
      [5, 10],
      [20, 22],
      [25, 26],
    ]);
  });

  it('subtract, also when one cut spans several intervals', () => {
    expect(pairs(differenceOf(of([0, 10], [12, 20], [30, 40]), of([2, 3], [8, 15], [18, 35])))).toEqual([
      [0, 2],
      [3, 8],
      [15, 18],
      [35, 40],
    ]);
    expect(differenceOf(of([0, 1]), of([0, 1]))).toEqual([]);
  });

  it('agree with each other minute by minute on made-up intervals', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const some = () => Array.from({ length: next(6) }, () => of([next(50), next(50)])[0]!);
    const has = (list: readonly Interval[], t: number) => list.some((i) => i.start <= t && t < i.end);
    for (let round = 0; round < 300; round += 1) {
      const [a, b] = [some(), some()];
      for (let t = 0; t < 50; t += 1) {
        expect(has(unionOf(a), t)).toBe(has(a, t));
        expect(has(intersectionOf(a, b), t)).toBe(has(a, t) && has(b, t));
        expect(has(differenceOf(a, b), t)).toBe(has(a, t) && !has(b, t));
      }
    }
  });
});
