import { access } from './access.ts';
import { add } from './add.ts';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { clearing } from './clearing.ts';
import { columns } from './columns.ts';
import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { groups } from './groups.ts';
import { health } from './health.ts';
import { helpOn } from './help.ts';
import { known } from './known.ts';
import { link } from './link.ts';
import { rule } from './rule.ts';
import { rules } from './rules.ts';
import { savings } from './savings.ts';
import { simulate } from './simulate.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { subscribers } from './subscribers.ts';
import { subscriptions } from './subscriptions.ts';
import { sync } from './sync.ts';
import { who } from './who.ts';
import { why } from './why.ts';

/** In the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  status,
  app,
  access,
  columns,
  who,
  groups,
  clearing,
  savings,
  simulate,
  subscriptions,
  subscribers,
  why,
  rules,
  digest,
  health,
  audit,
  exportCommand,
  known,
  add,
  link,
  rule,
  snooze,
  sync,
  backup,
  doctor,
  helpOn(() => COMMANDS),
];
