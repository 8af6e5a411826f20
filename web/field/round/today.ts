/** The day's round out of the list and of what was entered since: late first, then building by building. */
import type { Duty, Id, List, Mark, Person, Tier } from "../wire/shapes.ts";
import type { Entry } from "../store/outbox.ts";
import { kindsOf, standing } from "./acts.ts";

const SOON = 86_400_000; // milliseconds
const URGENCY: Mark[] = ["missed", "overdue", "soon", "open", "upcoming"];
const RISK: Tier[] = ["red", "yellow", "green", ""];
const SETTLED: ReadonlySet<Mark> = new Set(["met", "late", "excused", "exempt"]);

/** One duty as the phone sees it; `unsent` tells that it rests on what the server does not know yet. */
export interface Task {
  duty: Duty;
  mark: Mark;
  done: number;
  unsent: boolean;
}

/** One door or place on the round with everything owed there, most urgent first. */
export interface Stop {
  key: string;
  subject: number | null;
  place: string;
  person: Person | null;
  door: string;
  tasks: Task[];
  mark: Mark;
}

export interface Group {
  kind: "overdue" | "building" | "done";
  place: string;
  name: string;
  stops: Stop[];
}

export interface Today {
  due: number;
  done: number;
  overdue: number;
  groups: Group[];
}

export const isSettled = (mark: Mark): boolean => SETTLED.has(mark);
export const isLate = (mark: Mark): boolean => mark === "missed" || mark === "overdue";

/** Return the round at `now`; `listAt` is when the list was fetched, by this phone's clock. */
export function today(list: List, entries: Entry[], listAt: number, now: number): Today {
  const stops = stopsOf(list, entries, listAt, now);
  const owed = stops.flatMap((stop) => stop.tasks).filter((task) => task.mark !== "exempt");
  return {
    due: owed.length,
    done: owed.filter((task) => isSettled(task.mark)).length,
    overdue: owed.filter((task) => isLate(task.mark)).length,
    groups: groupsOf(list, stops),
  };
}

/** Return everybody to whom something is owed. */
export function stopsOf(list: List, entries: Entry[], listAt: number, now: number): Stop[] {
  const people = new Map<Id, Person>(list.people.map((person) => [person.id, person]));
  const doors = new Map(list.households.map((household) => [household.id, household.door]));
  const since = news(entries, listAt);
  const found = new Map<string, Stop>();
  for (const duty of list.duties) {
    const key = `${duty.place}-${duty.subject}`;
    const person = people.get(duty.subject ?? 0) ?? null;
    const stop = found.get(key) ?? {
      key, subject: duty.subject, place: duty.place, person,
      door: doors.get(person?.household ?? 0) ?? "", tasks: [], mark: "open",
    };
    stop.tasks.push(taskOf(duty, since.get(duty.subject) ?? [], now));
    found.set(key, stop);
  }
  for (const stop of found.values()) {
    stop.tasks.sort((a, b) => rank(URGENCY, a.mark) - rank(URGENCY, b.mark) || closes(a.duty) - closes(b.duty));
    stop.mark = stop.tasks[0]?.mark ?? "open";
  }
  return [...found.values()];
}

/** Gather by person what the list does not know yet. */
function news(entries: Entry[], listAt: number): Map<unknown, Entry[]> {
  const found = new Map<unknown, Entry[]>();
  for (const entry of standing(entries)) {
    if (entry.sentAt !== null && entry.sentAt <= listAt) continue;
    const subject = entry.body["subject"];
    found.set(subject, [...(found.get(subject) ?? []), entry]);
  }
  return found;
}

function taskOf(duty: Duty, news: Entry[], now: number): Task {
  const counted = news.filter(
    (entry) => Date.parse(entry.at) >= Date.parse(duty.opens) && kindsOf(entry).some((kind) => duty.kinds.includes(kind)),
  );
  const done = Math.min(duty.done + counted.length, Math.max(duty.needs, duty.done));
  if (isSettled(duty.mark) || !counted.length || done < duty.needs) {
    return { duty, mark: seen(duty, now), done, unsent: false };
  }
  const inTime = counted.every((entry) => Date.parse(entry.at) < closes(duty));
  return { duty, mark: inTime ? "met" : "late", done, unsent: true };
}

/** An open duty changes its look with the clock, also while nobody asks the server. */
function seen(duty: Duty, now: number): Mark {
  if (isSettled(duty.mark) || duty.mark === "missed") return duty.mark;
  if (now < Date.parse(duty.opens)) return "upcoming";
  const left = closes(duty) - now;
  if (left <= 0) return "overdue";
  return left <= Math.min(SOON, (closes(duty) - Date.parse(duty.opens)) / 2) ? "soon" : "open";
}

const closes = (duty: Duty): number => (duty.closes ? Date.parse(duty.closes) : Infinity);
const rank = <T>(order: T[], value: T): number => (order.indexOf(value) + order.length + 1) % (order.length + 1);
const risk = (stop: Stop): number => rank(RISK, stop.person?.label ?? "");

/** Compare door numbers as one walks: 2-101 comes before 10-101. */
export const byDoor = (a: string, b: string): number => a.localeCompare(b, "zh", { numeric: true });

/** Compare codes of places: buildings follow one another as their grid numbers them. */
export const byPlace = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const asWalked = (a: Stop, b: Stop): number =>
  byPlace(a.place, b.place) || risk(a) - risk(b) || byDoor(a.door, b.door) || (a.subject ?? 0) - (b.subject ?? 0);

function groupsOf(list: List, stops: Stop[]): Group[] {
  const names = new Map(list.places.map((place) => [place.code, place.name]));
  const late = stops.filter((stop) => isLate(stop.mark));
  late.sort((a, b) => closes(a.tasks[0]!.duty) - closes(b.tasks[0]!.duty) || asWalked(a, b));
  const rest = stops.filter((stop) => !isLate(stop.mark) && !isSettled(stop.mark)).sort(asWalked);
  const done = stops.filter((stop) => isSettled(stop.mark)).sort(asWalked);
  const groups: Group[] = [{ kind: "overdue", place: "", name: "", stops: late }];
  for (const stop of rest) {
    const last = groups.at(-1)!;
    if (last.kind === "building" && last.place === stop.place) last.stops.push(stop);
    else groups.push({ kind: "building", place: stop.place, name: names.get(stop.place) ?? "", stops: [stop] });
  }
  groups.push({ kind: "done", place: "", name: "", stops: done });
  return groups.filter((group) => group.stops.length > 0);
}
