/** One contact with the server: send what waits, then its photos, then fetch the list. */
import { changeDevice, readDevice, type Database, type Device } from "../store/database.ts";
import * as outbox from "../store/outbox.ts";
import { seal, type Keys } from "../store/vault.ts";
import { Refused, type Credentials, type Heard, type Server } from "./server.ts";
import type { Standing, Told } from "./shapes.ts";

const AT_ONCE = 100;

export interface Line {
  db: Database;
  keys: Keys;
  server: Server;
  by: Credentials;
}

/** Send everything that waits and fetch the list; return it if there is a newer one. */
export async function contact(line: Line, now: () => number = Date.now): Promise<Told | null> {
  await sendEntries(line, now);
  await sendPhotos(line, now);
  await outbox.tidy(line.db, now());
  return fetchList(line, now);
}

async function sendEntries(line: Line, now: () => number): Promise<void> {
  for (let first = true; ; first = false) {
    const items = await outbox.waiting(line.db, line.keys.outbox, AT_ONCE);
    if (!items.length && !first) return;
    const { made, after } = await outbox.numbers(line.db, items.at(-1)?.seq ?? 0);
    const heard = await line.server.batch(line.by, made, after, items);
    await note(line.db, heard, now());
    await outbox.settle(line.db, heard.value.results, now());
    if (first) await outbox.offerWhatIsMissing(line.db, heard.value.have);
  }
}

async function sendPhotos(line: Line, now: () => number): Promise<void> {
  for (const { photo: which, item } of await outbox.photosToSend(line.db)) {
    const photo = await outbox.photo(line.db, line.keys.outbox, which);
    if (!photo) continue;
    try {
      await note(line.db, await line.server.attach(line.by, photo.sha256, item, photo.type, photo.bytes), now());
      await outbox.settlePhoto(line.db, which);
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.status === 401) throw refused;
      await outbox.settlePhoto(line.db, which, refused.problem);
    }
  }
}

async function fetchList(line: Line, now: () => number): Promise<Told | null> {
  const device = await readDevice(line.db);
  const heard = await line.server.list(line.by, device?.listTag ?? "");
  await note(line.db, heard, now());
  if (heard.value) await line.db.put("cache", await seal(line.keys.cache, heard.value), "list");
  await changeDevice(line.db, { listAt: now(), ...(heard.value ? { listTag: heard.tag } : {}) });
  return heard.value;
}

/** Write down that the server answered; if it lives a new life, what it lost is offered again. */
async function note(db: Database, { standing }: Heard<unknown>, now: number): Promise<void> {
  const before = await readDevice(db);
  const after = await changeDevice(db, told(standing, now));
  if (before && after.epoch !== before.epoch) await outbox.offerPhotosAgain(db);
}

/** Return what an answer changes on the phone. The lease is counted by the phone's own clock. */
export function told(standing: Standing, now: number): Partial<Device> {
  return {
    contactAt: now,
    ...(standing.leaseUntil ? { leaseUntil: now + (standing.leaseUntil - standing.now) } : {}),
    ...(standing.epoch ? { epoch: standing.epoch } : {}),
  };
}
