import { describe, expect, test } from "vitest";
import { close, holdServerPart, makeOwnKey, open, seal, unseal, WrongPin } from "../store/vault.ts";
import { afterWrong, isTooMany, TRIES_BEFORE_WIPE, untroubled } from "../store/guard.ts";
import { isOver } from "../store/lease.ts";

const QUICK = 1_000; // rounds
const part = (filler: number): Promise<CryptoKey> => holdServerPart(new Uint8Array(32).fill(filler));

describe("the vault", () => {
  test("the right PIN with the server's part opens what was sealed", async () => {
    const [lock, keys] = await close("135790", await part(7), QUICK);
    const sealed = await seal(keys.outbox, { name: "王桂兰" });
    const [, again] = await open("135790", await part(7), lock);
    expect(await unseal(again.outbox, sealed)).toEqual({ name: "王桂兰" });
  });

  test("a wrong PIN opens nothing, and neither does another server's part", async () => {
    const [lock] = await close("135790", await part(7), QUICK);
    await expect(open("135791", await part(7), lock)).rejects.toThrow(WrongPin);
    await expect(open("135790", await part(8), lock)).rejects.toThrow(WrongPin);
  });

  test("what is sealed says nothing of what it holds, and never looks the same twice", async () => {
    const [, keys] = await close("135790", await part(7), QUICK);
    const [first, second] = [await seal(keys.cache, "王桂兰"), await seal(keys.cache, "王桂兰")];
    expect(new TextDecoder().decode(first.data)).not.toContain("王桂兰");
    expect(new Uint8Array(first.data)).not.toEqual(new Uint8Array(second.data));
  });

  test("once its key is forgotten the cache stays closed, and the outbox opens", async () => {
    const [lock, keys] = await close("135790", await part(7), QUICK);
    const [list, entry] = [await seal(keys.cache, "list"), await seal(keys.outbox, "entry")];
    const [fresh, later] = await open("135790", await part(7), { ...lock, cache: null });
    expect(await unseal(later.outbox, entry)).toBe("entry");
    await expect(unseal(later.cache, list)).rejects.toThrow();
    expect(fresh.cache).not.toBeNull();
  });

  test("no key can be read out", async () => {
    const [, keys] = await close("135790", await part(7), QUICK);
    for (const key of [keys.outbox, keys.cache, await part(7), await makeOwnKey()]) {
      await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
    }
  });
});

describe("wrong PINs", () => {
  test("three cost nothing, then the wait doubles, up to an hour", () => {
    let guard = untroubled;
    const waits = Array.from({ length: 14 }, () => (guard = afterWrong(guard, 0)).nextAt / 1_000);
    expect(waits).toEqual([0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
  });

  test("the tenth costs the list", () => {
    expect(isTooMany({ wrong: TRIES_BEFORE_WIPE - 1, nextAt: 0 })).toBe(false);
    expect(isTooMany({ wrong: TRIES_BEFORE_WIPE, nextAt: 0 })).toBe(true);
  });
});

test("a lease ends in time, and when somebody sets the clock back", () => {
  expect(isOver(99, 100, 50)).toBe(false);
  expect(isOver(100, 100, 50)).toBe(true);
  expect(isOver(10_000_000, 20_000_000, 10_000_000 + 3_600_001)).toBe(true);
});
