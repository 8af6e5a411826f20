/** What waits, in a file of its own: encrypted with letters that are written down apart from it. */
import type { Database } from "./database.ts";
import * as outbox from "./outbox.ts";
import type { NewPhoto } from "./outbox.ts";
import type { Item } from "../wire/shapes.ts";

const FORM = "anlin-outbox-1";
const ROUNDS = 600_000;
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that look alike
const DRAWN = 16;

interface Packed {
  form: string;
  salt: string;
  iv: string;
  data: string;
}

interface Content {
  items: Item[];
  photos: { seq: number; sha256: string; type: string; data: string }[];
}

/** The letters are wrong, or it is no file of ours. */
export class Unreadable extends Error {}

/** Draw the letters that will open the file. */
export function drawLetters(): string {
  const drawn: string[] = [];
  while (drawn.length < DRAWN) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1)) as unknown as [number];
    if (byte < LETTERS.length * 8) drawn.push(LETTERS[byte % LETTERS.length] as string);
  }
  return (drawn.join("").match(/.{4}/g) ?? []).join("-");
}

/** Pack everything that waits. */
export async function pack(db: Database, key: CryptoKey, letters: string): Promise<string> {
  const items = await outbox.waiting(db, key, Infinity);
  const photos: Content["photos"] = [];
  for (const { seq } of items) {
    for (const which of await db.getAllKeysFromIndex("photos", "seq", seq)) {
      const photo = await outbox.photo(db, key, which);
      if (photo) photos.push({ seq, sha256: photo.sha256, type: photo.type, data: text(photo.bytes) });
    }
  }
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const plain = new TextEncoder().encode(JSON.stringify({ items, photos } satisfies Content));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(letters, salt), plain);
  return JSON.stringify({ form: FORM, salt: text(salt.buffer), iv: text(iv.buffer), data: text(data) } satisfies Packed);
}

/** Take back what a file holds, each entry under its own id and the next number here; return how many were new. */
export async function unpack(db: Database, key: CryptoKey, file: string, letters: string, now: number): Promise<number> {
  const { items, photos } = await read(file, letters);
  const known = new Set((await db.getAll("outbox")).map((entry) => entry.id));
  const fresh = items.filter((item) => !known.has(item.id));
  for (const { id, kind, at, body, seq } of fresh) {
    const its: NewPhoto[] = photos
      .filter((photo) => photo.seq === seq)
      .map(({ sha256, type, data }) => ({ sha256, type, bytes: bytes(data).buffer }));
    await outbox.add(db, key, { kind, at, body }, its, now, id);
  }
  return fresh.length;
}

async function read(file: string, letters: string): Promise<Content> {
  try {
    const { form, salt, iv, data } = JSON.parse(file) as Packed;
    if (form !== FORM) throw new Unreadable();
    const key = await keyOf(letters, bytes(salt));
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(data));
    return JSON.parse(new TextDecoder().decode(plain)) as Content;
  } catch {
    throw new Unreadable();
  }
}

async function keyOf(letters: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(letters.normalize("NFKC").toLowerCase().replace(/[\s-]/g, ""));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

function text(data: ArrayBuffer): string {
  let letters = "";
  for (const byte of new Uint8Array(data)) letters += String.fromCharCode(byte);
  return btoa(letters);
}
