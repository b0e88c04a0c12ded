import { Cron } from 'croner';

/** Whether the text is a schedule: five fields (or six, with seconds first). */
export function isSchedule(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) return false;
  try {
    return new Cron(expression, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** The first moment of the schedule after another. Throws when it never comes. */
export function nextMoment(schedule: string, timezone: string, after: Date): Date {
  const at = new Cron(schedule, { timezone, paused: true }).nextRun(after);
  if (at === null) throw new Error(`the schedule ${schedule} never comes`);
  return at;
}

export interface Job {
  readonly name: string;
  readonly schedule: string;
  /** The time zone the schedule is written for. */
  readonly timezone: string;
  readonly now: () => Date;
  run(): Promise<void>;
  onError(error: unknown): void;
}

export interface ScheduledJob {
  /** The first moment of the schedule after now. */
  next(): Date;
  /** Runs the job when its moment has come; called every second. */
  look(): void;
  stop(): Promise<void>;
}

const LOOK_MS = 1000;

/**
 * Runs the job on its schedule. While a run is still under way, the next one is skipped. The plan is worked out again every
 * second, so that it follows a clock that is set forward or back. A moment that does not exist because clocks go forward becomes the first
 * moment after the gap.
 */
export function startJob(job: Job): ScheduledJob {
  const scheduled = planJob(job);
  const timer = setInterval(() => scheduled.look(), LOOK_MS);
  return {
    ...scheduled,
    stop: async () => {
      clearInterval(timer);
      await scheduled.stop();
    },
  };
}

/** The same without a timer. */
export function planJob({ name, schedule, timezone, now, run, onError }: Job): ScheduledJob {
  const cron = new Cron(schedule, { timezone, paused: true });
  const after = (moment: Date) => {
    const at = cron.nextRun(moment);
    if (at === null) throw new Error(`the schedule ${schedule} of ${name} never comes`);
    return at;
  };
  let due = after(now());
  let running: Promise<void> | null = null;
  return {
    next: () => after(now()),
    look() {
      const moment = now();
      const next = after(moment);
      const came = moment >= due;
      if (came || next < due) due = next;
      if (!came || running !== null) return;
      running = run()
        .catch(onError)
        .finally(() => {
          running = null;
        });
    },
    stop: async () => {},
  };
}
