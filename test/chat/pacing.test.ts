import { expect, test } from 'vitest';
import { createAlertSender } from '../../src/chat/alert-sender.ts';

const GAP = 1000;

/** A sender on a clock that only the test moves; each wait takes as much longer as `late` says, each request as long as `takes`. */
function channel({ late, takes }: { late: readonly number[]; takes: number }) {
  let clock = 0;
  let waits = 0;
  const writes: { at: number; until: number }[] = [];
  const write = async () => {
    const at = clock;
    await Promise.resolve();
    clock += takes;
    writes.push({ at, until: clock });
    return { message: String(writes.length) };
  };
  const sender = createAlertSender({
    conversation: () => ({
      holds: () => true,
      post: write,
      edit: write,
      probe: async () => {},
      onSent: () => {},
      onFailed: () => {},
    }),
    *looksOf() {
      yield {};
      return {};
    },
    isUnfit: () => false,
    isLost: () => false,
    reasonOf: () => '',
    onDoubt: () => {},
    elapsed: () => clock,
    sleep: async (ms) => {
      clock += ms + (late[waits++ % late.length] ?? 0);
    },
    gapMs: GAP,
  });
  return { sender, writes };
}

const message = { summary: 'x', title: 'x', body: [], buttons: [] };

test('a late timer never makes the next message come too soon, edits included', async () => {
  const { sender, writes } = channel({ late: [994, 0, 400], takes: 50 });
  const ref = { message: '1' };
  await Promise.all([
    sender.post(message),
    sender.update(ref, message),
    sender.post(message),
    sender.update(ref, message),
    sender.update(ref, message),
    sender.post(message),
  ]);
  const gaps = writes.slice(1).map(({ at }, index) => at - (writes[index]?.until ?? 0));
  expect(writes).toHaveLength(6);
  expect(gaps.filter((gap) => gap < GAP)).toEqual([]);
});
