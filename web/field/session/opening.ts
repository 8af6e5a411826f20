/** Opening the phone: found as it was left, enrolled, enrolled again, unlocked by the PIN. */
import { changeDevice, keepDevice, openDatabase, readDevice, wipeAll, type Device } from "../store/database.ts";
import { afterWrong, isTooMany, untroubled } from "../store/guard.ts";
import { findTrace } from "../store/traces.ts";
import * as vault from "../store/vault.ts";
import { expand } from "../wire/expand.ts";
import { bytesOf, makeSigningKey } from "../wire/server.ts";
import type { Enrolled, Told } from "../wire/shapes.ts";
import { checkLease, leaseOut } from "./closing.ts";
import { sync } from "./line.ts";
import { held, look, server, session, standing } from "./state.ts";

/** Find out in which state the phone is; nothing of what it holds is shown yet. */
export async function start(): Promise<void> {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) {
    session.phase = "unfit";
    return;
  }
  held.db = await openDatabase();
  const device = await readDevice(held.db);
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
  await wipeAll(held.db);
  const serverPart = await vault.holdServerPart(bytesOf(given.share));
  const [lock, opened] = await vault.close(pin, serverPart);
  const ownKey = await vault.makeOwnKey();
  await keepDevice(held.db, {
    name, pair, ownKey, lock, lastSeq: 0, listTag: "", listAt: 0, ...(await letIn(given, ownKey)), serverPart,
  });
  held.keys = opened;
  await navigator.storage?.persist?.();
  await enter();
}

/** Let this phone in again as the one it was: it keeps its numbers, its PIN and what waits. */
export async function enrolAgain(code: string): Promise<void> {
  const device = (await readDevice(held.db)) as Device;
  const given = await server.enrol(code, device.pair, device.name);
  const serverPart = await vault.holdServerPart(bytesOf(given.share));
  await standing(await changeDevice(held.db, { ...(await letIn(given, device.ownKey)), serverPart }));
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
  const device = await readDevice(held.db);
  if (!device?.serverPart || Date.now() < device.guard.nextAt) return false;
  try {
    const [lock, opened] = await vault.open(pin, device.serverPart, device.lock);
    held.keys = opened;
    await changeDevice(held.db, { lock, guard: untroubled });
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
  await standing(await changeDevice(held.db, { guard }));
  if (isTooMany(guard)) await leaseOut();
}

async function enter(): Promise<void> {
  const kept = await held.db.get("cache", "list");
  session.list = kept && held.keys ? expand(await vault.unseal<Told>(held.keys.cache, kept)) : null;
  await look();
  session.phase = "open";
  void sync();
}
