import { access } from './access.ts';
import { add } from './add.ts';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { clearing } from './clearing.ts';
import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { health } from './health.ts';
import { helpOn } from './help.ts';
import { known } from './known.ts';
import { link } from './link.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { who } from './who.ts';

/** In the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  status,
  app,
  access,
  who,
  clearing,
  digest,
  health,
  audit,
  known,
  add,
  link,
  snooze,
  sync,
  backup,
  doctor,
  helpOn(() => COMMANDS),
];
