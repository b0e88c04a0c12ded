import { decidedWhen } from '../chat/say/decide/when.ts';
import { type Context, timestamp } from './context.ts';

/** `at 14:02` today, `on 12 Nov 14:02` before. */
export function whenText(context: Context, at: string): string {
  return decidedWhen(at, { now: timestamp(context), timezone: context.config.timezone });
}
