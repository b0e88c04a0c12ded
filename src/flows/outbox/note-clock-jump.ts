import { recordAudit } from '../../store/audit.ts';
import { tryNow } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** The clock was set by so many milliseconds: what waits for a moment by the old clock is tried now, and `health` says it. */
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
