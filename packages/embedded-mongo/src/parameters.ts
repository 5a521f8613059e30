/** What an administrator may change while the server runs. As in MongoDB, a restart forgets it. */
export class Parameters {
  /** Queries that would walk a whole collection are refused. */
  notablescan = false;
  /** Told when `ttlMonitorSleepSecs` was set. */
  onSleepChanged: (() => void) | undefined;
  #ttlMonitorSleepSecs = 60;

  /** How long the deletion of expired documents rests between two rounds. */
  get ttlMonitorSleepSecs(): number {
    return this.#ttlMonitorSleepSecs;
  }

  set ttlMonitorSleepSecs(seconds: number) {
    this.#ttlMonitorSleepSecs = seconds;
    this.onSleepChanged?.();
  }
}
