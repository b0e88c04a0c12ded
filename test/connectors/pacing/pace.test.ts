import { describe, expect, it } from 'vitest';
import { openHostTurns } from '../../../src/connectors/pacing/host-turns.ts';

/** How long the host refuses a request that comes at this moment, in milliseconds; 0 when it takes it. */
type Host = (now: number) => number;

/** Takes so many in a window, which begins with a request, and asks for `wait` milliseconds whatever is left of the window. */
function windows(most: number, ms: number, wait: number): Host {
  let [began, taken] = [Number.NEGATIVE_INFINITY, 0];
  return (now) => {
    if (now - began >= ms) [began, taken] = [now, 0];
    if (taken >= most) return wait;
    taken++;
    return 0;
  };
}

/** Takes so many in a second on average, and so many at once. */
function bucket(perSecond: number, most: number): Host {
  let [left, last] = [most, 0];
  return (now) => {
    left = Math.min(most, left + ((now - last) / 1000) * perSecond);
    last = now;
    if (left < 1) return 1000;
    left--;
    return 0;
  };
}

interface Asking {
  readonly host: Host;
  readonly requests: number;
  /** How many are under way at once. */
  readonly atOnce?: number;
  /** How late timers are, in milliseconds. */
  readonly late?: () => number;
}

/** Asks a host that answers after 100 ms, by a clock of its own that only events move. */
function ask({ host, requests, atOnce = 4, late = () => 0 }: Asking) {
  const events: { readonly at: number; readonly then: () => void }[] = [];
  let now = 0;
  const after = (ms: number, then: () => void) => {
    const at = now + ms;
    const behind = events.findIndex((event) => event.at > at);
    events.splice(behind < 0 ? events.length : behind, 0, { at, then });
  };
  const turns = openHostTurns(() => now);
  const refusals: { readonly from: number; readonly to: number }[] = [];
  const sent: number[] = [];
  let [left, finished] = [requests, 0];
  const next = () => {
    if (left === 0) return;
    left--;
    const take = () => {
      const turn = turns.take('host', 0);
      const wait = (ms: number) => after(ms > 0 ? ms + late() : 0, go);
      const go = () => {
        const more = turn.more();
        if (more > 0) wait(more);
        else send();
      };
      wait(turn.away);
    };
    const send = () => {
      sent.push(now);
      const wait = host(now);
      if (wait === 0) {
        after(100, () => {
          turns.taken('host');
          finished = now;
          next();
        });
        return;
      }
      after(1, () => {
        refusals.push({ from: now, to: now + wait });
        turns.refused('host', wait);
        take();
      });
    };
    take();
  };
  for (let each = 0; each < atOnce; each++) next();
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    now = event.at;
    event.then();
  }
  return { seconds: finished / 1000, refusals, sent };
}

/** 0 to `most` milliseconds, the same in every run. */
function lateness(most: number): () => number {
  let seed = 14;
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return (seed / 2_147_483_647) * most;
  };
}

describe('The pace of a host', () => {
  it.each([
    ['a limit by the second', windows(10, 1000, 1000), 0, 1.05],
    ['the same with timers that are late', windows(10, 1000, 1000), 20, 1.08],
    ['a bucket that fills', bucket(10, 20), 5, 1.05],
    ['a bucket that holds one request', bucket(10, 1), 5, 1.15],
  ])('is within a tenth or so of what it allows: %s', (_, host, most, limit) => {
    const { seconds } = ask({ host, requests: 3000, late: lateness(most) });
    expect(seconds / 300).toBeLessThan(limit);
    expect(seconds).toBeGreaterThan(290);
  });

  it('is that of few requests a second where it allows no more', () => {
    expect(ask({ host: windows(3, 1000, 1000), requests: 900 }).seconds / 300).toBeLessThan(1.1);
  });

  it('follows a host that allows more later, and one that allows less', () => {
    const changing = (first: number, then: number): Host => {
      const [before, after] = [windows(first, 1000, 1000), windows(then, 1000, 1000)];
      return (now) => (now < 60_000 ? before : after)(now);
    };
    const more = ask({ host: changing(10, 40), requests: 6000, atOnce: 8 });
    // 600 in the first minute, it finds out within two more, in which it sends 1,200, and 4,200 take 105 s.
    expect(more.seconds).toBeLessThan(60 + 120 + 105 * 1.1);
    const less = ask({ host: changing(40, 10), requests: 3600, atOnce: 8 });
    const inTheFirst = less.sent.filter((at) => at < 60_000).length;
    expect(inTheFirst).toBeGreaterThan(2000);
    expect(less.seconds).toBeLessThan(60 + ((3600 - inTheFirst) / 10) * 1.1);
  });

  it('sends nothing while the host wants to be left alone', () => {
    const { sent, refusals } = ask({ host: windows(10, 1000, 1000), requests: 600 });
    expect(refusals.length).toBeGreaterThan(0);
    for (const { from, to } of refusals)
      expect(sent.filter((at) => at > from && at < to - 0.001)).toEqual([]);
  });

  it('is as fast as ever where nothing was refused', () => {
    const { seconds } = ask({ host: () => 0, requests: 400, atOnce: 4 });
    expect(seconds).toBe(10);
  });

  it('is no slower than bursts and waits where the limit is one by the minute', () => {
    const { seconds } = ask({ host: windows(600, 60_000, 46_000), requests: 1800, atOnce: 4 });
    // 600 take 15 s, and then 46 s are waited for, twice.
    expect(seconds).toBeLessThan((15 + 46) * 2 + 15 + 1);
  });

  it('is forgotten after a minute in which nobody asked', () => {
    let now = 0;
    const turns = openHostTurns(() => now);
    for (let each = 0; each < 10; each++) {
      turns.take('host', 0);
      turns.taken('host');
    }
    turns.refused('host', 1000);
    now = 1000;
    expect(turns.take('host', 0).away).toBe(0);
    expect(turns.take('host', 0).away).toBeGreaterThan(90);
    expect(turns.take('other', 0).away).toBe(0);
    expect(turns.take('other', 0).away).toBe(0);
    now = 120_000;
    expect(turns.take('host', 0).away).toBe(0);
    expect(turns.take('host', 0).away).toBe(0);
  });
});
