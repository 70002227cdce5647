import { describe, expect, it } from 'vitest';
import { exactDuration, shortDuration } from './duration.ts';

describe('exactDuration', () => {
  it.each([
    ['1314', '21 min 54 s'],
    ['262.8', '4 min 22.8 s'],
    ['0', '0 s'],
    ['0.864', '0.864 s'],
    ['86400', '1 d'],
    ['90061.5', '1 d 1 h 1 min 1.5 s'],
    ['-228', '-3 min 48 s'],
    ['60.50', '1 min 0.5 s'],
    ['-0.0', '0 s'],
    ['31536000000000000000000.1', '365000000000000000 d 0.1 s'],
  ])('%s s reads %s', (seconds, text) => expect(exactDuration(seconds)).toBe(text));
});

describe('shortDuration', () => {
  it.each([
    ['599.99', '9 min 59 s'],
    ['600', '10 min'],
    ['629.9', '10 min'],
    ['630', '11 min'],
    ['3599', '1 h'],
    ['86399', '1 d'],
    ['26.99', '26 s'],
    ['0.864', '0.864 s'],
    ['0', '0 s'],
  ])('%s s reads %s', (seconds, text) => expect(shortDuration(seconds)).toBe(text));
});
