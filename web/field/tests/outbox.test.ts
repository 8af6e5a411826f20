import { beforeEach, describe, expect, test } from "vitest";
import { keepDevice, openDatabase, readDevice, wipeCache, type Database } from "../store/database.ts";
import { untroubled } from "../store/guard.ts";
import * as outbox from "../store/outbox.ts";
import { close, holdServerPart, makeOwnKey, seal, type Keys } from "../store/vault.ts";
import { makeSigningKey } from "../wire/server.ts";
import type { Receipt } from "../wire/shapes.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2023-02-03T10:00:00Z");
const draft = (note: string): outbox.Draft => ({ kind: "contact", at: "2023-02-03T10:00:00Z", body: { subject: 1, note } });
const photo = (letter: string): outbox.NewPhoto => ({ sha256: letter.repeat(64), type: "image/jpeg", bytes: new Uint8Array([1, 2, 3]).buffer });
const told = (id: string, result: Receipt["result"] = "accepted"): Receipt => ({ id, result, problem: null });
let db: Database;
let keys: Keys;
let number = 0;

beforeEach(async () => {
  db = await openDatabase(`outbox-${number++}`);
  const serverPart = await holdServerPart(new Uint8Array(32));
  const [lock, opened] = await close("135790", serverPart, 1_000);
  keys = opened;
  const ownKey = await makeOwnKey();
  await keepDevice(db, {
    id: 1, name: "", worker: "", ownKey, pair: await makeSigningKey(), token: await seal(ownKey, ""), lock,
    serverPart, guard: untroubled, lastSeq: 0, epoch: "a", contactAt: 0, leaseUntil: 0, seenAt: 0, listTag: "", listAt: 0,
  });
});

const add = (note: string, photos: outbox.NewPhoto[] = []) => outbox.add(db, keys.outbox, draft(note), photos, NOW);

describe("the outbox", () => {
  test("numbers have no gap, also when many entries are made at once", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, (_, n) => add(String(n))));
    expect(made.map((item) => item.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect((await readDevice(db))?.lastSeq).toBe(20);
  });

  test("a deleted entry leaves its number unused for ever", async () => {
    await add("first");
    await db.delete("outbox", 1);
    expect((await add("second")).seq).toBe(2);
    expect((await outbox.waiting(db, keys.outbox, 100)).map((item) => item.seq)).toEqual([2]);
    expect(await outbox.numbers(db, 2)).toEqual({ made: 2, after: null });
  });

  test("what arrived is not sent again; what waits is, in order and unchanged", async () => {
    const [first, second] = [await add("first"), await add("second")];
    await outbox.settle(db, [told(first.id)], NOW);
    expect(await outbox.waiting(db, keys.outbox, 100)).toEqual([second]);
  });

  test("what the server lost is offered again with its photos, what it holds is not", async () => {
    const [first, second] = [await add("first"), await add("second", [photo("a")])];
    await outbox.settle(db, [told(first.id), told(second.id)], NOW);
    await outbox.settlePhoto(db, [2, photo("a").sha256]);
    await outbox.offerWhatIsMissing(db, [[1, 1]]);
    expect((await outbox.waiting(db, keys.outbox, 100)).map((item) => item.seq)).toEqual([2]);
    expect((await outbox.summary(db)).photosWaiting).toBe(1);
  });

  test("a photo follows its entry, never before it", async () => {
    const item = await add("with a photo", [photo("b")]);
    expect(await outbox.photosToSend(db)).toEqual([]);
    await outbox.settle(db, [told(item.id)], NOW);
    expect(await outbox.photosToSend(db)).toEqual([{ photo: [1, "b".repeat(64)], item: item.id }]);
    expect(new Uint8Array((await outbox.photo(db, keys.outbox, [1, "b".repeat(64)]))!.bytes)).toEqual(new Uint8Array([1, 2, 3]));
  });

  test("a fortnight after it arrived an entry goes; one that waits, or whose photo waits, stays", async () => {
    const [gone, waits, half] = [await add("gone"), await add("waits"), await add("half", [photo("c")])];
    await outbox.settle(db, [told(gone.id), told(half.id)], NOW);
    await outbox.tidy(db, NOW + 14 * DAY - 1);
    expect(await db.count("outbox")).toBe(3);
    await outbox.tidy(db, NOW + 14 * DAY + 1);
    expect((await outbox.entries(db, keys.outbox)).map((entry) => entry.id)).toEqual([half.id, waits.id]);
  });

  test("conflicts and what was held back are counted as not taken", async () => {
    const [first, second] = [await add("first"), await add("second")];
    await outbox.settle(db, [told(first.id, "conflict"), told(second.id, "quarantined")], NOW);
    expect(await outbox.summary(db)).toMatchObject({ waiting: 0, failed: 2, oldestWaiting: null });
  });

  test("wiping the list leaves every entry, sealed", async () => {
    await add("kept");
    await db.put("cache", await seal(keys.cache, "list"), "list");
    const device = await wipeCache(db);
    expect(await db.count("cache")).toBe(0);
    expect(device.serverPart).toBeNull();
    expect(await db.count("outbox")).toBe(1);
    expect(JSON.stringify(await db.getAll("outbox"))).not.toContain("kept");
  });
});
