import { doctorMessage } from '../../chat/say/operate/doctor.ts';
import { examine } from '../../flows/overview/examine.ts';
import type { Command } from '../command.ts';

export const doctor: Command = {
  verb: 'doctor',
  example: 'doctor',
  does: 'check tokens, scopes, the admin channel and the clock, and whether every app and roster can be read',
  group: 'run',
  keys: [],
  async answer(context) {
    const checks = await examine(context);
    const ok = checks.every(({ state }) => state !== 'bad');
    return { ok, message: doctorMessage(checks), json: { ok, checks } };
  },
};
