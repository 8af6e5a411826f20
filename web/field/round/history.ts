/** What the phone knows to have happened to somebody: what the server told, and what was entered here. */
import type { Entry } from "../store/outbox.ts";
import type { Past, Person } from "../wire/shapes.ts";

export interface Event {
  id: string;
  at: string;
  kind: string;
  by: string;
  body: Record<string, unknown>;
  corrected: boolean;
  entry: Entry | null; // set if it was entered on this phone
}

/** Return everything about `person`, newest first; an entry known from both sides stands once. */
export function historyOf(person: Person, entries: Entry[], me: string): Event[] {
  const undone = new Set([...entries, ...(person.history ?? [])].map((each) => each.body["corrects"]));
  const here = entries.filter((entry) => (entry.body["subject"] ?? entry.body["person"]) === person.id).map((entry) => eventOf(entry, me, entry));
  const known = new Set(here.map((event) => event.id));
  const told = (person.history ?? []).filter((past) => !known.has(past.id)).map((past) => eventOf(past, past.by, null));
  return [...here, ...told]
    .map((event) => ({ ...event, corrected: event.corrected || undone.has(event.id) }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function eventOf(told: Entry | Past, by: string, entry: Entry | null): Event {
  const corrected = "corrected" in told && told.corrected === true;
  const kind = "kind" in told ? told.kind : told.body["way"] ? "contact" : "posture" in told.body || told.body["not_done"] ? "round" : "reading";
  return { id: told.id, at: told.at, kind, by, body: told.body, corrected, entry };
}
