import { z } from 'zod';
import {
  classifyNetworkError,
  DeliveryError,
  type DeliveryErrorDetails,
  type DeliveryFailure,
} from '../../delivery-error.ts';

/** The Web API as we use it: one call, one request, no retries. The outbox decides what is tried again. */
export interface SlackApi {
  /** Resolves to Slack's answer, not yet checked. Throws `SlackApiError`. */
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** How far Slack's clock was ahead of ours at its last answer, in milliseconds; `null` before the first answer. */
  skewMs(): number | null;
}

/** Where problems are logged; pino's logger fits. */
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

/** Calls a method and checks its answer. An answer of another shape is treated like a lost one. */
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
