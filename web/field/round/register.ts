/** Households and people entered on this phone stand among the others before the server knows them. */
import { standing } from "./acts.ts";
import { MEMBER } from "./edit.ts";
import type { Entry } from "../store/outbox.ts";
import type { Household, Id, List, Person } from "../wire/shapes.ts";

/** Return the list with what was registered since it was fetched. */
export function withRegistered(list: List, entries: Entry[], listAt: number, now: number): List {
  const news = standing(entries).filter((entry) => entry.sentAt === null || entry.sentAt > listAt);
  const homes = news.filter((entry) => entry.kind === "household").map(homeOf);
  const places = new Map([...list.households, ...homes].map((home) => [home.id, home.place]));
  const found = news
    .filter((entry) => entry.kind === "person")
    .map((entry) => personOf(entry, places.get(entry.body["household"] as Id) ?? "", now));
  const edits = news.filter((entry) => entry.kind === "edit").reverse();
  return {
    ...list,
    households: [...list.households, ...homes].map((home) => edited(home, edits, "household")),
    people: [...list.people, ...found].map((person) => edited(person, edits, "person")),
  };
}

/** Return somebody or a household as it was put right here. */
function edited<T extends { id: Id; groups?: string[] }>(row: T, edits: Entry[], of: "person" | "household"): T {
  return edits.filter((entry) => entry.body[of] === row.id).reduce((now, { body }) => ({ ...now, ...said(now, body) }), row);
}

function said(row: { groups?: string[] }, { field, value }: Record<string, unknown>): Record<string, unknown> {
  if (!String(field).startsWith(MEMBER)) return { [String(field)]: value };
  const group = String(field).slice(MEMBER.length);
  const others = (row.groups ?? []).filter((each) => each !== group);
  return { groups: value ? [...others, group] : others };
}

const text = (entry: Entry, name: string): string => String(entry.body[name] ?? "");

const homeOf = (entry: Entry): Household => ({
  id: entry.id, place: text(entry, "place"), door: text(entry, "door"), label: text(entry, "label"),
});

const personOf = (entry: Entry, place: string, now: number): Person => ({
  id: entry.id, household: entry.body["household"] as Id, place, name: text(entry, "name"), sex: text(entry, "sex"),
  born_on: text(entry, "born_on"), age: ageOn(text(entry, "born_on"), now), phone: text(entry, "phone"), relation: text(entry, "relation"), groups: (entry.body["groups"] as string[] | undefined) ?? [], observed: null,
});

/** Return how old somebody is who was born on a day. */
export function ageOn(born: string, now: number): number {
  const [today, then] = [new Date(now), new Date(born)];
  const before = [today.getMonth() - then.getMonth(), today.getDate() - then.getDate()];
  return today.getFullYear() - then.getFullYear() - Number((before[0] || before[1] || 0) < 0);
}

/** Return who on the list bears a name already, so that nobody is registered twice. */
export const namesakes = (list: List, name: string): Person[] =>
  name.trim() ? list.people.filter((person) => person.name === name.trim()) : [];
