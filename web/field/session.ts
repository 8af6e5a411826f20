/** Who is at this phone, what it holds, and how it stands with the server: what every screen reads. */
import { reactive } from "vue";
import { pack, unpack } from "./store/bundle.ts";
import { changeDevice, keepDevice, openDatabase, readDevice, wipeAll, wipeCache, type Database, type Device } from "./store/database.ts";
import { afterWrong, isTooMany, untroubled, type Guard } from "./store/guard.ts";
import { isOver } from "./store/lease.ts";
import * as outbox from "./store/outbox.ts";
import { dropTrace, findTrace, leaveTrace, type Trace } from "./store/traces.ts";
import * as vault from "./store/vault.ts";
import { expand } from "./wire/expand.ts";
import { pause } from "./wire/pace.ts";
import { bytesOf, Later, makeSigningKey, Refused, Server, type Credentials } from "./wire/server.ts";
import type { Enrolled, List, Problem, Told } from "./wire/shapes.ts";
import { contact, told } from "./wire/sync.ts";
import { ui } from "./words/index.ts";

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

const NOTHING: outbox.Summary = { waiting: 0, photosWaiting: 0, failed: 0, oldestWaiting: null };
const OUT = new Set(["device-ended", "device-needed", "proof-wrong"]);
const REFRESH = 240_000; // milliseconds between contacts when nothing waits
const REST = 300_000; // milliseconds in the background until the PIN is asked again

export const session: Session = reactive({
  phase: "starting", worker: "", guard: untroubled, count: NOTHING, contactAt: 0, leaseUntil: 0, listAt: 0,
  busy: false, unreached: false, refused: null, trace: null, list: null, entries: [],
});

const server = new Server(undefined, () => (ui.english ? "en" : "zh-hans"));
let db: Database;
let keys: vault.Keys | null = null;
let failures = 0;
let timer = 0;
let wanted = false; // something came up while a contact was under way

/** Find out in which state the phone is; nothing of what it holds is shown yet. */
export async function start(): Promise<void> {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) {
    session.phase = "unfit";
    return;
  }
  db = await openDatabase();
  const device = await readDevice(db);
  session.trace = findTrace();
  if (!device) {
    session.phase = session.trace ? "cleared" : "new";
    return;
  }
  await standing(device);
  session.phase = device.serverPart ? "locked" : "leased-out";
  await checkLease();
  void navigator.storage?.persist?.();
}

/** Enrol this phone with the code of the supervisor's screen, under a PIN. */
export async function enrol(code: string, name: string, pin: string): Promise<void> {
  const pair = await makeSigningKey();
  const given = await server.enrol(code, pair, name);
  await wipeAll(db);
  const serverPart = await vault.holdServerPart(bytesOf(given.share));
  const [lock, opened] = await vault.close(pin, serverPart);
  const ownKey = await vault.makeOwnKey();
  await keepDevice(db, {
    name, pair, ownKey, lock, lastSeq: 0, listTag: "", listAt: 0, ...(await letIn(given, ownKey)), serverPart,
  });
  keys = opened;
  await navigator.storage?.persist?.();
  await enter();
}

/** Let this phone in again as the one it was: it keeps its numbers, its PIN and what waits. */
export async function enrolAgain(code: string): Promise<void> {
  const device = (await readDevice(db)) as Device;
  const given = await server.enrol(code, device.pair, device.name);
  const serverPart = await vault.holdServerPart(bytesOf(given.share));
  await standing(await changeDevice(db, { ...(await letIn(given, device.ownKey)), serverPart }));
  Object.assign(session, { phase: "locked", unreached: false, refused: null });
}

async function letIn(given: Enrolled, ownKey: CryptoKey) {
  const now = Date.now();
  return {
    id: given.device, worker: given.person.name, token: await vault.seal(ownKey, given.token), epoch: given.epoch,
    guard: untroubled, contactAt: now, seenAt: now, leaseUntil: now + Date.parse(given.lease_until) - Date.parse(given.now),
  };
}

/** Open the phone with the PIN; false if it was a wrong one. */
export async function unlock(pin: string): Promise<boolean> {
  const device = await readDevice(db);
  if (!device?.serverPart || Date.now() < device.guard.nextAt) return false;
  try {
    const [lock, opened] = await vault.open(pin, device.serverPart, device.lock);
    keys = opened;
    await changeDevice(db, { lock, guard: untroubled });
  } catch (error) {
    if (!(error instanceof vault.WrongPin)) throw error;
    await countWrong(device);
    return false;
  }
  await enter();
  return true;
}

async function countWrong(device: Device): Promise<void> {
  const guard = afterWrong(device.guard, Date.now());
  await standing(await changeDevice(db, { guard }));
  if (isTooMany(guard)) await leaseOut();
}

async function enter(): Promise<void> {
  const kept = await db.get("cache", "list");
  session.list = kept && keys ? expand(await vault.unseal<Told>(keys.cache, kept)) : null;
  await look();
  session.phase = "open";
  void sync();
}

/** Close the phone: keys and everything shown are forgotten. */
export function lock(): void {
  if (session.phase !== "open") return;
  keys = null;
  Object.assign(session, { phase: "locked", list: null, entries: [] });
}

/** Keep an entry; it is sent as soon as the server can be reached. */
export async function record(draft: outbox.Draft, photos: outbox.NewPhoto[] = []): Promise<void> {
  if (!keys) throw new Error("the phone is locked");
  await outbox.add(db, keys.outbox, draft, photos, Date.now());
  await look();
  void sync();
}

/** Pack what waits into a file that these letters open. */
export async function takeOut(letters: string): Promise<string> {
  return keys ? pack(db, keys.outbox, letters) : "";
}

/** Take back what a file holds; return how many entries were new here. */
export async function bringBack(file: string, letters: string): Promise<number> {
  if (!keys) return 0;
  const fresh = await unpack(db, keys.outbox, file, letters, Date.now());
  await look();
  void sync();
  return fresh;
}

/** Read anew what the outbox holds and how the device stands. */
async function look(): Promise<void> {
  const device = await readDevice(db);
  if (device) await standing(device);
  if (keys) session.entries = await outbox.entries(db, keys.outbox);
}

async function standing(device: Device): Promise<void> {
  session.count = await outbox.summary(db);
  leaveTrace(session.count.waiting, Date.now());
  Object.assign(session, {
    worker: device.worker, guard: device.guard, contactAt: device.contactAt, leaseUntil: device.leaseUntil,
    listAt: device.listAt,
  });
}

/** Get in touch with the server once; whatever comes of it is shown, and tried again in time. */
export async function sync(): Promise<void> {
  if (session.phase !== "open") return;
  if (session.busy) {
    wanted = true;
    return;
  }
  session.busy = true;
  wanted = false;
  let wait: number | null = null;
  try {
    await alone(once);
    failures = 0;
    Object.assign(session, { unreached: false, refused: null });
  } catch (error) {
    wait = await failed(error);
  } finally {
    session.busy = false;
  }
  const more = failures > 0 || session.count.waiting > 0;
  if (wanted && !failures) again(0);
  else again(more ? pause(failures, wait, Math.random()) : REFRESH);
}

async function once(): Promise<void> {
  if (!keys) return;
  const device = (await readDevice(db)) as Device;
  const newer = await contact({ db, keys, server, by: await credentials(device) });
  if (newer && keys) session.list = expand(newer);
  await look();
}

/** Let one page at a time send: two would only repeat each other. */
function alone(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request("anlin-field-sync", work) : work();
}

async function failed(error: unknown): Promise<number | null> {
  failures += 1;
  if (error instanceof Later) {
    session.unreached = true;
    await look();
    return error.wait;
  }
  if (!(error instanceof Refused)) throw error;
  session.refused = error.problem;
  if (OUT.has(error.problem.code)) await end(error.problem.wipe === true);
  return null;
}

/** The supervisor ended this phone: the list goes at once, on demand everything. */
async function end(everything: boolean): Promise<void> {
  lock();
  if (everything) {
    const by = await credentials((await readDevice(db)) as Device);
    session.trace = { waiting: session.count.waiting, at: Date.now() };
    await wipeAll(db);
    dropTrace();
    void server.wiped(by);
  } else {
    await wipeCache(db);
  }
  session.phase = everything ? "wiped" : "ended";
}

async function credentials(device: Device): Promise<Credentials> {
  return { token: await vault.unseal<string>(device.ownKey, device.token), sign: device.pair.privateKey };
}

/** Ask the server for its part again, after the lease had ended. */
export async function renew(): Promise<void> {
  const device = (await readDevice(db)) as Device;
  session.busy = true;
  try {
    const heard = await server.open(await credentials(device));
    const serverPart = await vault.holdServerPart(bytesOf(heard.value.share));
    await standing(await changeDevice(db, { ...told(heard.standing, Date.now()), serverPart, seenAt: Date.now() }));
    Object.assign(session, { unreached: false, refused: null, phase: "locked" });
  } catch (error) {
    await failed(error);
  } finally {
    session.busy = false;
  }
}

async function leaseOut(): Promise<void> {
  lock();
  await wipeCache(db);
  session.phase = "leased-out";
}

async function checkLease(): Promise<void> {
  const device = await readDevice(db);
  if (!device?.serverPart) return;
  const now = Date.now();
  if (isOver(now, device.leaseUntil, device.seenAt)) await leaseOut();
  else await changeDevice(db, { seenAt: Math.max(now, device.seenAt) });
}

function again(wait: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void sync(), wait);
}

/** Begin anew on purpose, giving up whatever was kept. */
export async function beginAnew(): Promise<void> {
  await wipeAll(db);
  dropTrace();
  Object.assign(session, { phase: "new", trace: null, count: NOTHING, worker: "", refused: null });
}

let hiddenAt = 0;
/** Follow the page and the network: come back, go away, rest. */
export function follow(): void {
  window.addEventListener("online", () => void sync());
  window.setInterval(() => void checkLease(), 60_000);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
    } else {
      if (hiddenAt && Date.now() - hiddenAt > REST) lock();
      void checkLease().then(sync);
    }
  });
}
