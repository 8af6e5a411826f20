/** How long a phone may hold the list without a word from the server. */
const SET_BACK = 3_600_000; // milliseconds a clock may fall behind itself before it is not believed

/** Tell whether the lease has ended; a clock that was set back ends it, too. */
export function isOver(now: number, leaseUntil: number, seenAt: number): boolean {
  return now >= leaseUntil || now < seenAt - SET_BACK;
}
