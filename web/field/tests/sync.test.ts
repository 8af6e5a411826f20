import { beforeEach, describe, expect, test } from "vitest";
import { keepDevice, openDatabase, readDevice, type Database } from "../store/database.ts";
import { untroubled } from "../store/guard.ts";
import * as outbox from "../store/outbox.ts";
import { close, holdServerPart, makeOwnKey, seal, type Keys } from "../store/vault.ts";
import { Later, makeSigningKey, Refused, Server, sha256, type Credentials } from "../wire/server.ts";
import type { Item } from "../wire/shapes.ts";
import { contact } from "../wire/sync.ts";

const NOW = Date.parse("2023-02-03T10:00:00Z");
const HOURS = 3_600_000;

/** A server that keeps what it is sent, and that can be made to fail in the ways networks do. */
class Other {
  items = new Map<string, Item>();
  photos = new Map<string, number>();
  sent = 0;
  epoch = "first";
  ahead = 0;
  loseAnswers = 0;
  answer: (() => Response) | null = null;
  key!: CryptoKey;

  fetch = async (path: unknown, told: RequestInit = {}): Promise<Response> => {
    const body = (told.body ?? new ArrayBuffer(0)) as ArrayBuffer;
    if (!(await this.signed(String(path), told, body))) return this.say(401, { code: "proof-stale" });
    if (this.answer) return this.answer();
    const answer = await this.take(String(path), body);
    if (this.loseAnswers-- > 0) throw new TypeError("the line broke after the server had written it down");
    return answer;
  };

  private async signed(path: string, told: RequestInit, body: ArrayBuffer): Promise<boolean> {
    const [ms, signature] = new Headers(told.headers).get("Anlin-Proof")!.split(".");
    if (Math.abs(Number(ms) - Date.now() - this.ahead) > 300_000) return false;
    const text = new TextEncoder().encode(`${told.method} ${path}\n${ms}\n${await sha256(body)}`);
    const raw = Uint8Array.from(atob(signature!.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
    expect(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, this.key, raw, text)).toBe(true);
    return true;
  }

  private async take(path: string, body: ArrayBuffer): Promise<Response> {
    if (path.includes("/attachments/")) {
      const sha = path.split("/attachments/")[1]!.slice(0, 64);
      expect(await sha256(body)).toBe(sha);
      this.photos.set(sha, (this.photos.get(sha) ?? 0) + 1);
      return this.say(201, {});
    }
    if (path.endsWith("/list")) return this.say(200, { people: [], duties: [], measures: [], households: [] });
    const told = JSON.parse(new TextDecoder().decode(body)) as { items: Item[] };
    this.sent += told.items.length;
    const results = told.items.map((item) => {
      const known = this.items.has(item.id);
      this.items.set(item.id, item);
      return { id: item.id, result: known ? "duplicate" : "accepted", problem: null };
    });
    return this.say(200, { results, have: [...this.items.values()].map(({ seq }) => [seq, seq]) });
  }

  say(status: number, body: unknown, headers: Record<string, string> = {}): Response {
    const at = new Date(Date.now() + this.ahead);
    const lease = new Date(at.getTime() + 72 * HOURS).toISOString();
    return Response.json(body, { status, headers: { "Anlin-Now": at.toISOString(), "Anlin-Lease-Until": lease, "Anlin-Epoch": this.epoch, ...headers } });
  }
}

let db: Database;
let keys: Keys;
let by: Credentials;
let other: Other;
let number = 0;

beforeEach(async () => {
  db = await openDatabase(`sync-${number++}`);
  const serverPart = await holdServerPart(new Uint8Array(32));
  const [lock, opened] = await close("135790", serverPart, 1_000);
  const [ownKey, signing] = [await makeOwnKey(), await makeSigningKey()];
  keys = opened;
  by = { token: "token", sign: signing.privateKey };
  other = new Other();
  other.key = signing.publicKey;
  await keepDevice(db, {
    id: 1, name: "", worker: "", ownKey, pair: signing, token: await seal(ownKey, ""), lock,
    serverPart, guard: untroubled, lastSeq: 0, epoch: "first", contactAt: 0, leaseUntil: 0, seenAt: 0, listTag: "", listAt: 0,
  });
});

const sync = () => contact({ db, keys, server: new Server(other.fetch as typeof fetch), by }, () => NOW);
async function make(count: number, withPhotos = false): Promise<void> {
  for (let n = 0; n < count; n++) {
    const bytes = new TextEncoder().encode(`photo ${Math.random()}`).buffer;
    const photos = withPhotos ? [{ sha256: await sha256(bytes), type: "image/jpeg", bytes }] : [];
    await outbox.add(db, keys.outbox, { kind: "contact", at: new Date(NOW).toISOString(), body: { subject: n } }, photos, NOW);
  }
}

describe("a contact with the server", () => {
  test("250 entries with their photos arrive once, in batches", async () => {
    await make(250);
    await make(3, true);
    await sync();
    expect([other.items.size, other.sent, other.photos.size]).toEqual([253, 253, 3]);
    expect(await outbox.summary(db)).toEqual({ waiting: 0, photosWaiting: 0, failed: 0, oldestWaiting: null });
    expect([...other.photos.values()]).toEqual([1, 1, 1]);
  });

  test("after a lost answer everything is sent again and stands once", async () => {
    await make(5, true);
    other.loseAnswers = 1;
    await expect(sync()).rejects.toThrow(Later);
    expect((await outbox.summary(db)).waiting).toBe(5);
    await sync();
    expect([other.items.size, other.sent, other.photos.size]).toEqual([5, 10, 5]);
    expect((await outbox.entries(db, keys.outbox)).map((entry) => entry.state)).toEqual(Array(5).fill("duplicate"));
  });

  test("a server that went back to an earlier day gets again what it lost, with every photo", async () => {
    await make(4, true);
    await sync();
    other.epoch = "second";
    for (const item of [...other.items.values()].slice(2)) other.items.delete(item.id);
    other.photos.clear();
    await sync();
    expect([other.items.size, other.photos.size]).toEqual([4, 4]);
    expect((await readDevice(db))?.epoch).toBe("second");
  });

  test("a busy server says how long to wait, and nothing is lost", async () => {
    await make(1);
    other.answer = () => other.say(503, { code: "busy" }, { "Retry-After": "40" });
    await expect(sync()).rejects.toMatchObject({ wait: 40_000 });
    expect((await outbox.summary(db)).waiting).toBe(1);
  });

  test("a phone whose clock is wrong learns it and is let in", async () => {
    other.ahead = 9 * HOURS;
    await make(1);
    await sync();
    expect(other.items.size).toBe(1);
    expect((await readDevice(db))?.leaseUntil).toBeGreaterThan(NOW + 71 * HOURS);
    expect((await readDevice(db))?.leaseUntil).toBeLessThan(NOW + 73 * HOURS);
  });

  test("an ended phone hears so, and whether it is to be emptied", async () => {
    other.answer = () => other.say(401, { code: "device-ended", wipe: true });
    await expect(sync()).rejects.toThrow(Refused);
    await expect(sync()).rejects.toMatchObject({ problem: { code: "device-ended", wipe: true } });
  });

  test("a photo that the server will not have stops neither the others nor the entries", async () => {
    await make(2, true);
    const take = other.fetch;
    let first = true;
    other.fetch = async (path, told) => {
      if (String(path).includes("attachments") && first) {
        first = false;
        return other.say(413, { code: "too-large", zh: "", en: "" });
      }
      return take(path, told);
    };
    await sync();
    expect([other.photos.size, (await outbox.summary(db)).photosWaiting]).toEqual([1, 0]);
  });
});
