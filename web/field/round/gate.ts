/** A gate out of the list and of what was entered since: who stands before it, who is inside. */
import { sha256 } from "../wire/server.ts";
import type { Entry } from "../store/outbox.ts";
import type { Gate, GateList } from "../wire/shapes.ts";
import { standing } from "./acts.ts";

const MOST = 8; // shown at once
const LEAST = 3; // signs of a plate that are looked up
const CODE = /^AL[0-9A-HJKMNP-TV-Z]{16}$/;
const DIGITS = /^\d{3}[\dX]$/;
const PLATE = /^[一-鿿]?[A-Z0-9]{3,8}[一-鿿]?$/;
const [COLDEST, HOTTEST] = [30, 45];

export type Passing = "in" | "out" | "refused";
export type Typed = "code" | "digits" | "plate" | "nothing";
export type Body = { pass: number } | { vehicle: number } | { visit: string; visitor?: Visitor };

/** What a visitor tells at the gate. */
export interface Visitor {
  name: string;
  whom: string;
  phone: string;
  reason: string;
  plate: string;
}

/** Somebody whom the gate knows; `inside` is null for whoever never passed. Who `left` may only go out. */
export interface Found {
  who: string;
  name: string;
  door: string;
  inside: boolean | null;
  left: boolean;
  body: Body;
}

/** One passage that was registered on this phone. */
export interface Line {
  id: string;
  at: string;
  who: string;
  way: Passing;
  name: string;
  door: string;
  temperature: string;
  body: Record<string, unknown>;
}

/** Return what was scanned or typed without blanks and dots, in capitals. */
export const bare = (text: string): string => text.normalize("NFKC").replace(/[\s·•.-]/g, "").toUpperCase();

/** Tell what a bare text is. */
export function kindOf(text: string): Typed {
  if (CODE.test(text)) return "code";
  if (DIGITS.test(text)) return "digits";
  return text.length >= LEAST && PLATE.test(text) ? "plate" : "nothing";
}

/** Return a name as gates show it. */
export function mask(name: string): string {
  const letters = [...name];
  if (letters.length < 2) return "*";
  const last = letters.length > 2 ? letters.at(-1) : "";
  return letters[0] + "*".repeat(Math.max(letters.length - 2, 1)) + last;
}

/** Return a temperature as it is kept: 365 is 36.5; empty if nothing was typed, null if nobody has it. */
export function warmOf(typed: string): string | null {
  if (!typed) return "";
  const value = typed.includes(".") || typed.length < 3 ? Number(typed) : Number(typed) / 10;
  return value >= COLDEST && value <= HOTTEST ? value.toFixed(1) : null;
}

/** Tell whether a temperature reaches what is in force at the gate. */
export const isHot = (gate: Gate, warm: string): boolean => Boolean(gate.fever && warm) && Number(warm) >= Number(gate.fever);

/** Return whom a scanned code, a plate or four last digits may mean; a code is known in the whole place. */
export async function find(list: GateList, gate: Gate, typed: string, inside: Map<string, boolean>): Promise<Found[]> {
  const text = bare(typed);
  const kind = kindOf(text);
  const here = <T extends { behind: string }>(all: T[]): T[] => all.filter((each) => each.behind.startsWith(gate.place));
  if (kind === "nothing") return [];
  const digest = kind === "plate" ? "" : short(await sha256(utf8.encode(kind === "code" ? text : list.salt + text)), kind === "code" ? 15 : 6);
  const passes = kind === "code" ? list.passes.filter((each) => each.code === digest)
    : kind === "digits" ? here(list.passes).filter((each) => each.ends?.includes(digest)) : [];
  const cars = kind === "code" ? [] : here(list.vehicles).filter(({ plate }) => plate.endsWith(text) || plate.startsWith(text));
  const known = (who: string): boolean | null => inside.get(who) ?? null;
  return [
    ...passes.map(({ id, name, door, left = false }) => ({ who: `pass:${id}`, name, door, left, body: { pass: id } })),
    ...cars.map(({ id, plate, door, left = false }) => ({ who: `vehicle:${id}`, name: plate, door, left, body: { vehicle: id } })),
  ].slice(0, MOST).map((each) => ({ ...each, inside: known(each.who) }));
}

/** Return whether each of those who ever passed is inside: the newest passage decides, whoever registered it. */
export function insideAt(list: GateList, place: string, entries: Entry[], listAt: number): Map<string, boolean> {
  const newest = new Map<string, { at: number; way: string }>();
  const tell = (who: string, way: string, at: number): void => {
    if (way !== "refused" && at >= (newest.get(who)?.at ?? -Infinity)) newest.set(who, { at, way });
  };
  for (const { place: where, who, way, at } of list.last) if (where === place) tell(who, way, Date.parse(at));
  const here = new Set(list.gates.filter((gate) => gate.place === place).map((gate) => gate.id));
  for (const { kind, body, at, sentAt } of standing(entries).reverse()) { // of one moment the later entry counts
    const news = sentAt === null || sentAt > listAt;
    if (kind !== "passage" || !news || !here.has(body["gate"] as number)) continue;
    const [who, moment] = [whoOf(body), Date.parse(at)];
    if (!body["void"]) tell(who, String(body["way"]), moment);
    else if (newest.get(who)?.at === moment) newest.delete(who);
  }
  return new Map([...newest].map(([who, { way }]) => [who, way === "in"]));
}

/** Return the passages at a gate that were registered here and still stand, newest first. */
export function linesOf(list: GateList, gate: Gate, entries: Entry[]): Line[] {
  const words = namesOf(list, entries);
  return passages(entries)
    .filter(({ body }) => body["gate"] === gate.id)
    .map(({ id, at, body }) => {
      const who = whoOf(body);
      const told = words.get(who) ?? { name: "", door: "" };
      return { id, at, who, way: body["way"] as Passing, ...told, temperature: String(body["temperature"] ?? ""), body };
    });
}

/** Return what is shown of everybody whom the phone has ever heard of. */
export function namesOf(list: GateList, entries: Entry[]): Map<string, { name: string; door: string }> {
  const words = new Map<string, { name: string; door: string }>();
  for (const { id, name, door } of list.passes) words.set(`pass:${id}`, { name, door });
  for (const { id, plate, door } of list.vehicles) words.set(`vehicle:${id}`, { name: plate, door });
  for (const { id, name, whom } of list.visits) words.set(`visit:${id}`, { name, door: whom });
  for (const { kind, body } of entries) {
    const told = body["visitor"] as Visitor | undefined;
    if (kind === "passage" && told) words.set(whoOf(body), { name: mask(told.name), door: told.whom });
  }
  return words;
}

/** Return what a passage says: somebody with fever stays outside. */
export function passage(gate: Gate, body: Body, way: Passing, warm = ""): Record<string, unknown> {
  return { gate: gate.id, way: way === "in" && isHot(gate, warm) ? "refused" : way, ...body, ...(warm ? { temperature: warm } : {}) };
}

/** Return what stands in for an earlier passage: the other way, or nothing at all. */
export function instead(line: Line, way: Passing | null): Record<string, unknown> {
  return { ...line.body, corrects: line.id, ...(way ? { way } : { void: true }) };
}

function passages(entries: Entry[]): Entry[] {
  return standing(entries).filter((entry) => entry.kind === "passage" && !entry.body["void"]);
}

function whoOf(body: Record<string, unknown>): string {
  const kind = ["pass", "vehicle", "visit"].find((each) => body[each] !== undefined) ?? "";
  return `${kind}:${body[kind]}`;
}

const utf8 = new TextEncoder();

/** Return the first bytes of a fingerprint as the list writes them: base64 for addresses. */
function short(hex: string, bytes: number): string {
  const letters = hex.slice(0, bytes * 2).replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_");
}
