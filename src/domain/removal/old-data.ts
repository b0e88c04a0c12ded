import type { Instant } from '../day.ts';

/** Data of a file is as old as the file, however often it is read. */
export interface FileData {
  /** `roster:hr`, `app:figma`. */
  readonly source: string;
  /** What admins call it. */
  readonly name: string;
  readonly dataAt: Instant;
}

const FRESH_MS = 30 * 60_000;

/** Files whose data is so old that an admin has to accept it explicitly. */
export function oldData(files: readonly FileData[], now: Instant): readonly FileData[] {
  return files.filter(({ dataAt }) => ageOf(dataAt, now) > FRESH_MS);
}

/**
 * The first whose data is older than an admin accepted: its age when the plan was confirmed, plus half an hour to get to the step.
 * Without such an acceptance, half an hour.
 */
export function olderThanConfirmed(
  files: readonly FileData[],
  confirmed: { readonly files: readonly FileData[]; readonly at: Instant },
  now: Instant,
): FileData | null {
  const allowed = (source: string) => {
    const found = confirmed.files.find((one) => one.source === source);
    return FRESH_MS + (found === undefined ? 0 : Math.max(0, ageOf(found.dataAt, confirmed.at)));
  };
  return files.find(({ source, dataAt }) => ageOf(dataAt, now) > allowed(source)) ?? null;
}

function ageOf(dataAt: Instant, now: Instant): number {
  return Date.parse(now) - Date.parse(dataAt);
}
