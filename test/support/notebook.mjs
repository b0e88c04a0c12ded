import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * A chat that is a file: one JSON line per post and update, on disk before it counts as sent, so that after a crash the file
 * shows exactly which messages arrived. `point` is called right before and right after a line is written.
 */
export function notebook(file, point = () => {}) {
  const note = (entry) => {
    point('before', entry.key);
    const handle = openSync(file, 'a');
    writeSync(handle, `${JSON.stringify(entry)}\n`);
    fsyncSync(handle);
    closeSync(handle);
    point('after', entry.key);
  };
  return {
    id: 'slack',
    start: async () => {},
    stop: async () => {},
    mayChange: async () => true,
    post: async (message, key) => {
      note({ key, does: 'post', to: key, quiet: false, says: message.summary, message });
      return { outcome: 'sent', ref: { message: key } };
    },
    update: async (ref, message, { key, quiet }) => {
      note({ key, does: 'edit', to: ref.message, quiet, says: message.summary, message });
      return { outcome: 'sent', ref };
    },
    find: async (key) => {
      const found = notes(file).find((entry) => entry.key === key);
      return found === undefined ? 'absent' : { message: found.to };
    },
  };
}

/** The messages in order. A line cut short by a crash was not sent. */
export function notes(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
