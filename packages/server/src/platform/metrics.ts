import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** One request is under way until the answer's status is told. `route` is one of the server's own. */
  begin(route: string): (status: number) => void;
  /** Everything counted so far, in the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

/** The figures of one server; names follow the conventions of Prometheus. No label holds what a caller sent. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'steward_' });
  const requests = new Counter({
    name: 'steward_http_requests_total',
    help: 'Requests answered, by route and HTTP status',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'steward_http_request_duration_seconds',
    help: 'Seconds from the head of a request to its answer, by route',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3, 10],
    registers: [registry],
  });
  const underWay = new Gauge({
    name: 'steward_http_requests_under_way',
    help: 'Requests that are not answered yet',
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    begin: (route) => {
      underWay.inc();
      const stop = seconds.startTimer({ route });
      return (status) => {
        underWay.dec();
        stop();
        requests.inc({ route, status: String(status) });
      };
    },
  };
}
