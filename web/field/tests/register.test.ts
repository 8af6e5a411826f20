import { expect, test } from "vitest";
import { ageOn, namesakes, withRegistered } from "../round/register.ts";
import { doorsOf } from "../round/search.ts";
import type { Entry } from "../store/outbox.ts";
import type { List } from "../wire/shapes.ts";

const NOW = Date.parse("2023-02-03T10:00:00Z");
const PLACE = "500103001001001001";
const list: List = {
  person: { number: 9, name: "" }, role: { zh: "", en: "" }, place: { code: "", name: "" }, places: [{ code: PLACE, name: "3号楼" }],
  households: [], people: [], duties: [], readings: [], clinics: [], rights: ["names", "record"], gate: null,
};
const entry = (id: string, kind: string, body: Record<string, unknown>): Entry => ({
  id, seq: 1, kind, at: "2023-02-03T09:00:00Z", body, state: "waiting", problem: null, madeAt: NOW, sentAt: null, photos: 0,
});
const home = entry("h", "household", { place: PLACE, door: "3-1-101", label: "" });
const person = entry("p", "person", { household: "h", name: "王桂兰", born_on: "1940-05-01", sex: "female" });

test("who is registered without network stands behind the new door at once, under the entry's own id", () => {
  const known = withRegistered(list, [home, person], 0, NOW);
  expect(doorsOf(known, PLACE)).toMatchObject([{ household: "h", door: "3-1-101", residents: [{ id: "p", name: "王桂兰", age: 82 }] }]);
  expect(namesakes(known, " 王桂兰 ")).toHaveLength(1);
});

test("what the list knows by now stands once, and what the server held back not at all", () => {
  expect(withRegistered(list, [{ ...home, state: "accepted", sentAt: 50 }], 60, NOW).households).toEqual([]);
  expect(withRegistered(list, [{ ...home, state: "quarantined", sentAt: 50 }], 40, NOW).households).toEqual([]);
});

test("somebody is a year older on the birthday, not before", () => {
  expect([ageOn("1940-02-04", NOW), ageOn("1940-02-03", NOW), ageOn("1940-05-01", NOW)]).toEqual([82, 83, 82]);
});
