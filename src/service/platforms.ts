import type { LoadedConfig } from '../config/config.ts';

/**
 * Where alerts and digests go, as the environment says; with no chat set up, the terminal is the chat. The service and every
 * shell command ask here, so that what one of them wants said is said by the other.
 */
export function platformsOf({ environment }: Pick<LoadedConfig, 'environment'>): readonly string[] {
  const chats = [
    ...(environment.slack === null ? [] : ['slack']),
    ...(environment.teams === null ? [] : ['teams']),
  ];
  return chats.length === 0 ? ['terminal'] : chats;
}
