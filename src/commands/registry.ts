import { access } from './access/access.ts';
import { columns } from './access/columns.ts';
import { asked } from './asking/asked.ts';
import type { Command } from './command.ts';
import { add } from './decide/add.ts';
import { clearing } from './decide/clearing.ts';
import { known } from './decide/known.ts';
import { link } from './decide/link.ts';
import { rule } from './decide/rule.ts';
import { rules } from './decide/rules.ts';
import { snooze } from './decide/snooze.ts';
import { undo } from './decide/undo.ts';
import { why } from './decide/why.ts';
import { exportCommand } from './export/export.ts';
import { groups } from './groups/groups.ts';
import { helpOn } from './help.ts';
import { subscribers } from './licenses/subscribers.ts';
import { subscriptions } from './licenses/subscriptions.ts';
import { savings } from './money/savings.ts';
import { simulate } from './money/simulate.ts';
import { audit } from './operate/audit.ts';
import { backup } from './operate/backup.ts';
import { connect } from './operate/connect.ts';
import { connectors } from './operate/connectors.ts';
import { doctor } from './operate/doctor.ts';
import { downgradeCheck } from './operate/downgrade-check.ts';
import { fleet } from './operate/fleet.ts';
import { promote } from './operate/promote.ts';
import { read } from './operate/read.ts';
import { restore } from './operate/restore.ts';
import { sync } from './operate/sync.ts';
import { app } from './overview/app.ts';
import { digest } from './overview/digest.ts';
import { figures } from './overview/figures.ts';
import { health } from './overview/health.ts';
import { status } from './overview/status.ts';
import { who } from './overview/who.ts';
import { approve, cancel } from './removal/decide-plan.ts';
import { removals } from './removal/removals.ts';
import { remove } from './removal/remove.ts';

/** All commands, in the order in which help lists them. */
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
  removals,
  asked,
  figures,
  digest,
  health,
  audit,
  exportCommand,
  known,
  add,
  link,
  remove,
  approve,
  cancel,
  rule,
  snooze,
  undo,
  sync,
  read,
  connect,
  connectors,
  backup,
  restore,
  promote,
  fleet,
  downgradeCheck,
  doctor,
  helpOn(() => COMMANDS),
];
