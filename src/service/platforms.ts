import type { LoadedConfig } from '../config/config.ts';

/**
 * Where alerts and digests go, according to the environment; with no chat set up, the terminal is the chat. The service and
 * every shell command ask here, so that the service sends what a shell command queued.
 */
export function platformsOf({ environment }: Pick<LoadedConfig, 'environment'>): readonly string[] {
  const chats = [
    ...(environment.slack === null ? [] : ['slack']),
    ...(environment.teams === null ? [] : ['teams']),
  ];
  return chats.length === 0 ? ['terminal'] : chats;
}
