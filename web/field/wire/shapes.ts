/** What goes over the wire; docs/how-to/sync-from-a-phone.md says the same to any other client. */
import type { State } from "../store/database.ts";

/** One entry as it is sent. */
export interface Item {
  id: string;
  seq: number;
  kind: string;
  at: string;
  body: Record<string, unknown>;
}

/** A refusal in words. */
export interface Problem {
  code: string;
  zh: string;
  en: string;
  way_out_zh: string;
  way_out_en: string;
}

/** What became of an entry. */
export interface Receipt {
  id: string;
  result: Exclude<State, "waiting">;
  was?: Exclude<State, "waiting">; // of a repeat: what became of it when it first came
  problem: Problem | null;
}

/** The answer to a batch; `have` are closed ranges of numbers that the server holds. */
export interface BatchAnswer {
  results: Receipt[];
  have: [number, number][];
}

/** Words of a pack or an office, in both languages. */
export interface Both {
  zh: string;
  en: string;
}

export type Tier = "red" | "yellow" | "green" | "";

/** A number of the server's, or the id of the entry that registers it. */
export type Id = number | string;

export interface Person {
  id: Id;
  household: Id;
  place: string;
  name: string;
  sex: string;
  age: number;
  born_on: string;
  phone: string;
  label?: Tier;
  why?: Both[];
  groups?: string[];
  relation?: string;
  id_token?: string; // what an edit of a known identity number is based on
  observed: { day: number; until: string | null } | null;
  history?: Past[];
}

/** An entry that the server already knows. */
export interface Past {
  id: string;
  at: string;
  by: string;
  body: Record<string, unknown>;
  corrected?: boolean;
}

/** How an order in force judges a reading: the first row that fits decides; outcomes go from mild to severe. */
export interface Table {
  clause: string;
  axes: { name: string; values: string[]; edges?: number[] }[];
  rows: { outcome: string; takes: Record<string, string[]> }[];
  outcomes: (Both & { name: string })[];
}

export type Mark = "upcoming" | "open" | "soon" | "overdue" | "met" | "late" | "missed" | "excused" | "exempt";

export interface Duty extends Both {
  window: number;
  subject: number | null; // null where it is about the place itself
  place: string;
  mark: Mark;
  opens: string;
  closes: string | null;
  needs: number;
  done: number;
  clause: string;
  kinds: string[];
}

/** All that a phone holds of its worker's place, as the screens read it. */
export interface List {
  person: { number: number; name: string };
  role: Both;
  rights: string[];
  place: Place;
  places: Place[];
  households: Household[];
  people: Person[];
  duties: Duty[];
  readings: Table[];
  clinics: { name: string; phone: string }[];
  gate: GateList | null;
  round: Round | null;
  handovers: Handover[];
  communities: Place[]; // of the own county
  words: Record<string, Record<string, Both>>; // what groups and relations are called
}

/** Somebody whom another community hands over to this one. */
export interface Handover {
  id: number;
  name: string;
  sex: string;
  born_on: string;
  phone?: string;
  from: string;
  offered_at: string;
  coming?: Both;
  origin?: string;
  arrived_on?: string;
  note?: string;
}

/** An open gate; the codes of whomever it serves begin with `place`. */
export interface Gate {
  id: number;
  name: string;
  place: string;
  clinic: string;
  phone: string;
  fever?: string;
  clause?: string;
}

/** A resident at gates: digests of the code and of last digits, the name masked. */
export interface Pass {
  id: number;
  name: string;
  door: string;
  behind: string;
  code: string;
  ends?: string[];
  left?: boolean; // no longer lives there
}

/** What is known at the gates of a place. */
export interface GateList {
  salt: string;
  gates: Gate[];
  passes: Pass[];
  vehicles: { id: number; plate: string; door: string; behind: string; left?: boolean }[];
  visits: { id: string; name: string; whom: string }[];
  last: { place: string; who: string; way: string; at: string }[];
}

/** The rounds of an institution: who lies where, the values before, and how a reading is judged. */
export interface Round {
  floors: { id: number; building: string; name: string; rooms: { name: string; beds: Bed[] }[] }[];
  tables: Table[];
  bounds: Record<string, { value: string; clause: string }>;
  calls: { name: string; phone: string }[];
  needs: number; // a day
  spacing: number; // seconds
  clause: string;
}

/** A bed with who lies in it; `last` is shown and never copied, `usual` the own baseline. */
export interface Bed {
  name: string;
  person: number;
  last?: Record<string, unknown>;
  last_at?: string;
  usual?: Record<string, string>;
  level?: string;
}

export interface Place {
  code: string;
  name: string;
}

export interface Household {
  id: Id;
  place: string;
  door: string;
  label: string;
}

/** The same as it is sent: said once what many share, absent what is empty. */
export interface Told extends Omit<List, "people" | "duties"> {
  people: (Omit<Person, "place" | "observed"> & { observed?: number; observed_until?: string })[];
  measures: (Both & { code: string; clause: string })[];
  duties: {
    window: number; measure: string; place: string; mark: Mark; opens: string; needs: number; have: number;
    subject?: number; closes?: string; kinds?: string[];
  }[];
}

/** What every answer says of the phone itself. */
export interface Standing {
  epoch: string;
  leaseUntil: number;
  now: number;
}

export interface Enrolled {
  device: number;
  token: string;
  share: string;
  now: string;
  lease_until: string;
  epoch: string;
  person: { number: number; name: string };
  role: Both;
  place: { code: string; name: string };
}
