/** Who is at this phone, what it holds, and how it stands with the server: what every screen reads. */
import { markRaw, reactive } from "vue";
import { readDevice, type Database, type Device } from "../store/database.ts";
import { untroubled, type Guard } from "../store/guard.ts";
import * as outbox from "../store/outbox.ts";
import { leaveTrace, type Trace } from "../store/traces.ts";
import { unseal, type Keys } from "../store/vault.ts";
import { Server, type Credentials } from "../wire/server.ts";
import type { List, Problem } from "../wire/shapes.ts";
import { ui } from "../words/index.ts";

export type Phase = "starting" | "unfit" | "new" | "cleared" | "locked" | "leased-out" | "ended" | "wiped" | "open";

interface Session {
  phase: Phase;
  worker: string;
  guard: Guard;
  count: outbox.Summary;
  contactAt: number;
  leaseUntil: number;
  listAt: number;
  busy: boolean;
  unreached: boolean;
  refused: Problem | null;
  trace: Trace | null;
  list: List | null;
  entries: outbox.Entry[];
}

export const NOTHING: outbox.Summary = { waiting: 0, photosWaiting: 0, failed: 0, oldestWaiting: null };

export const session: Session = reactive({
  phase: "starting", worker: "", guard: untroubled, count: NOTHING, contactAt: 0, leaseUntil: 0, listAt: 0,
  busy: false, unreached: false, refused: null, trace: null, list: null, entries: [],
});

/** What no screen sees: the open database, and the keys while the phone is open. */
export const held: { db: Database; keys: Keys | null } = { db: undefined as unknown as Database, keys: null };

export const server = new Server(undefined, () => (ui.english ? "en" : "zh-hans"));

/** Read anew what the outbox holds and how the device stands. */
export async function look(): Promise<void> {
  const device = await readDevice(held.db);
  if (device) await standing(device);
  // thousands at a gate: replaced as a whole, never watched one by one
  if (held.keys) session.entries = markRaw(await outbox.entries(held.db, held.keys.outbox, session.entries));
}

/** Show how the device stands. */
export async function standing(device: Device): Promise<void> {
  session.count = await outbox.summary(held.db);
  leaveTrace(session.count.waiting, Date.now());
  Object.assign(session, {
    worker: device.worker, guard: device.guard, contactAt: device.contactAt, leaseUntil: device.leaseUntil,
    listAt: device.listAt,
  });
}

/** Return what a request of this phone is signed with. */
export async function credentials(device: Device): Promise<Credentials> {
  return { token: await unseal<string>(device.ownKey, device.token), sign: device.pair.privateKey };
}
