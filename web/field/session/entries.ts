/** What is entered on this phone: kept at once, sent as soon as the server can be reached. */
import { pack, unpack } from "../store/bundle.ts";
import * as outbox from "../store/outbox.ts";
import { sync } from "./line.ts";
import { held, look } from "./state.ts";

/** Keep an entry; return the id under which it is known from now on. */
export async function record(draft: outbox.Draft, photos: outbox.NewPhoto[] = []): Promise<string> {
  if (!held.keys) throw new Error("the phone is locked");
  const { id } = await outbox.add(held.db, held.keys.outbox, draft, photos, Date.now());
  await look();
  void sync();
  return id;
}

/** Pack what waits into a file that these letters open. */
export async function takeOut(letters: string): Promise<string> {
  return held.keys ? pack(held.db, held.keys.outbox, letters) : "";
}

/** Take back what a file holds; return how many entries were new here. */
export async function bringBack(file: string, letters: string): Promise<number> {
  if (!held.keys) return 0;
  const fresh = await unpack(held.db, held.keys.outbox, file, letters, Date.now());
  await look();
  void sync();
  return fresh;
}
