/** Where problems are logged; pino's logger fits. */
export interface TeamsLog {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
