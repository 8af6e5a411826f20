import { expect, test } from "vitest";
import { arrivalOf, arriving } from "../round/arrival.ts";
import { dayOf } from "../round/days.ts";
import { editsOf } from "../round/edit.ts";
import { bearerOf, personEdits, personForm, personOf, wrongIn } from "../round/person.ts";
import { ageOn, namesakes, withRegistered } from "../round/register.ts";
import { expand } from "../wire/expand.ts";
import { doorsOf } from "../round/search.ts";
import type { Entry } from "../store/outbox.ts";
import type { List } from "../wire/shapes.ts";

const NOW = Date.parse("2023-02-03T10:00:00Z");
const PLACE = "500103001001001001";
const list: List = {
  person: { number: 9, name: "" }, role: { zh: "", en: "" }, place: { code: "", name: "" }, places: [{ code: PLACE, name: "3号楼" }],
  households: [], people: [], duties: [], readings: [], clinics: [], rights: ["names", "record"], gate: null, round: null, handovers: [], communities: [], words: {},
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

test("what was put right here shows at once, the newest last, and says what was seen before", () => {
  const [first, second] = editsOf({ person: "p" }, { name: "王桂兰", phone: "" }, { name: "王贵兰", phone: " 123 " }, "问过");
  expect(first).toEqual({ person: "p", field: "name", was: "王桂兰", value: "王贵兰", why: "问过" });
  const edits = [entry("e3", "edit", { person: "p", field: "phone", value: "456" }), entry("e2", "edit", second!), entry("e1", "edit", first!)];
  expect(withRegistered(list, [...edits, home, person], 0, NOW).people).toMatchObject([{ name: "王贵兰", phone: "456" }]);
  expect(editsOf({ person: 1 }, { name: "王" }, { name: "王 " }, "")).toEqual([]);
});

test("a day begins at midnight in China", () => {
  expect([dayOf(Date.parse("2023-02-02T15:59:59Z")), dayOf(Date.parse("2023-02-02T16:00:00Z"))]).toEqual(["2023-02-02", "2023-02-03"]);
});

test("an arrival says its journey only if somebody told it", () => {
  const form = { ...arriving(), coming: ["festival" as const], origin: "东莞" };
  expect(arrivalOf(form, 1, "渝中")).not.toHaveProperty("legs");
  expect(arrivalOf({ ...form, by: ["bus"] }, 1, "渝中")["legs"]).toMatchObject([{ by: "bus", start: "东莞", end: "渝中" }]);
});

test("a list kept from before the app was renewed opens as ever", () => {
  const { rights, gate, handovers, communities, ...old } = list;
  expect(expand({ ...old, measures: [], people: [], duties: [] } as never)).toMatchObject({ rights, gate, handovers, communities });
});

const known = { id: 4, household: 1, place: PLACE, name: "李大成", sex: "male", age: 76, born_on: "1946-08-15", phone: "10086", observed: null, groups: ["orphan", "pregnant"], relation: "head", id_token: "ab12" };

test("groups and the relation are put right one by one, each with what was seen", () => {
  const form = { ...personForm(known), relation: "spouse", groups: ["pregnant", "living_alone"] };
  const edits = personEdits(known, form, "");
  expect(edits).toEqual([
    { person: 4, field: "relation", was: "head", value: "spouse" },
    { person: 4, field: "group.orphan", was: "yes", value: "" },
    { person: 4, field: "group.living_alone", was: "", value: "yes" },
  ]);
  const made = edits.map((body, at) => entry(`e${at}`, "edit", body)).reverse();
  expect(withRegistered({ ...list, people: [known] }, made, 0, NOW).people[0]).toMatchObject({ relation: "spouse", groups: ["pregnant", "living_alone"] });
  expect(personEdits(known, personForm(known), "")).toEqual([]);
});

test("an identity number tells birth and sex, is judged by its check digit, and is put right by the token of the known one", () => {
  expect(bearerOf("11010519491231002x")).toEqual({ number: "11010519491231002X", born_on: "1949-12-31", sex: "female" });
  expect(["110105194912310021", "11010519490231002X", "1101051949"].map(bearerOf)).toEqual([null, null, null]);
  const form = { ...personForm(), name: "周敏", id_number: "11010519491231002X", groups: ["orphan"] };
  expect(personOf(form)).toEqual({ name: "周敏", id_number: form.id_number, born_on: "1949-12-31", sex: "female", groups: ["orphan"] });
  expect(wrongIn(form).size + wrongIn({ ...form, id_number: "1" }).size).toBe(3);
  expect([...wrongIn({ ...form, phone: "王" })]).toEqual(["phone"]); // and not an empty number in place of the one that is known
  expect(personEdits(known, { ...personForm(known), id_number: form.id_number }, "证件")).toEqual([
    { person: 4, field: "id_number", was: "ab12", value: form.id_number, why: "证件" },
  ]);
});
