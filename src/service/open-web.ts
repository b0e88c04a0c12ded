import type { ChatPlatform } from '../chat/platform.ts';
import type { Context } from '../flows/context.ts';
import { type Route, serveWeb, type WebServer } from '../web/server.ts';
import { probes } from './probes.ts';

export interface WebPages {
  readonly port: number;
  readonly host?: string;
  /** For a supervisor, even if nobody else calls us. */
  readonly always?: boolean;
  readonly chat: readonly ChatPlatform[];
  /** For a monitoring system. */
  readonly pages?: (isReady: () => boolean) => readonly Route[];
}

/** Opens the web server if anybody calls us; `null` where nobody does. */
export async function openWeb(
  { chat, pages, always = false, ...place }: WebPages,
  { store, log }: Context,
  isReady: () => boolean,
): Promise<WebServer | null> {
  const routes = [...chat.flatMap((platform) => platform.routes ?? []), ...(pages?.(isReady) ?? [])];
  if (routes.length === 0 && !always) return null;
  return serveWeb({
    ...place,
    routes: [...routes, ...probes(store, isReady)],
    onError: (error, path) => log.error({ error, path }, 'answering a request failed'),
  });
}
