/** Whether a reading asks for the next step at once, by the tables of the orders in force; the same reading as the server's. */
import type { Both, Table } from "../wire/shapes.ts";

export interface Reason extends Both {
  clause: string;
}

const NORMAL = "normal";
const BREATHLESS = "breathless";
type Axis = Table["axes"][number];

/** Return what each order in force says of an entry that is not normal. */
export function reasons(body: Record<string, unknown>, tables: Table[]): Reason[] {
  return tables.flatMap((table) => {
    const said = table.outcomes.find((outcome) => outcome.name === judge(table, body));
    return said && said.name !== NORMAL ? [{ zh: said.zh, en: said.en, clause: table.clause }] : [];
  });
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
