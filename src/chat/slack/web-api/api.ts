import { z } from 'zod';
import {
  classifyNetworkError,
  DeliveryError,
  type DeliveryErrorDetails,
  type DeliveryFailure,
} from '../../delivery-error.ts';

/** The Web API as we use it: one call, one request, no retries. The outbox decides what is tried again. */
export interface SlackApi {
  /** Throws `SlackApiError`. What comes back is what Slack said, not yet believed. */
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** How far Slack's clock was ahead of ours in its last answer, in milliseconds; `null` before the first. */
  skewMs(): number | null;
}

/** Where the SDK writes its warnings; pino's logger is one. */
export interface SlackLog {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** `code` is Slack's word, `detail` what Slack says beyond it. */
export class SlackApiError extends DeliveryError {
  override readonly name = 'SlackApiError';

  constructor(kind: DeliveryFailure, code: string, more: DeliveryErrorDetails = {}) {
    super('Slack', kind, code, more);
  }
}

/** Reads what Slack answered; an answer of another shape is as good as none. */
export async function callFor<T>(
  api: SlackApi,
  shape: z.ZodType<T>,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<T> {
  const read = shape.safeParse(await api.call(method, args));
  if (read.success) return read.data;
  throw new SlackApiError('unknown', 'unexpected_response', {
    detail: z.prettifyError(read.error).slice(0, 200),
  });
}

export function slackNetworkError(error: unknown): SlackApiError {
  const { kind, code } = classifyNetworkError(error);
  return new SlackApiError(kind, code, { cause: error });
}
