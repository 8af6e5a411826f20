/** The round of an institution out of the list and of what was entered since: floors, rooms, beds, and one resident's values. */
import type { Entry } from "../store/outbox.ts";
import type { Bed, Id, List, Person, Round, Table } from "../wire/shapes.ts";
import { standing, type Symptom } from "./acts.ts";
import { dayOf } from "./days.ts";
import { ASKED, judge, lacking, monthsOf, warns, type Value } from "./judging.ts";

export const NOT_DONE = ["asleep", "away", "refused", "emergency", "doctor", "equipment", "other"] as const;
export type NotDone = (typeof NOT_DONE)[number];
const LIMITS: Record<Value, [least: number, most: number]> = { temperature: [34, 42.9], spo2: [50, 100], breathing: [4, 80] };
const RANK = ["red", "yellow"];

/** A bed on the round with who lies in it, what was measured last, and whether that was in the round that runs. */
export interface Stop {
  bed: Bed;
  person: Person;
  last: Record<string, unknown>;
  lastAt: number;
  mine: Entry | null; // set if the last values were entered on this phone
  state: "left" | "done" | "partial" | "warning" | "emergency";
}

export interface Room {
  name: string;
  stops: Stop[];
}

export interface Floor {
  id: number;
  building: string;
  name: string;
  rooms: Room[];
  people: number;
  done: number;
}

/** What is typed of one resident. */
export interface Form extends Record<Value, string> {
  active: boolean;
  oxygen: boolean;
  symptoms: Symptom[];
  notDone: NotDone[];
}

export const untyped = (): Form => ({ temperature: "", spo2: "", breathing: "", active: false, oxygen: false, symptoms: [], notDone: [] });

/** Return the floors, rooms with somebody red or yellow first unless one goes door by door. */
export function floorsOf(list: List, entries: Entry[], listAt: number, now: number, byDoor: boolean): Floor[] {
  if (!list.round) return [];
  const { round } = list;
  const people = new Map<Id, Person>(list.people.map((person) => [person.id, person]));
  const since = roundSince(round, now);
  const newest = newestOf(entries);
  return round.floors.map(({ id, building, name, rooms }) => {
    const filled = rooms.map((room) => ({
      name: room.name,
      stops: room.beds.flatMap((bed) => {
        const person = people.get(bed.person);
        return person ? [stopOf(round, bed, person, newest.get(bed.person) ?? null, listAt, since)] : [];
      }),
    })).filter((room) => room.stops.length);
    if (!byDoor) filled.sort((a, b) => rank(a) - rank(b));
    const stops = filled.flatMap((room) => room.stops);
    return { id, building, name, rooms: filled, people: stops.length, done: stops.filter((stop) => stop.state !== "left").length };
  });
}

/** Return since when a reading belongs to the round that runs. */
export function roundSince(round: Round, now: number): number {
  const midnight = Date.parse(`${dayOf(now)}T00:00:00+08:00`);
  return round.spacing ? Math.max(midnight, now - round.spacing * 1000) : midnight;
}

function newestOf(entries: Entry[]): Map<unknown, Entry> {
  const found = new Map<unknown, Entry>();
  for (const entry of standing(entries)) {
    const known = found.get(entry.body["subject"]);
    if (entry.kind === "round" && (!known || Date.parse(entry.at) > Date.parse(known.at))) found.set(entry.body["subject"], entry);
  }
  return found;
}

function stopOf(round: Round, bed: Bed, person: Person, entry: Entry | null, listAt: number, since: number): Stop {
  const toldAt = bed.last_at ? Date.parse(bed.last_at) : 0;
  const mine = entry && Date.parse(entry.at) >= toldAt ? entry : null;
  const [last, lastAt] = mine ? [mine.body, Date.parse(mine.at)] : [bed.last ?? {}, toldAt];
  const unheard = mine && (mine.sentAt === null || mine.sentAt > listAt);
  const level = unheard ? levelOf(round, bed, person, mine) : (bed.level ?? "");
  const state = lastAt < since ? "left" : warns(level) ? (level as Stop["state"]) : last["not_done"] ? "partial" : "done";
  return { bed, person, last, lastAt, mine, state };
}

const levelOf = (round: Round, bed: Bed, person: Person, { body, at }: Entry): string =>
  judge(round, body, monthsOf(person.born_on, dayOf(Date.parse(at))), bed.usual).level;

const rank = (room: Room): number => Math.min(...room.stops.map(({ person }) => (RANK.indexOf(person.label ?? "") + 3) % 3));

/** Return who is left after somebody in the order shown, from the beginning if nobody follows. */
export function nextAfter(floor: Floor, person: Id | null): Stop | null {
  const stops = floor.rooms.flatMap((room) => room.stops);
  const at = stops.findIndex((stop) => stop.person.id === person) + 1;
  return [...stops.slice(at), ...stops.slice(0, at)].find((stop) => stop.state === "left" && stop.person.id !== person) ?? null;
}

/** Return a value with one more digit; 364 is 36.4. */
export function typed(axis: Value, text: string, digit: string): string {
  const digits = (text + digit).replace(/\D/g, "").slice(0, 3);
  return axis === "temperature" && digits.length === 3 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits;
}

/** Return a value with one digit less. */
export const untype = (text: string): string => text.slice(0, -1).replace(/\.$/, "");

/** Tell whether a value has all its digits; 100 % is the only saturation with three. */
export function isWhole(axis: Value, text: string): boolean {
  const digits = text.replace(/\D/g, "");
  return axis === "temperature" ? digits.length === 3 : digits.length === 3 || (digits.length === 2 && !(axis === "spo2" && digits === "10"));
}

/** Return which values nobody alive has. */
export const implausible = (form: Form): Value[] =>
  ASKED.filter((axis) => form[axis] && !(Number(form[axis]) >= LIMITS[axis][0] && Number(form[axis]) <= LIMITS[axis][1]));

/** Return what is kept of one resident: whoever was not there was asked for nothing, and a reason stands only where something lacks. */
export function bodyOf(form: Form, subject: Id, tables: Table[], corrects?: string): { body: Record<string, unknown>; lacks: (Value | "symptoms")[] } {
  const there = ASKED.some((axis) => form[axis]) || form.symptoms.length > 0;
  const measured = {
    ...(form.temperature ? { temperature: Number(form.temperature).toFixed(1) } : {}),
    ...(form.spo2 ? { spo2: Number(form.spo2) } : {}),
    ...(form.breathing ? { breathing: Number(form.breathing) } : {}),
    ...(there ? { posture: form.active ? "after_activity" : "rest", oxygen: form.oxygen, symptoms: [...form.symptoms] } : {}),
  };
  const lacks = lacking(tables, measured);
  const [why] = form.notDone;
  return { body: { subject, ...measured, ...(lacks.length && why ? { not_done: why } : {}), ...(corrects ? { corrects } : {}) }, lacks };
}
