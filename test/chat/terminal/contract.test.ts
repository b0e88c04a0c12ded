import { platformContract, type Seat } from '../platform-contract.ts';
import { COLOUR, DRAWING, sitDown } from './desk.ts';

platformContract('the terminal with a prompt', async (handle) => {
  const desk = await sitDown(handle);
  // Removes only what readline and the prompt draw themselves; otherwise sequences from a name would go unnoticed.
  return seat(desk, () => desk.raw().replaceAll(DRAWING, '').replaceAll('\r', ''));
});

platformContract('the terminal with colours', async (handle) => {
  const desk = await sitDown(handle, { colour: true });
  return seat(desk, () => desk.raw().replaceAll(DRAWING, '').replaceAll(COLOUR, '').replaceAll('\r', ''));
});

platformContract('the terminal as a service', async (handle) => {
  const desk = await sitDown(handle, { isTTY: false });
  return seat(desk, desk.raw, '\n');
});

function seat(desk: Awaited<ReturnType<typeof sitDown>>, seen: () => string, enter = '\r'): Seat {
  return {
    platform: desk.platform,
    seen,
    leave: desk.leave,
    type: (command) => desk.keys(`${command}${enter}`),
    async press(label, confirm) {
      const number = seen().match(new RegExp(`.*\\[(\\d+)\\] ${label}`, 's'))?.[1];
      if (number === undefined) throw new Error(`no choice says ${label}`);
      await desk.keys(`${number}${enter}`);
      if (confirm !== undefined) await desk.keys(`${confirm}${enter}`);
    },
  };
}
