import { schedule as cron, type ScheduledTask, validate } from 'node-cron';

/** Whether the text is a schedule: five fields (or six, with seconds first). */
export function isSchedule(expression: string): boolean {
  return validate(expression);
}

export interface Job {
  readonly name: string;
  readonly schedule: string;
  /** The time zone the schedule is written for. */
  readonly timezone: string;
  run(): Promise<void>;
  onError(error: unknown): void;
}

export interface ScheduledJob {
  /** The first moment of the schedule after now. */
  next(): Date;
  stop(): Promise<void>;
}

/** Runs the job on its schedule. While a run is still under way, the next one is skipped. */
export function startJob({ name, schedule, timezone, run, onError }: Job): ScheduledJob {
  const task: ScheduledTask = cron(schedule, () => run().catch(onError), {
    name,
    timezone,
    noOverlap: true,
    suppressMissedWarning: true,
  });
  return {
    next: () => {
      const at = task.getNextRun();
      if (at === null) throw new Error(`the schedule ${schedule} of ${name} never comes`);
      return at;
    },
    stop: async () => {
      await task.destroy();
    },
  };
}
