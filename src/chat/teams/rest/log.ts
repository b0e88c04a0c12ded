/** Where problems are logged; pino's logger fits. */
export interface Log {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
