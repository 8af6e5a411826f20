/** What lies on the phone: keys, the sealed list, the outbox, photos. Names and entries are always sealed. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Problem } from "../wire/shapes.ts";
import type { Guard } from "./guard.ts";
import type { Lock, Sealed } from "./vault.ts";

export type State = "waiting" | "accepted" | "duplicate" | "conflict" | "quarantined";

/** One entry of the outbox: open are only its place in the row and what became of it. */
export interface Kept {
  seq: number;
  id: string;
  madeAt: number;
  state: State;
  problem: Problem | null; // why it did not simply arrive
  sentAt: number | null;
  body: Sealed;
}

/** A photo: open are only its fingerprint, to which entry it belongs, and whether it arrived. */
export interface Photo {
  sha256: string;
  seq: number;
  type: string;
  size: number;
  waits: 0 | 1;
  problem: Problem | null;
  data: Sealed;
}

/** A photo by its entry and its fingerprint: one picture may belong to several. */
export type PhotoKey = [seq: number, sha256: string];

/** What the phone knows before a PIN is typed. */
export interface Device {
  id: number;
  name: string;
  worker: string;
  ownKey: CryptoKey;
  pair: CryptoKeyPair;
  token: Sealed; // under ownKey
  lock: Lock;
  serverPart: CryptoKey | null; // null once the lease has ended
  guard: Guard;
  lastSeq: number;
  epoch: string;
  contactAt: number;
  leaseUntil: number;
  seenAt: number; // the latest moment this phone has seen
  listTag: string;
  listAt: number; // when the list was last fetched or confirmed
}

interface Shape extends DBSchema {
  device: { key: string; value: Device };
  cache: { key: string; value: Sealed };
  outbox: { key: number; value: Kept; indexes: { state: State } };
  photos: { key: PhotoKey; value: Photo; indexes: { seq: number; waits: [number, number] } };
}

export type Database = IDBPDatabase<Shape>;
const THIS = "this";

/** Open the phone's database, making it the first time. */
export function openDatabase(name = "anlin-field"): Promise<Database> {
  return openDB<Shape>(name, 1, {
    upgrade(db) {
      db.createObjectStore("device");
      db.createObjectStore("cache");
      db.createObjectStore("outbox", { keyPath: "seq" }).createIndex("state", "state");
      const photos = db.createObjectStore("photos", { keyPath: ["seq", "sha256"] });
      photos.createIndex("seq", "seq");
      photos.createIndex("waits", ["waits", "seq"]);
    },
  });
}

export const readDevice = (db: Database): Promise<Device | undefined> => db.get("device", THIS);

export const keepDevice = (db: Database, device: Device): Promise<string> => db.put("device", device, THIS);

/** Change some of what is known of the device, in one transaction. */
export async function changeDevice(db: Database, change: Partial<Device>): Promise<Device> {
  const tx = db.transaction("device", "readwrite");
  const before = await tx.store.get(THIS);
  if (!before) throw new Error("no device is enrolled");
  const after = { ...before, ...change };
  await tx.store.put(after, THIS);
  await tx.done;
  return after;
}

/** Destroy what came from the server; what was entered here stays, sealed. */
export async function wipeCache(db: Database): Promise<Device> {
  const device = await readDevice(db);
  if (!device) throw new Error("no device is enrolled");
  await db.clear("cache");
  return changeDevice(db, { lock: { ...device.lock, cache: null }, serverPart: null, listTag: "" });
}

/** Destroy everything, entries too. */
export async function wipeAll(db: Database): Promise<void> {
  const tx = db.transaction(["device", "cache", "outbox", "photos"], "readwrite");
  await Promise.all([
    tx.objectStore("device").clear(), tx.objectStore("cache").clear(),
    tx.objectStore("outbox").clear(), tx.objectStore("photos").clear(), tx.done,
  ]);
}
