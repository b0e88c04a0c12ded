import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was noted about the original of a copy, to find out later whether it has changed. */
export type Marks = Readonly<Record<string, string | number | null>>;

interface Written {
  readonly marks: Marks;
  /** The date of the original, which becomes the copy's; `null` if it has none, so that it counts as new as the copy. */
  readonly at: Date | null;
}

/** The copy of a file of another machine, which only the user of this process can read. */
export interface Copy {
  readonly path: string;
  /** `null` when there is no copy, or it is incomplete. */
  marks(): Promise<Marks | null>;
  /** Replaces the copy once `write` has written a complete new one; keeps it if `write` returns `null`. */
  replace(write: (path: string) => Promise<Written | null>): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Copies that nobody has asked for in this time are removed, and so are leftovers of killed processes. */
const KEPT_MS = 30 * DAY_MS;
const PART_KEPT_MS = DAY_MS;
/** Folders in which copies are made. */
const PART = 'part-';

/** `key`: what tells the original from others. `home`: the folder of the copies. */
export function copyOf(home: string, key: string, now: () => Date): Copy {
  const path = join(home, createHash('sha256').update(key).digest('hex').slice(0, 40));
  const noted = `${path}.json`;
  return {
    path,
    async marks() {
      try {
        await stat(path);
        return JSON.parse(await readFile(noted, 'utf8')) as Marks;
      } catch {
        return null;
      }
    },
    async replace(write) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      await removeForgotten(home, now());
      const desk = await mkdtemp(join(home, PART));
      const part = join(desk, 'whole');
      try {
        const written = await write(part);
        if (written === null) {
          // It was asked for, so it is kept longer.
          await utimes(noted, now(), now()).catch(() => {});
          return;
        }
        const { marks, at } = written;
        await utimes(part, at ?? now(), at ?? now());
        // A copy without its marks does not count, so whatever stops us between these steps, no wrong copy is used.
        await rm(noted, { force: true });
        await rename(part, path);
        await writeFile(part, JSON.stringify(marks), { mode: 0o600 });
        await rename(part, noted);
        await utimes(noted, now(), now());
      } finally {
        await rm(desk, { recursive: true, force: true });
      }
    },
  };
}

async function removeForgotten(home: string, now: Date): Promise<void> {
  for (const name of await readdir(home)) {
    const kept = name.endsWith('.json') ? KEPT_MS : name.startsWith(PART) ? PART_KEPT_MS : null;
    const path = join(home, name);
    const found = kept === null ? null : await stat(path).catch(() => null);
    if (kept === null || found === null || now.getTime() - found.mtimeMs < kept) continue;
    await rm(path, { recursive: true, force: true });
    if (name.endsWith('.json')) await rm(path.slice(0, -'.json'.length), { force: true });
  }
}
