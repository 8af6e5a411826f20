/** What is asked about a person once: who they are, and what the ledger keeps beside. */
import type { Person } from "../wire/shapes.ts";
import { today } from "./days.ts";
import { editsOf, MEMBER, type Values } from "./edit.ts";

export type Sex = "female" | "male";
export const SEXES = ["female", "male"] as const;
const [WEIGHTS, CHECKS] = [[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], "10X98765432"]; // GB 11643, as the server has it

/** A person as a form holds them. */
export interface PersonForm {
  name: string;
  id_number: string;
  born_on: string;
  sex: Sex[];
  phone: string;
  relation: string;
  groups: string[];
}

/** Return an empty form, or what is known of somebody; an identity number never is. */
export const personForm = (person?: Person): PersonForm => ({
  name: person?.name ?? "", id_number: "", born_on: person?.born_on ?? "", sex: SEXES.filter((each) => each === person?.sex),
  phone: person?.phone ?? "", relation: person?.relation ?? "", groups: [...(person?.groups ?? [])],
});

/** Return what an identity number says of its bearer, or null if it cannot be one. */
export function bearerOf(typed: string): { number: string; born_on: string; sex: Sex } | null {
  const number = typed.replace(/\s/g, "").toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return null;
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(number[at]), 0);
  const born_on = number.slice(6, 14).replace(/^(....)(..)(..)$/, "$1-$2-$3");
  const isDay = !Number.isNaN(Date.parse(born_on)) && new Date(born_on).toISOString().startsWith(born_on);
  return CHECKS[sum % 11] === number[17] && isDay ? { number, born_on, sex: Number(number[16]) % 2 ? "male" : "female" } : null;
}

/** Return the fields that cannot be kept so; a number tells birth and sex by itself. */
export function wrongIn(form: PersonForm): Set<keyof PersonForm> {
  const told = bearerOf(form.id_number);
  const wrong: [keyof PersonForm, boolean][] = [
    ["name", !form.name.trim()],
    ["id_number", form.id_number.trim() !== "" && (!told || told.born_on > today())],
    ["born_on", !told && (!form.born_on || form.born_on > today())],
    ["sex", !told && !form.sex.length],
    ["phone", telephoneOf(form.phone) === null],
  ];
  return new Set(wrong.filter(([, is]) => is).map(([field]) => field));
}

/** Return a telephone number as it is kept, empty if none is typed, or null if it is none; the same reading as the server's. */
export function telephoneOf(typed: string): string | null {
  const number = typed.replace(/\s/g, "").replace(/^\+86|[-()（）]/g, "");
  return number === "" || /^\d{5,15}$/.test(number) ? number : null;
}

const telephone = (form: PersonForm): string => telephoneOf(form.phone) ?? "";

/** Return what is sent of somebody new; what was not told is left out. */
export function personOf(form: PersonForm): Record<string, unknown> {
  const told = bearerOf(form.id_number);
  const body = {
    name: form.name.trim(), id_number: told?.number ?? "", born_on: told?.born_on ?? form.born_on, sex: told?.sex ?? form.sex[0],
    phone: telephone(form), relation: form.relation, groups: form.groups,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value?.length));
}

/** Return one correction for each fact of somebody that the form says otherwise; birth and sex follow a number. */
export function personEdits(person: Person, form: PersonForm, why: string): Record<string, unknown>[] {
  const told = bearerOf(form.id_number);
  const named = new Set([...(person.groups ?? []), ...form.groups]);
  const held = (groups: string[]): Values => Object.fromEntries([...named].map((group) => [MEMBER + group, groups.includes(group) ? "yes" : ""]));
  const { name, phone, relation = "", born_on, sex, id_token = "" } = person;
  const before = { name, phone, relation, born_on, sex, id_number: id_token, ...held(person.groups ?? []) };
  const after = {
    name: form.name, phone: telephone(form), relation: form.relation, ...held(form.groups),
    ...(told ? { id_number: told.number } : { born_on: form.born_on, sex: form.sex[0] ?? "" }),
  };
  return editsOf({ person: person.id }, before, after, why);
}
