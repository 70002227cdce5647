import { describe, expect, it } from 'vitest';
import { requestAvailability, timeAvailability } from './availability.ts';

const minutes = (n: number) => n * 60_000;
const span = (from: number, length: number) => ({ start: minutes(from), end: minutes(from + length) });
const days = (n: number) => [span(0, n * 1440)];
const at = (from: string, to: string) => ({
  start: Date.parse(`2026-01-05T${from}Z`),
  end: Date.parse(`2026-01-05T${to}Z`),
});

describe('timeAvailability', () => {
  it('vector 1: January with outages of 60, 30 and 90 minutes', () => {
    const outages = [span(100, 60), span(5000, 30), span(20_000, 90)];
    expect(timeAvailability(days(31), outages)).toEqual({
      agreedSeconds: '2678400',
      downSeconds: '10800',
      availability: '0.99596774193548387097',
    });
  });

  it('vector 2: overlapping outages are a union, 65 minutes and not 75', () => {
    const outages = [at('12:00', '12:05'), at('10:00', '10:30'), at('10:20', '11:00')];
    const day = [at('00:00', '23:00')];
    expect(timeAvailability(day, outages).downSeconds).toBe(String(65 * 60));
  });

  it('vectors 3 and 4: planned downtime is taken out of the agreed time, or counts', () => {
    const outages = [{ ...span(0, 120), planned: true }, span(500, 30)];
    expect(timeAvailability(days(30), outages, 'EXCLUDE_FROM_AST')).toEqual({
      agreedSeconds: String(43_080 * 60),
      downSeconds: String(30 * 60),
      availability: '0.99930362116991643454',
    });
    expect(timeAvailability(days(30), outages, 'COUNT').availability).toBe('0.99652777777777777778');
    expect(timeAvailability(days(30), outages).availability).toBe('0.99652777777777777778');
  });

  it('vector 7: a degraded hour at half weight and half an hour of full outage', () => {
    const outages = [{ ...span(0, 60), weight: '0.5' }, span(500, 30)];
    expect(timeAvailability(days(30), outages).availability).toBe('0.99861111111111111111');
  });

  it('counts the worst of overlapping weights, once', () => {
    const outages = [{ ...span(0, 60), weight: '0.5' }, span(30, 60), { ...span(40, 10), weight: '0.2' }];
    expect(timeAvailability(days(1), outages).downSeconds).toBe(String(30 * 60 * 0.5 + 60 * 60));
  });

  it('clips downtime to the agreed time', () => {
    const officeHours = [span(480, 600), span(1920, 600)];
    expect(timeAvailability(officeHours, [span(0, 500), span(1070, 900)])).toMatchObject({
      agreedSeconds: String(1200 * 60),
      downSeconds: String((20 + 10 + 50) * 60),
    });
  });

  it('an outage inside excluded maintenance does not count', () => {
    const outages = [{ ...span(0, 120), planned: true }, span(60, 90)];
    expect(timeAvailability(days(1), outages, 'EXCLUDE_FROM_AST').downSeconds).toBe(String(30 * 60));
  });

  it('no agreed time is no data, never 100 %', () => {
    expect(timeAvailability([], [span(0, 10)]).availability).toBeNull();
    expect(timeAvailability([span(0, 10)], [{ ...span(0, 10), planned: true }], 'EXCLUDE_FROM_AST')).toEqual({
      agreedSeconds: '0',
      downSeconds: '0',
      availability: null,
    });
  });
});

describe('requestAvailability', () => {
  it('vectors 5 and 6: 500 bad of a million; nothing valid is null', () => {
    expect(requestAvailability({ valid: '1000000', bad: '500' })).toBe('0.9995');
    expect(requestAvailability({ valid: '0', bad: '0' })).toBeNull();
  });
});
