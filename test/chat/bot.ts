import type { Bot } from '../../src/chat/platform.ts';

/** A bot that answers with `handle`, knows no people and opens no forms. */
export function botThat(handle: Bot['handle'], more: Partial<Bot> = {}): Bot {
  const nothing = { summary: 'Nothing here.', title: 'Nothing here.', body: [], buttons: [] };
  return {
    handle,
    mayRepeat: () => true,
    openForm: async () => nothing,
    submitForm: async () => ({ said: nothing, command: 'help' }),
    findPeople: async () => [],
    homePage: async () => ({ summary: nothing.summary, sections: [] }),
    ...more,
  };
}
