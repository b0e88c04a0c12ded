import { openPace, type Pace } from './pace.ts';

/** When each host may be asked again, for everybody who asks it: two apps at one host share its pace and the waits it asks for. */
export interface HostTurns {
  /** Takes the next turn at the host; the one after that is `pacing` milliseconds later, or as much later as the host turned out to want. */
  take(host: string, pacing: number): Turn;
  /** Nobody asks the host in the next `ms` milliseconds. */
  rest(host: string, ms: number): void;
  /** For how many milliseconds the host still wants to be left alone; 0 when it does not. */
  resting(host: string): number;
  /** The host took a request. */
  taken(host: string): void;
  /** The host refused a request because there were too many, and rests for `ms` milliseconds: its pace is learned from that. */
  refused(host: string, ms: number): void;
}

interface Turn {
  /** How many milliseconds the turn is away. */
  readonly away: number;
  /** After the wait: how many milliseconds more, because the host has been given a rest since; 0: the request goes out. */
  more(): number;
}

/** A host that nobody has asked for this long may be asked at full speed again. */
const FORGOTTEN_MS = 60_000;

interface Host {
  /** The next turn. */
  next: number;
  restsUntil: number;
  readonly pace: Pace;
}

/** `elapsed`: milliseconds by a clock that cannot be set. A clock that is set back would keep everybody waiting. */
export function openHostTurns(elapsed: () => number): HostTurns {
  const hosts = new Map<string, Host>();
  const at = (name: string): Host => {
    const now = elapsed();
    const known = hosts.get(name);
    if (known !== undefined && now - Math.max(known.next, known.restsUntil) < FORGOTTEN_MS) return known;
    const host = { next: now, restsUntil: now, pace: openPace() };
    hosts.set(name, host);
    return host;
  };
  const rest = (name: string, ms: number) => {
    const host = at(name);
    const until = elapsed() + ms;
    host.next = Math.max(host.next, until);
    host.restsUntil = Math.max(host.restsUntil, until);
  };
  const resting = (name: string) => Math.max(0, at(name).restsUntil - elapsed());
  const place = (host: Host, pacing: number): number => {
    const now = elapsed();
    const turn = Math.max(now, host.next);
    const gap = host.pace.gap();
    host.pace.sent(turn, turn > now && gap > pacing);
    host.next = turn + Math.max(gap, pacing);
    return turn;
  };
  return {
    take(name, pacing) {
      const host = at(name);
      let turn = place(host, pacing);
      return {
        away: turn - elapsed(),
        more() {
          if (host.restsUntil <= turn) return 0;
          turn = place(host, pacing);
          return turn - elapsed();
        },
      };
    },
    rest,
    resting,
    taken: (name) => at(name).pace.taken(),
    refused(name, ms) {
      // Requests that were on their way at the same time are refused together, which counts as one refusal.
      if (resting(name) === 0) at(name).pace.refused(elapsed(), ms);
      rest(name, ms);
    },
  };
}
