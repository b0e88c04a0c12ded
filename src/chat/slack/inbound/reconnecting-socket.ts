/** The part of the SDK's socket that is used here. */
interface Socket {
  start(): Promise<unknown>;
  disconnect(): Promise<void>;
  on(event: 'disconnected', listener: () => void): unknown;
}

/** Opens the socket, and opens it again whenever it closes, with a longer wait after each failure. */
export function createReconnectingSocket(
  socket: Socket,
  onChange: (state: 'open' | 'closed', why: string) => void,
): { start(): Promise<void>; stop(): Promise<void> } {
  let stopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    try {
      await socket.start();
      failures = 0;
      onChange('open', '');
    } catch (error) {
      failures++;
      reconnect(error instanceof Error ? error.message : 'the socket was closed');
    }
  }

  function reconnect(why: string): void {
    if (stopped || timer !== undefined) return;
    onChange('closed', why);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, wait);
  }

  socket.on('disconnected', () => reconnect('Slack closed the socket'));
  return {
    start: connect,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await socket.disconnect().catch(() => {});
    },
  };
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 60_000;
