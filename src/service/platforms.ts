import type { ChatPlatform } from '../chat/platform.ts';
import type { SendFile } from '../commands/command.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { Caller } from '../domain/caller.ts';

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

/** Sends files through the platform on which they were asked for; `null` if it takes none. */
export function fileSender(chat: readonly ChatPlatform[], to: Caller): SendFile | null {
  const platform = chat.find(({ id }) => to.on === id);
  if (platform?.sendFile === undefined || platform.filesReach?.(to) === false) return null;
  return platform.sendFile.bind(platform, to);
}
