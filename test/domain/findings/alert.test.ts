import { describe, expect, it } from 'vitest';
import { type AlertNews, type AlertState, decideAlert } from '../../../src/domain/findings/alert.ts';

const NOW = '2026-03-09T06:00:00.000Z';
const JUST_POSTED = '2026-03-09T05:00:00.000Z';
const SCROLLED_AWAY = '2026-03-08T06:00:00.000Z';
const ALMOST_AWAY = '2026-03-08T06:00:00.001Z';

function decide(phase: AlertState['phase'] | null, news: Partial<AlertNews>, postedAt = JUST_POSTED) {
  const state = phase === null ? null : { phase, postedAt };
  return decideAlert(
    state,
    { urgent: 0, fresh: 0, loud: false, recurring: false, stale: false, open: 0, ...news },
    NOW,
    24,
  );
}

describe('the first alert of an app', () => {
  it('waits for the end of the sync, so that several apps are introduced together', () => {
    expect(decide(null, { fresh: 16, open: 16 })).toEqual({ do: 'introduce' });
    expect(decide(null, {})).toEqual({ do: 'introduce' });
  });

  it('says nothing before the app was introduced', () => {
    expect(decide('due', { fresh: 2, urgent: 1, loud: true, stale: true, open: 18 })).toEqual({
      do: 'nothing',
    });
  });
});

describe('news that must be heard', () => {
  it('is a new message at once, because an edit rings no bell', () => {
    expect(decide('open', { urgent: 1, fresh: 1, open: 4 })).toEqual({ do: 'post', phase: 'open' });
    expect(decide('clean', { urgent: 1, fresh: 1, open: 1 })).toEqual({ do: 'post', phase: 'open' });
  });

  it('does not wake a snoozed app', () => {
    const state = { phase: 'open', postedAt: JUST_POSTED } as const;
    const news = { urgent: 1, fresh: 1, loud: false, recurring: false, stale: true, open: 1 };
    expect(decideAlert(state, news, NOW, Number.POSITIVE_INFINITY).do).toBe('edit');
  });

  it('is only edited in when it was shown before: something came back, or was taken back', () => {
    for (const postedAt of [JUST_POSTED, SCROLLED_AWAY])
      expect(decide('open', { loud: true, stale: true, open: 2 }, postedAt)).toEqual({
        do: 'edit',
        phase: 'open',
        quiet: false,
      });
  });
});

describe('nothing changed', () => {
  it.each(['baseline', 'open', 'clean'] as const)('sends nothing while the message is %s', (phase) => {
    expect(decide(phase, { open: 3 })).toEqual({ do: 'nothing' });
    expect(decide(phase, { open: 3 }, SCROLLED_AWAY)).toEqual({ do: 'nothing' });
  });
});

describe('something new', () => {
  it.each(['baseline', 'open', 'clean'] as const)('edits the %s message while it is recent', (phase) => {
    expect(decide(phase, { fresh: 1, open: 4 })).toEqual({ do: 'edit', phase: 'open', quiet: false });
  });

  it.each(['baseline', 'open', 'clean'] as const)(
    'is posted again once the %s message has scrolled away',
    (phase) => {
      expect(decide(phase, { fresh: 1, open: 4 }, SCROLLED_AWAY)).toEqual({ do: 'post', phase: 'open' });
    },
  );

  it('counts as scrolled away after the full number of hours, not a moment before', () => {
    expect(decide('open', { fresh: 1, open: 1 }, SCROLLED_AWAY).do).toBe('post');
    expect(decide('open', { fresh: 1, open: 1 }, ALMOST_AWAY).do).toBe('edit');
  });

  it('uses the number of hours that the admin set', () => {
    const state = { phase: 'open', postedAt: '2026-03-09T05:30:00.000Z' } as const;
    const news = { urgent: 0, fresh: 1, loud: false, recurring: false, stale: false, open: 1 };
    expect(decideAlert(state, news, NOW, 0.5).do).toBe('post');
    expect(decideAlert(state, news, NOW, 0.51).do).toBe('edit');
  });

  it('sends one message for several new findings', () => {
    expect(decide('open', { fresh: 200, stale: true, open: 200 }, SCROLLED_AWAY)).toEqual({
      do: 'post',
      phase: 'open',
    });
  });
});

describe('something else changed', () => {
  it('edits quietly in place, also when the message has scrolled away', () => {
    for (const postedAt of [JUST_POSTED, SCROLLED_AWAY])
      expect(decide('open', { stale: true, open: 2 }, postedAt)).toEqual({
        do: 'edit',
        phase: 'open',
        quiet: true,
      });
  });

  it('keeps the baseline until there is news', () => {
    expect(decide('baseline', { stale: true, open: 2 })).toEqual({
      do: 'edit',
      phase: 'baseline',
      quiet: true,
    });
  });
});

describe('everything is handled', () => {
  it.each(['baseline', 'open'] as const)('notifies once: the %s message becomes clean', (phase) => {
    expect(decide(phase, { stale: true })).toEqual({ do: 'edit', phase: 'clean', quiet: false });
  });

  it('stays quiet about an app that was already clean', () => {
    expect(decide('clean', { stale: true })).toEqual({ do: 'edit', phase: 'clean', quiet: true });
  });

  it('never posts a new message, however old the last one is', () => {
    expect(decide('open', { stale: true }, SCROLLED_AWAY).do).toBe('edit');
  });
});
