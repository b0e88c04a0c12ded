/*
 * node --require moved-clock.cjs: the clock of the process, and of its threads, is ahead of the machine's by as many milliseconds as
 * the file CLOCK_FILE says, and jumps when the file is written. Timers and performance.now() go on as they are, as on a real machine.
 */
const { readFileSync } = require('node:fs');
const file = process.env.CLOCK_FILE;
if (file !== undefined) {
  const Real = Date;
  const LOOK_MS = 20;
  let [offset, looked] = [0, Number.NEGATIVE_INFINITY];
  const ahead = () => {
    if (performance.now() - looked >= LOOK_MS) {
      looked = performance.now();
      offset = Number(readFileSync(file, 'utf8')) || offset;
    }
    return offset;
  };
  globalThis.Date = class extends Real {
    constructor(...args) {
      if (args.length === 0) super(Real.now() + ahead());
      else super(...args);
    }
    static now() {
      return Real.now() + ahead();
    }
  };
}
