/** Talking to the server: every request is signed by this phone's own key. */
import { retryAfter } from "./pace.ts";
import type { BatchAnswer, Enrolled, Item, Problem, Standing, Told } from "./shapes.ts";

const HERE = "/field/api/";
const PATIENCE = 30_000; // milliseconds until a silent request is given up
const utf8 = new TextEncoder();

/** The server could not be reached, or asks for patience. */
export class Later extends Error {
  constructor(readonly wait: number | null = null) {
    super("later");
  }
}

/** The server refuses, and says why in both languages. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem & { wipe?: boolean }) {
    super(problem.code);
  }
}

export interface Credentials {
  token: string;
  sign: CryptoKey;
}

export interface Heard<T> {
  value: T;
  standing: Standing;
  tag: string;
}

const b64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

/** Read bytes out of base64 for addresses. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Return the fingerprint of bytes, in hexadecimal. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Make this phone's key pair; the private half cannot be read out. */
export function makeSigningKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
}

/** One phone's line to the server; it learns how far its clock is off. */
export class Server {
  private offset = 0;

  constructor(
    private readonly send: typeof fetch = (...told) => fetch(...told),
    private readonly language: () => string = () => "zh-hans",
  ) {}

  /** Say who this phone is; the code comes from the supervisor's screen. */
  async enrol(code: string, keys: CryptoKeyPair, name: string): Promise<Enrolled> {
    const publicKey = b64url(await crypto.subtle.exportKey("raw", keys.publicKey));
    const body = json({ code, public_key: publicKey, name });
    return (await this.ask<Enrolled>("POST", "enrol", { sign: keys.privateKey, body })).value;
  }

  /** Ask for the server's part of the store's key again. */
  open(by: Credentials): Promise<Heard<{ share: string }>> {
    return this.ask("POST", "open", { ...by, body: json({}) });
  }

  /** Fetch the list; null if the one with `tag` still holds. */
  list(by: Credentials, tag: string): Promise<Heard<Told | null>> {
    return this.ask("GET", "list", { ...by, tag });
  }

  /** Send entries, and say how many there ever were. */
  batch(by: Credentials, made: number, oldest: number | null, items: Item[]): Promise<Heard<BatchAnswer>> {
    return this.ask("POST", "batch", { ...by, body: json({ made, oldest, items }) });
  }

  /** Send one photo of an entry. */
  attach(by: Credentials, sha: string, item: string, type: string, bytes: ArrayBuffer): Promise<Heard<unknown>> {
    return this.ask("PUT", `attachments/${sha}?item=${item}`, { ...by, body: bytes, type });
  }

  /** Tell that everything was thrown away; nobody waits for the answer. */
  async wiped(by: Credentials): Promise<void> {
    await this.reach("POST", `${HERE}wiped`, { ...by, body: json({}) }).catch(() => null);
  }

  private async ask<T>(method: string, path: string, told: Asked, again = true): Promise<Heard<T>> {
    const answer = await this.reach(method, HERE + path, told);
    const now = Date.parse(answer.headers.get("Anlin-Now") ?? "") || Date.now();
    if (answer.status === 429 || answer.status >= 500) {
      throw new Later(retryAfter(answer.headers.get("Retry-After"), Date.now()));
    }
    if (answer.ok || answer.status === 304) {
      const value = (answer.status === 304 ? null : await answer.json()) as T;
      return { value, standing: standing(answer, now), tag: answer.headers.get("ETag") ?? "" };
    }
    const problem = (await answer.json().catch(() => null)) as Problem | null;
    if (problem?.code === "proof-stale" && again) {
      this.offset = now - Date.now();
      return this.ask(method, path, told, false);
    }
    throw problem?.code ? new Refused(answer.status, problem) : new Later();
  }

  private async reach(method: string, path: string, told: Asked): Promise<Response> {
    const headers: Record<string, string> = {
      "Anlin-Proof": await this.proof(method, path, told), "Accept-Language": this.language(),
    };
    if (told.token) headers["Authorization"] = `Bearer ${told.token}`;
    if (told.tag) headers["If-None-Match"] = told.tag;
    if (told.body) headers["Content-Type"] = told.type ?? "application/json";
    try {
      return await this.send(path, {
        method, headers, body: told.body ?? null, credentials: "omit", cache: "no-store",
        redirect: "error", signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new Later();
    }
  }

  private async proof(method: string, path: string, { sign, body }: Asked): Promise<string> {
    const ms = Math.round(Date.now() + this.offset);
    const text = `${method} ${path}\n${ms}\n${await sha256(body ?? new ArrayBuffer(0))}`;
    const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, sign, utf8.encode(text));
    return `${ms}.${b64url(signed)}`;
  }
}

interface Asked {
  sign: CryptoKey;
  token?: string;
  body?: ArrayBuffer;
  tag?: string;
  type?: string;
}

const json = (value: unknown): ArrayBuffer => utf8.encode(JSON.stringify(value)).buffer;

function standing(answer: Response, now: number): Standing {
  return {
    epoch: answer.headers.get("Anlin-Epoch") ?? "",
    leaseUntil: Date.parse(answer.headers.get("Anlin-Lease-Until") ?? "") || 0,
    now,
  };
}
