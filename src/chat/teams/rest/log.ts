/** Where it is written what was noticed; pino's logger is one. */
export interface Log {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
