import { expect, test } from "vitest";
import { drawLetters, pack, Unreadable, unpack } from "../store/bundle.ts";
import { keepDevice, openDatabase, type Database } from "../store/database.ts";
import { untroubled } from "../store/guard.ts";
import * as outbox from "../store/outbox.ts";
import { close, holdServerPart, makeOwnKey, seal, type Keys } from "../store/vault.ts";
import { makeSigningKey } from "../wire/server.ts";

async function phone(name: string): Promise<[Database, Keys]> {
  const db = await openDatabase(name);
  const serverPart = await holdServerPart(new Uint8Array(32));
  const [lock, keys] = await close("135790", serverPart, 1_000);
  const ownKey = await makeOwnKey();
  await keepDevice(db, {
    id: 1, name: "", worker: "", ownKey, pair: await makeSigningKey(), token: await seal(ownKey, ""), lock, serverPart,
    guard: untroubled, lastSeq: 0, epoch: "", contactAt: 0, leaseUntil: 0, seenAt: 0, listTag: "", listAt: 0,
  });
  return [db, keys];
}

test("what waits on one phone is taken to another, with its photo, once, and by whoever has the letters", async () => {
  const [[from, fromKeys], [to, toKeys]] = [await phone("from"), await phone("to")];
  const photo = { sha256: "a".repeat(64), type: "image/jpeg", bytes: new Uint8Array([1, 2, 3]).buffer };
  const made = await outbox.add(from, fromKeys.outbox, { kind: "contact", at: "2023-02-03T10:00:00Z", body: { note: "药" } }, [photo], 0);
  const letters = drawLetters();
  const file = await pack(from, fromKeys.outbox, letters);
  expect(file).not.toContain("药");
  await expect(unpack(to, toKeys.outbox, file, drawLetters(), 0)).rejects.toThrow(Unreadable);
  await expect(unpack(to, toKeys.outbox, "{}", letters, 0)).rejects.toThrow(Unreadable);
  expect(await unpack(to, toKeys.outbox, file, letters.toUpperCase(), 0)).toBe(1);
  expect(await unpack(to, toKeys.outbox, file, letters, 0)).toBe(0);
  const [entry] = await outbox.entries(to, toKeys.outbox);
  expect(entry).toMatchObject({ id: made.id, seq: 1, body: { note: "药" }, photos: 1, state: "waiting" });
});
