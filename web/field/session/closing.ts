/** Shutting the phone: for a while, at the end of the lease, when the supervisor ends it, and for good. */
import { changeDevice, readDevice, wipeAll, wipeCache, type Device } from "../store/database.ts";
import { isOver } from "../store/lease.ts";
import { dropTrace } from "../store/traces.ts";
import { credentials, held, NOTHING, server, session } from "./state.ts";

/** Close the phone: keys and everything shown are forgotten. */
export function lock(): void {
  if (session.phase !== "open") return;
  held.keys = null;
  Object.assign(session, { phase: "locked", list: null, entries: [] });
}

/** Throw the list away, as at the end of the lease; entries stay, sealed. */
export async function leaseOut(): Promise<void> {
  lock();
  await wipeCache(held.db);
  session.phase = "leased-out";
}

/** Throw the list away once the lease is over. */
export async function checkLease(): Promise<void> {
  const device = await readDevice(held.db);
  if (!device?.serverPart) return;
  const now = Date.now();
  if (isOver(now, device.leaseUntil, device.seenAt)) await leaseOut();
  else await changeDevice(held.db, { seenAt: Math.max(now, device.seenAt) });
}

/** The supervisor ended this phone: the list goes at once, on demand everything. */
export async function end(everything: boolean): Promise<void> {
  lock();
  if (everything) {
    const by = await credentials((await readDevice(held.db)) as Device);
    session.trace = { waiting: session.count.waiting, at: Date.now() };
    await wipeAll(held.db);
    dropTrace();
    void server.wiped(by);
  } else {
    await wipeCache(held.db);
  }
  session.phase = everything ? "wiped" : "ended";
}

/** Begin anew on purpose, giving up whatever was kept. */
export async function beginAnew(): Promise<void> {
  await wipeAll(held.db);
  dropTrace();
  Object.assign(session, { phase: "new", trace: null, count: NOTHING, worker: "", refused: null });
}
