import { type DestinationStream, type Logger, pino } from 'pino';

/** JSON lines without secrets. Control characters stand encoded, so nobody's name can forge a line. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: ['token', '*.token', 'authorization', '*.authorization', '*.headers'],
      censor: '[secret]',
    },
    serializers: { err: plainError },
  };
  return destination ? pino(options, destination) : pino(options, pino.destination({ fd: 2, sync: true }));
}

/** What an error says, for the log alone, with passwords and tokens blotted out. */
export function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
  const { name, message, stack } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  return { name, code, message: withoutSecrets(message), stack: withoutSecrets(stack ?? '') };
}

export const withoutSecrets = (text: string): string =>
  text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, '$1[secret]@')
    .replace(/(bearer\s+|token=)[\w~+/.-]+/gi, '$1[secret]');
