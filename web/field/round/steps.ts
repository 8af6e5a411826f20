/** Whether a reading asks for the next step at once, by the tables of the orders in force; the same reading as the server's. */
import type { Both, Table } from "../wire/shapes.ts";

export interface Reason extends Both {
  clauses: string[];
}

const NORMAL = "normal";
const BREATHLESS = "breathless";
type Axis = Table["axes"][number];

/** Return what the orders in force say of an entry that is not normal; the same words once, with the clauses of all that say them. */
export function reasons(body: Record<string, unknown>, tables: Table[]): Reason[] {
  const found: Reason[] = [];
  for (const table of tables) {
    const said = table.outcomes.find((outcome) => outcome.name === judge(table, body));
    if (!said || said.name === NORMAL) continue;
    const same = found.find((reason) => reason.en === said.en);
    if (same) same.clauses.push(table.clause);
    else found.push({ zh: said.zh, en: said.en, clauses: [table.clause] });
  }
  return found;
}

/** Return the mildest outcome that fits: what was not measured never makes it worse. */
function judge(table: Table, body: Record<string, unknown>): string {
  let cases: Record<string, string>[] = [{}];
  for (const axis of table.axes) {
    cases = cases.flatMap((each) => valuesOf(axis, body).map((value) => ({ ...each, [axis.name]: value })));
  }
  const found = new Set(cases.map((each) => decide(table, each)));
  return table.outcomes.find((outcome) => found.has(outcome.name))?.name ?? NORMAL;
}

function decide(table: Table, values: Record<string, string>): string {
  const row = table.rows.find(({ takes }) =>
    Object.entries(takes).every(([axis, allowed]) => allowed.includes(values[axis] ?? "")),
  );
  return row?.outcome ?? "";
}

/** Return what an entry says on an axis, or everything it might. */
function valuesOf(axis: Axis, body: Record<string, unknown>): string[] {
  if (axis.name === "symptoms") return [symptomsOf(axis, body)];
  const told = body[axis.name];
  if (told === undefined || !axis.edges) return axis.values;
  const number = axis.name === "temperature" ? Math.floor(Number(told) * 10 + 1e-6) : Number(told);
  const value = axis.values[axis.edges.filter((edge) => edge <= number).length - 1];
  return value === undefined ? axis.values : [value];
}

function symptomsOf(axis: Axis, body: Record<string, unknown>): string {
  const told = (body["symptoms"] as string[] | undefined) ?? [];
  if (told.includes(BREATHLESS) && axis.values.includes(BREATHLESS)) return BREATHLESS;
  return told.length || body["condition"] === "unwell" ? "some" : "none";
}
