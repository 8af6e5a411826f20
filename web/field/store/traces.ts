/** What stays when the browser throws the database away: that there was one, and how much waited. */
const NAME = "anlin-field-trace";

export interface Trace {
  waiting: number;
  at: number;
}

/** Remember how much waits now. */
export function leaveTrace(waiting: number, now: number): void {
  localStorage.setItem(NAME, JSON.stringify({ waiting, at: now } satisfies Trace));
}

/** Return what was remembered, if anything was. */
export function findTrace(): Trace | null {
  const kept = localStorage.getItem(NAME);
  return kept ? (JSON.parse(kept) as Trace) : null;
}

/** Forget it: the worker was told, or everything was given up on purpose. */
export const dropTrace = (): void => localStorage.removeItem(NAME);
