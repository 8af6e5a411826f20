/** When to try again: as the server asks, or ever more slowly; never all phones at one moment. */
const FIRST = 5_000; // milliseconds
const LONGEST = 300_000;

/** Return how long to wait after the `failures`-th failure in a row; `chance` lies in [0, 1). */
export function pause(failures: number, askedFor: number | null, chance: number): number {
  if (askedFor !== null) return Math.round(askedFor * (1 + chance / 2));
  const most = Math.min(FIRST * 2 ** Math.max(failures - 1, 0), LONGEST);
  return Math.round(most * (0.5 + chance / 2));
}

/** Read a Retry-After header, in seconds or as a date; null if there is none. */
export function retryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : null;
}
