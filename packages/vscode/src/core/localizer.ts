/** The editor's translation function. A text carries its values as {0}, {1}. */
export interface Localizer {
  t(message: string, ...values: (string | number)[]): string;
}
