/** Getting in touch with the server: by itself, again and again, whatever comes of it. */
import { changeDevice, readDevice, type Device } from "../store/database.ts";
import { holdServerPart } from "../store/vault.ts";
import { expand } from "../wire/expand.ts";
import { pause } from "../wire/pace.ts";
import { bytesOf, Later, Refused } from "../wire/server.ts";
import { contact, told } from "../wire/sync.ts";
import { checkLease, end, lock } from "./closing.ts";
import { credentials, held, look, server, session, standing } from "./state.ts";

const OUT = new Set(["device-ended", "device-needed", "proof-wrong"]);
const REFRESH = 240_000; // milliseconds between contacts when nothing waits
const REST = 300_000; // milliseconds in the background until the PIN is asked again

let failures = 0;
let timer = 0;
let wanted = false; // something came up while a contact was under way
let hiddenAt = 0;

/** Get in touch with the server once; whatever comes of it is shown, and tried again in time. */
export async function sync(): Promise<void> {
  if (session.phase !== "open") return;
  if (session.busy) {
    wanted = true;
    return;
  }
  session.busy = true;
  wanted = false;
  let wait: number | null = null;
  try {
    await alone(once);
    failures = 0;
    Object.assign(session, { unreached: false, refused: null });
  } catch (error) {
    wait = await failed(error);
  } finally {
    session.busy = false;
  }
  const more = failures > 0 || session.count.waiting > 0;
  if (wanted && !failures) again(0);
  else again(more ? pause(failures, wait, Math.random()) : REFRESH);
}

async function once(): Promise<void> {
  const { db, keys } = held;
  if (!keys) return;
  const device = (await readDevice(db)) as Device;
  const newer = await contact({ db, keys, server, by: await credentials(device) });
  if (newer && held.keys) session.list = expand(newer);
  await look();
}

/** Let one page at a time send: two would only repeat each other. */
function alone(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request("anlin-field-sync", work) : work();
}

async function failed(error: unknown): Promise<number | null> {
  failures += 1;
  if (error instanceof Later) {
    session.unreached = true;
    await look();
    return error.wait;
  }
  if (!(error instanceof Refused)) throw error;
  session.refused = error.problem;
  if (OUT.has(error.problem.code)) await end(error.problem.wipe === true);
  return null;
}

function again(wait: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void sync(), wait);
}

/** Ask the server for its part again, after the lease had ended. */
export async function renew(): Promise<void> {
  const device = (await readDevice(held.db)) as Device;
  session.busy = true;
  try {
    const heard = await server.open(await credentials(device));
    const serverPart = await holdServerPart(bytesOf(heard.value.share));
    await standing(await changeDevice(held.db, { ...told(heard.standing, Date.now()), serverPart, seenAt: Date.now() }));
    Object.assign(session, { unreached: false, refused: null, phase: "locked" });
  } catch (error) {
    await failed(error);
  } finally {
    session.busy = false;
  }
}

/** Follow the page and the network: come back, go away, rest. */
export function follow(): void {
  window.addEventListener("online", () => {
    failures = 0; // an attempt that is still failing must not put off the next by minutes
    void sync();
  });
  window.setInterval(() => void checkLease(), 60_000);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
    } else {
      if (hiddenAt && Date.now() - hiddenAt > REST) lock();
      void checkLease().then(sync);
    }
  });
}
