/** One thing `doctor` looked at. */
export interface Examined {
  readonly name: string;
  /** `unsure`: it could not be looked at, or only the admin can tell. */
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  /** What to do about it; `null` when all is well. */
  readonly fix: string | null;
}
