import { recordAudit } from '../../store/audit.ts';
import { tryNow } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** The clock was set by this many milliseconds: everything that waits for a moment of the old clock is tried now, and `health` says so. */
export function noteClockJump(context: Context, byMs: number): void {
  const { store, log } = context;
  log.warn({ byMs }, 'the clock was set');
  store.write(() => {
    tryNow(store);
    recordAudit(store, {
      at: timestamp(context),
      actor: SEATKEEPER,
      action: 'clock-set',
      subject: 'clock',
      detail: { byMs },
    });
  });
}
