/** How long somebody who types wrong PINs has to wait, and when the list is destroyed. */
export const TRIES_BEFORE_WIPE = 10;
const FREE_TRIES = 3;
const FIRST_WAIT = 30_000; // milliseconds
const LONGEST_WAIT = 3_600_000;

export interface Guard {
  wrong: number;
  nextAt: number; // milliseconds since 1970
}

export const untroubled: Guard = { wrong: 0, nextAt: 0 };

/** Count one more wrong PIN: the first few cost nothing, each further one twice the wait before. */
export function afterWrong(guard: Guard, now: number): Guard {
  const wrong = guard.wrong + 1;
  const over = wrong - FREE_TRIES;
  const wait = over > 0 ? Math.min(FIRST_WAIT * 2 ** (over - 1), LONGEST_WAIT) : 0;
  return { wrong, nextAt: now + wait };
}

/** Tell whether this many wrong PINs cost the list. */
export const isTooMany = (guard: Guard): boolean => guard.wrong >= TRIES_BEFORE_WIPE;
