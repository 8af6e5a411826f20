/**
 * Keys: what lies on this phone opens only with the PIN and the server's part together.
 *
 * The PIN is stretched, then mixed by the server's part, which the phone holds as a key that cannot
 * be read out and throws away when the lease ends. The result opens two keys: one for what came from
 * the server (the cache) and one for what was entered here (the outbox). Forgetting the cache's key
 * destroys the cache; the outbox waits sealed until the server gives its part again.
 */
const ROUNDS = 600_000; // of PBKDF2 with SHA-256

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export interface Lock {
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  outbox: Sealed;
  cache: Sealed | null;
}

export interface Keys {
  outbox: CryptoKey;
  cache: CryptoKey;
}

export class WrongPin extends Error {}

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const utf8 = new TextEncoder();

/** Keep the server's part as a key that works here and cannot be copied out. */
export function holdServerPart(part: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", part, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** Make a key of this phone alone, for what it needs before anybody typed a PIN. */
export function makeOwnKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function opener(pin: string, serverPart: CryptoKey, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  const typed = await crypto.subtle.importKey("raw", utf8.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const stretched = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, 256,
  );
  const mixed = await crypto.subtle.sign("HMAC", serverPart, stretched);
  return crypto.subtle.importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const content = (raw: BufferSource) =>
  crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** Close a new lock with `pin`; hand back what to keep and the keys for now. */
export async function close(pin: string, serverPart: CryptoKey, rounds = ROUNDS): Promise<[Lock, Keys]> {
  const salt = random(16);
  const key = await opener(pin, serverPart, salt, rounds);
  const [outbox, cache] = [random(32), random(32)];
  const lock = { salt, rounds, outbox: await sealRaw(key, outbox), cache: await sealRaw(key, cache) };
  return [lock, { outbox: await content(outbox), cache: await content(cache) }];
}

/**
 * Open `lock`; where the cache's key was forgotten the lock comes back with a new one.
 * Throws WrongPin if the PIN or the server's part is another.
 */
export async function open(pin: string, serverPart: CryptoKey, lock: Lock): Promise<[Lock, Keys]> {
  const key = await opener(pin, serverPart, lock.salt, lock.rounds);
  try {
    const outbox = await content(await openRaw(key, lock.outbox));
    if (lock.cache) return [lock, { outbox, cache: await content(await openRaw(key, lock.cache)) }];
    const fresh = random(32);
    return [{ ...lock, cache: await sealRaw(key, fresh) }, { outbox, cache: await content(fresh) }];
  } catch {
    throw new WrongPin();
  }
}

async function sealRaw(key: CryptoKey, data: BufferSource): Promise<Sealed> {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data) };
}

function openRaw(key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
}

/** Encrypt bytes, such as those of a photo. */
export const sealBytes = sealRaw;
/** Decrypt bytes. */
export const openBytes = openRaw;

/** Encrypt anything that JSON can hold. */
export function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  return sealRaw(key, utf8.encode(JSON.stringify(value)));
}

/** Decrypt what `seal` made; the caller knows its shape. */
export async function unseal<T>(key: CryptoKey, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openRaw(key, sealed))) as T;
}
