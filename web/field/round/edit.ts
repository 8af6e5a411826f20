/** Fields put right: what was changed, each with the value that was seen. */
import type { Id } from "../wire/shapes.ts";

export const MEMBER = "group."; // before the group in the name of a field, which holds "yes" or nothing
export type Of = { person: Id } | { household: Id };
export type Values = Record<string, string>;

/** Return one correction for each field that says something else than before. */
export function editsOf(of: Of, before: Values, after: Values, why: string): Record<string, unknown>[] {
  return Object.keys(after)
    .map((field) => ({ field, was: before[field] ?? "", value: (after[field] ?? "").trim() }))
    .filter(({ was, value }) => was !== value)
    .map((edit) => ({ ...of, ...edit, ...(why.trim() ? { why: why.trim() } : {}) }));
}
