import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing } from '../catalog-info/read-values.ts';
import { checkMetadata } from './check-metadata.ts';
import type { Path, Reader } from './read.ts';

export type SliForm = 'RATIO' | 'RAW_RATIO' | 'THRESHOLD';

/** An indicator inside an objective: metadata and spec without an envelope. */
export function checkInlineIndicator(read: Reader, value: Json | undefined, at: Path): SliForm | null {
  const indicator = read.object(value, at, true);
  if (!indicator) return null;
  checkMetadata(read, indicator, at);
  const spec = read.object(indicator.spec, [...at, 'spec'], true);
  return spec && checkSliSpec(read, spec, [...at, 'spec']);
}

/** Exactly one of a threshold metric and a ratio metric; a ratio is good or bad over total, or one raw ratio. */
export function checkSliSpec(read: Reader, spec: JsonObject, at: Path): SliForm | null {
  read.text(spec.description, [...at, 'description'], false);
  const threshold = !isMissing(spec.thresholdMetric);
  if (threshold === !isMissing(spec.ratioMetric)) {
    read.refuse(
      [...at, threshold ? 'ratioMetric' : 'thresholdMetric'],
      threshold
        ? 'stands beside thresholdMetric: keep one of them'
        : 'is required, or ratioMetric in its place',
    );
    return null;
  }
  if (threshold) {
    const path = [...at, 'thresholdMetric'];
    const metric = read.object(spec.thresholdMetric, path, true);
    if (metric) checkSource(read, metric, path);
    return 'THRESHOLD';
  }
  const path = [...at, 'ratioMetric'];
  const ratio = read.object(spec.ratioMetric, path, true);
  return ratio && checkRatio(read, ratio, path);
}

function checkRatio(read: Reader, ratio: JsonObject, at: Path): SliForm {
  read.flag(ratio.counter, [...at, 'counter'], false);
  const given = (field: string) => !isMissing(ratio[field]);
  const metric = (field: string) => {
    const found = read.object(ratio[field], [...at, field], true);
    if (found) checkSource(read, found, [...at, field]);
  };
  if (given('raw')) {
    for (const field of ['good', 'bad', 'total'].filter(given))
      read.refuse([...at, field], 'stands beside raw: keep one of them');
    metric('raw');
    read.word(ratio.rawType, [...at, 'rawType'], true, ['success', 'failure']);
    return 'RAW_RATIO';
  }
  if (given('good') && given('bad')) read.refuse([...at, 'bad'], 'stands beside good: keep one of them');
  else metric(given('bad') ? 'bad' : 'good');
  metric('total');
  return 'RATIO';
}

function checkSource(read: Reader, metric: JsonObject, at: Path): void {
  const path = [...at, 'metricSource'];
  const source = read.object(metric.metricSource, path, true);
  if (!source) return;
  read.name(source.metricSourceRef, [...path, 'metricSourceRef'], false);
  read.text(source.type, [...path, 'type'], false, 255);
  read.object(source.spec, [...path, 'spec'], false);
}
