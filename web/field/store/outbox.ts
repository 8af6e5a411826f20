/** The outbox: everything entered on this phone, numbered without a gap, until long after it arrived. */
import { v7 } from "uuid";
import { readDevice, type Database, type Device, type Kept, type Photo, type PhotoKey, type State } from "./database.ts";
import { openBytes, seal, sealBytes, unseal, type Sealed } from "./vault.ts";
import type { Item, Problem, Receipt } from "../wire/shapes.ts";

const DAY = 86_400_000;
export const KEEP = 14 * DAY;
export const WARN_AFTER = DAY;
const WAITING = IDBKeyRange.bound([1, 0], [1, Infinity]);
const DONE: ReadonlySet<State> = new Set(["accepted", "duplicate", "conflict", "quarantined"]);

/** What an entry says; its id and number are given when it is kept. */
export interface Draft {
  kind: string;
  at: string;
  body: Record<string, unknown>;
}

export interface NewPhoto {
  sha256: string;
  type: string;
  bytes: ArrayBuffer;
}

/** Keep an entry with its photos under the next number: all of it or nothing. */
export async function add(
  db: Database, key: CryptoKey, draft: Draft, photos: NewPhoto[], now: number, id: string = v7({ msecs: now }),
): Promise<Item> {
  const sealedPhotos = await Promise.all(photos.map((photo) => sealBytes(key, photo.bytes)));
  for (;;) {
    const seq = ((await readDevice(db))?.lastSeq ?? 0) + 1;
    const item: Item = { id, seq, ...draft };
    const body = await seal(key, item);
    if (await keep(db, { seq, id, madeAt: now, state: "waiting", problem: null, sentAt: null, body }, photos, sealedPhotos)) {
      return item;
    }
  }
}

/** Write an entry and its photos if its number is still free; encrypting cannot happen inside a transaction. */
async function keep(db: Database, entry: Kept, photos: NewPhoto[], sealed: Sealed[]): Promise<boolean> {
  const tx = db.transaction(["device", "outbox", "photos"], "readwrite", { durability: "strict" }); // batteries die
  const device = (await tx.objectStore("device").get("this")) as Device;
  if (device.lastSeq + 1 !== entry.seq) {
    await tx.done;
    return false;
  }
  await tx.objectStore("device").put({ ...device, lastSeq: entry.seq }, "this");
  await tx.objectStore("outbox").add(entry);
  for (const [n, { sha256, type, bytes }] of photos.entries()) {
    const data = sealed[n] as Sealed;
    const photo: Photo = { sha256, seq: entry.seq, type, size: bytes.byteLength, waits: 1, problem: null, data };
    await tx.objectStore("photos").put(photo);
  }
  await tx.done;
  return true;
}

/** Return the oldest entries that wait, opened; at most `most`. */
export async function waiting(db: Database, key: CryptoKey, most: number): Promise<Item[]> {
  const rows = (await db.getAllFromIndex("outbox", "state", "waiting")).sort((a, b) => a.seq - b.seq);
  return Promise.all(rows.slice(0, most).map((row) => unseal<Item>(key, row.body)));
}

/** Return the highest number ever given, and the lowest that still waits after `seq`. */
export async function numbers(db: Database, seq: number): Promise<{ made: number; after: number | null }> {
  const rows = await db.getAllFromIndex("outbox", "state", "waiting");
  const later = rows.map((row) => row.seq).filter((each) => each > seq);
  return {
    made: (await readDevice(db))?.lastSeq ?? 0,
    after: later.length ? Math.min(...later) : null,
  };
}

/** A repeat of what was put aside is still aside. */
const stateOf = ({ result, was }: Receipt): State => (was && was !== "accepted" ? was : result);

/** Write down what the server said of each entry. */
export async function settle(db: Database, receipts: Receipt[], now: number): Promise<void> {
  const said = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  const tx = db.transaction("outbox", "readwrite");
  for (let at = await tx.store.index("state").openCursor("waiting"); at; at = await at.continue()) {
    const receipt = said.get(at.value.id);
    if (receipt) {
      await at.update({ ...at.value, state: stateOf(receipt), problem: receipt.problem, sentAt: now });
    }
  }
  await tx.done;
}

/** Offer again every entry that was sent and that the server does not hold, with its photos. */
export async function offerWhatIsMissing(db: Database, have: [number, number][]): Promise<void> {
  const holds = (seq: number): boolean => have.some(([first, last]) => first <= seq && seq <= last);
  const tx = db.transaction(["outbox", "photos"], "readwrite");
  const [kept, photos] = [tx.objectStore("outbox"), tx.objectStore("photos").index("seq")];
  for (const seq of (await kept.getAllKeys()).filter((each) => !holds(each))) {
    const entry = (await kept.get(seq)) as Kept;
    if (entry.state === "waiting") continue;
    await kept.put({ ...entry, state: "waiting", problem: null, sentAt: null });
    for (let its = await photos.openCursor(seq); its; its = await its.continue()) {
      await its.update({ ...its.value, waits: 1, problem: null });
    }
  }
  await tx.done;
}

/** Offer every photo again: the server went back to an earlier day and may have lost some. */
export async function offerPhotosAgain(db: Database): Promise<void> {
  const tx = db.transaction("photos", "readwrite");
  for (let at = await tx.store.openCursor(); at; at = await at.continue()) {
    if (!at.value.waits) await at.update({ ...at.value, waits: 1, problem: null });
  }
  await tx.done;
}

/** Let go of what arrived more than a fortnight ago; what waits is never let go. */
export async function tidy(db: Database, now: number): Promise<void> {
  const tx = db.transaction(["outbox", "photos"], "readwrite");
  const [kept, photos] = [tx.objectStore("outbox"), tx.objectStore("photos")];
  const old = ({ state, sentAt }: Kept): boolean => DONE.has(state) && sentAt !== null && sentAt <= now - KEEP;
  for (const { seq } of (await kept.getAll()).filter(old)) {
    const theirs = await photos.index("seq").getAll(seq);
    if (theirs.some((photo) => photo.waits)) continue;
    for (const photo of theirs) await photos.delete([seq, photo.sha256]);
    await kept.delete(seq);
  }
  await tx.done;
}

export interface Entry extends Item {
  state: State;
  problem: Problem | null;
  madeAt: number;
  sentAt: number | null;
  photos: number;
}

/** Return every kept entry, opened, newest first; what was `opened` before is not opened again. */
export async function entries(db: Database, key: CryptoKey, opened: Entry[] = []): Promise<Entry[]> {
  const before = new Map(opened.map((entry) => [entry.id, entry]));
  const [rows, photos] = await Promise.all([db.getAll("outbox"), photoCounts(db)]);
  const found = await Promise.all(
    rows.map(async ({ id, state, problem, madeAt, sentAt, seq, body }) => ({
      ...(before.get(id) ?? (await unseal<Item>(key, body))), state, problem, madeAt, sentAt, photos: photos.get(seq) ?? 0,
    })),
  );
  return found.reverse();
}

async function photoCounts(db: Database): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const tx = db.transaction("photos");
  for (let at = await tx.store.index("seq").openKeyCursor(); at; at = await at.continue()) {
    counts.set(at.key, (counts.get(at.key) ?? 0) + 1);
  }
  return counts;
}

/** Return the photos that wait although their entry has arrived. */
export async function photosToSend(db: Database): Promise<{ photo: PhotoKey; item: string }[]> {
  const tx = db.transaction(["outbox", "photos"]);
  const found: { photo: PhotoKey; item: string }[] = [];
  const index = tx.objectStore("photos").index("waits");
  for (let at = await index.openKeyCursor(WAITING); at; at = await at.continue()) {
    const entry = await tx.objectStore("outbox").get(at.key[1]);
    if (entry && entry.state !== "waiting") found.push({ photo: at.primaryKey, item: entry.id });
  }
  return found;
}

/** Return one photo, opened. */
export async function photo(db: Database, key: CryptoKey, which: PhotoKey): Promise<NewPhoto | null> {
  const kept = await db.get("photos", which);
  return kept ? { sha256: kept.sha256, type: kept.type, bytes: await openBytes(key, kept.data) } : null;
}

/** Write down that the server has a photo, or why it does not take it. */
export async function settlePhoto(db: Database, which: PhotoKey, problem: Problem | null = null): Promise<void> {
  const kept = await db.get("photos", which);
  if (kept) await db.put("photos", { ...kept, waits: 0, problem });
}

/** Numbers that may be shown before a PIN is typed. */
export interface Summary {
  waiting: number;
  photosWaiting: number;
  failed: number;
  oldestWaiting: number | null;
}

/** Count what waits and what the server could not simply take. */
export async function summary(db: Database): Promise<Summary> {
  const rows = await db.getAllFromIndex("outbox", "state", "waiting");
  const [conflicts, held, photos] = await Promise.all([
    db.countFromIndex("outbox", "state", "conflict"),
    db.countFromIndex("outbox", "state", "quarantined"),
    db.countFromIndex("photos", "waits", WAITING),
  ]);
  const oldest = rows.reduce((least, row) => Math.min(least, row.madeAt), Infinity);
  return {
    waiting: rows.length, photosWaiting: photos, failed: conflicts + held,
    oldestWaiting: rows.length ? oldest : null,
  };
}
