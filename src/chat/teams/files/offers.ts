import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '../../../domain/caller.ts';
import { HOUR_MS } from '../../../domain/day.ts';
import type { ChatFile } from '../../platform.ts';

/** A file that is kept until the person who asked for it accepts it. */
interface FileOffer {
  readonly file: ChatFile;
  /** The person who asked; only they may accept it. */
  readonly owner: string;
  readonly folder: string;
  readonly until: number;
}

export interface Offers {
  /** Keeps a copy of the file; the ticket is the only way to it. */
  add(to: Caller, file: ChatFile): Promise<string>;
  /** Hands the offer over, once; `null`: it has expired, or was never made to them. */
  take(ticket: string, by: Caller): FileOffer | null;
  drop(offer: FileOffer): Promise<void>;
  /** Deletes what a killed process left behind. */
  start(): Promise<void>;
  /** Deletes everything. */
  stop(): Promise<void>;
}

export interface OffersOptions {
  /** Real milliseconds. */
  readonly now: () => number;
  /** A word that cannot be guessed. */
  readonly ticket: () => string;
}

const KEPT_MS = HOUR_MS;
const SWEEP_MS = 60_000;
/** Offers per person: the oldest is dropped when there are more. */
const EACH = 3;
const PREFIX = 'seatkeeper-offer-';

/** Files that wait to be accepted: on this machine, for an hour, readable only by the user Seatkeeper runs as. */
export function createOffers({ now, ticket: newTicket }: OffersOptions): Offers {
  const offers = new Map<string, FileOffer>();
  let sweeping: NodeJS.Timeout | null = null;

  const drop = ({ folder }: FileOffer) => rm(folder, { recursive: true, force: true });

  async function forget(isOver: (offer: FileOffer) => boolean): Promise<void> {
    const over = [...offers].filter(([, offer]) => isOver(offer));
    for (const [ticket] of over) offers.delete(ticket);
    await Promise.all(over.map(([, offer]) => drop(offer)));
  }

  return {
    drop,
    async add({ id: owner }, file) {
      const folder = await mkdtemp(join(tmpdir(), PREFIX));
      const path = join(folder, 'file');
      const offer: FileOffer = { file: { ...file, path }, owner, folder, until: now() + KEPT_MS };
      try {
        await copyFile(file.path, path);
      } catch (error) {
        await drop(offer);
        throw error;
      }
      const ticket = newTicket();
      offers.set(ticket, offer);
      const own = [...offers.values()].filter((one) => one.owner === owner);
      await forget((one) => own.slice(0, -EACH).includes(one));
      sweeping ??= setInterval(() => void forget(({ until }) => until <= now()).catch(() => {}), SWEEP_MS);
      sweeping.unref();
      return ticket;
    },
    take(ticket, by) {
      const offer = offers.get(ticket);
      if (offer === undefined || offer.owner !== by.id || offer.until <= now()) return null;
      offers.delete(ticket);
      return offer;
    },
    async start() {
      const left = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
      for (const name of left) {
        const folder = join(tmpdir(), name);
        const made = await stat(folder).catch(() => null);
        // A younger one may belong to another Seatkeeper on this machine.
        if (made !== null && made.mtimeMs + KEPT_MS <= now())
          await rm(folder, { recursive: true, force: true }).catch(() => {});
      }
    },
    async stop() {
      if (sweeping !== null) clearInterval(sweeping);
      sweeping = null;
      await forget(() => true);
    },
  };
}
