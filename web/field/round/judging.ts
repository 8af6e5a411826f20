/**
 * What the law in force makes of a reading of a round, as anlin/institutions/rules/readings.py does: the worst table counts, and what
 * was not measured is put in with everything it might have been, so that nothing missing is ever normal.
 */
import type { Round, Table } from "../wire/shapes.ts";
import type { Reason } from "./steps.ts";

const LEVELS = ["normal", "unknown", "warning", "emergency"] as const;
const MONTH = 30.4375; // days
const BREATHLESS = "breathless";
const CHANGES = {
  temperature: ["round_temperature_rise", 1], spo2: ["round_spo2_fall", -1], breathing: ["round_breathing_rise", 1],
} as const;
export const ASKED = ["temperature", "spo2", "breathing"] as const;

export type Level = (typeof LEVELS)[number];
export type Value = (typeof ASKED)[number];
type Facts = Record<string, number | string>;
type Body = Record<string, unknown>;

/** What a reading comes to; `why` are the clauses that decided, with those that say otherwise of the same value. */
export interface Verdict {
  level: Level;
  why: Reason[];
  changes: Change[];
}

/** How far a value lies from what somebody usually has. */
export interface Change {
  axis: Value;
  was: number;
  now: number;
  limit: number;
  clause: string;
}

export const warns = (level: string): boolean => level === "warning" || level === "emergency";

/** Judge a reading; `usual` is the own baseline, `months` the age. */
export function judge(round: Round, body: Body, months: number, usual: Record<string, string> = {}): Verdict {
  const facts = factsOf(body, months);
  const changes = changesOf(round.bounds, facts, usual);
  if (![...ASKED, "symptoms"].some((name) => name in facts)) return { level: "unknown", why: [], changes: [] };
  const worlds = possible(round.tables, facts);
  const levels = new Set(worlds.map((world) => worst(round.tables.map((table) => levelOf(decided(table, world))))));
  const mildest = LEVELS.find((level) => levels.has(level)) ?? "normal";
  const unsure = levels.size > 1 || lacking(round.tables, facts).length > 0;
  const judged = mildest === "normal" && unsure ? "unknown" : mildest;
  const level = changes.length && !warns(judged) ? "warning" : judged;
  return { level, why: warns(level) ? cited(round.tables, worlds) : [], changes };
}

/** Return what the tables look at and nobody measured; the temperature is always asked for. */
export function lacking(tables: Table[], facts: Facts | Body): (Value | "symptoms")[] {
  const asked = new Set(["temperature", ...tables.flatMap((table) => table.axes.map((axis) => axis.name))]);
  return ([...ASKED, "symptoms"] as const).filter((name) => asked.has(name) && facts[name] === undefined);
}

/** Return an age in whole months on the day of a reading. */
export const monthsOf = (bornOn: string, day: string): number => Math.floor((Date.parse(day) - Date.parse(bornOn)) / 86_400_000 / MONTH);

function factsOf(body: Body, months: number): Facts {
  const told = body["symptoms"] as string[] | undefined;
  const facts: Facts = { age_months: months };
  if (body["temperature"]) facts["temperature"] = Math.round(Number(body["temperature"]) * 10);
  for (const name of ["spo2", "breathing"] as const) if (body[name] !== undefined) facts[name] = body[name] as number;
  if (body["posture"]) facts["posture"] = body["posture"] as string;
  if (body["oxygen"] !== undefined) facts["oxygen"] = body["oxygen"] ? "oxygen" : "air";
  if (told) facts["symptoms"] = told.includes(BREATHLESS) ? BREATHLESS : told.length ? "some" : "none";
  return facts;
}

/** Return everything that the axes not known might be: one number of each band of any table. */
function possible(tables: Table[], facts: Facts): Facts[] {
  const might = new Map<string, Set<number | string>>();
  for (const { name, edges, values } of tables.flatMap((table) => table.axes)) {
    if (name in facts) continue;
    const known = might.get(name) ?? new Set();
    for (const value of edges?.length ? edges : values) known.add(value);
    might.set(name, known);
  }
  let worlds: Facts[] = [{ ...facts }];
  for (const [name, values] of [...might].sort()) worlds = worlds.flatMap((world) => [...values].sort().map((value) => ({ ...world, [name]: value })));
  return worlds;
}

function decided(table: Table, facts: Facts): Table["rows"][number] | undefined {
  const banded = new Map(table.axes.map(({ name, values, edges }) => {
    const told = facts[name];
    return [name, typeof told === "number" && edges ? values[edges.filter((edge) => edge <= told).length - 1] : told];
  }));
  return table.rows.find(({ takes }) => Object.entries(takes).every(([axis, allowed]) => allowed.includes(String(banded.get(axis)))));
}

const levelOf = (row: Table["rows"][number] | undefined): Level => LEVELS.find((level) => level === row?.outcome) ?? "normal";
const worst = (levels: Level[]): Level => LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] as Level;

/** Return the clauses that warn for certain, and those that look at the same value and say for certain something else. */
function cited(tables: Table[], worlds: Facts[]): Reason[] {
  const certain = tables
    .map((table) => ({ table, row: decided(table, worlds[0] as Facts) }))
    .filter(({ table, row }) => worlds.every((world) => decided(table, world)?.outcome === row?.outcome));
  const looks = ({ row }: (typeof certain)[number]): Value[] => ASKED.filter((axis) => axis in (row?.takes ?? {}));
  const warning = certain.filter(({ row }) => warns(levelOf(row)));
  const looked = new Set(warning.flatMap(looks));
  return certain
    .filter((each) => warning.includes(each) || looks(each).some((axis) => looked.has(axis)))
    .map(({ table, row }) => {
      const word = table.outcomes.find((outcome) => outcome.name === row?.outcome);
      return { zh: word?.zh ?? "", en: word?.en ?? "", clauses: [table.clause] };
    });
}

function changesOf(bounds: Round["bounds"], facts: Facts, usual: Record<string, string>): Change[] {
  return ASKED.flatMap((axis) => {
    const [name, sign] = CHANGES[axis];
    const bound = bounds[name];
    if (!bound || usual[axis] === undefined || facts[axis] === undefined) return [];
    const now = Number(facts[axis]) / (axis === "temperature" ? 10 : 1);
    const [was, limit] = [Number(usual[axis]), Number(bound.value)];
    const far = sign * Math.round((now - was) * 100) >= Math.round(limit * 100); // in whole hundredths, as decimals would
    return far ? [{ axis, was: tenths(was), now: tenths(now), limit, clause: bound.clause }] : [];
  });
}

const tenths = (value: number): number => Math.round(Math.round(value * 100) / 10) / 10;
