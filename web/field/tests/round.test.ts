import { describe, expect, test } from "vitest";
import { kindsOf } from "../round/acts.ts";
import { blank, bodyOf, missing } from "../round/contact.ts";
import { codeIn, isSimple, plainCode } from "../round/enrolment.ts";
import { historyOf } from "../round/history.ts";
import { doorsOf, find } from "../round/search.ts";
import { reasons } from "../round/steps.ts";
import { today } from "../round/today.ts";
import type { Entry } from "../store/outbox.ts";
import type { Duty, List, Person, Table } from "../wire/shapes.ts";
import { pause, retryAfter } from "../wire/pace.ts";

const NOW = Date.parse("2023-02-03T10:00:00Z");
const person = (id: number, name: string, label: Person["label"], household = id): Person => ({
  id, name, label, household, place: "500103001001001001", sex: "f", age: 70, born_on: "1953-01-01", phone: "", observed: null,
});
const duty = (subject: number, changes: Partial<Duty> = {}): Duty => ({
  zh: "每周联系", en: "contact", window: subject, subject, place: "500103001001001001", mark: "open",
  opens: "2023-01-29T16:00:00Z", closes: "2023-02-05T16:00:00Z", needs: 1, done: 0, clause: "E-8", kinds: ["contact", "visit"], ...changes,
});
const list = (duties: Duty[], people = [person(1, "王桂兰", "yellow"), person(2, "李大成", "red"), person(3, "赵素芬", "")]): List => ({
  person: { number: 9, name: "" }, role: { zh: "", en: "" }, place: { code: "", name: "" },
  places: [{ code: "500103001001001001", name: "3号楼" }, { code: "500103001001001002", name: "4号楼" }],
  households: [
    { id: 1, place: "500103001001001001", door: "3-1-1001", label: "" }, { id: 2, place: "500103001001001001", door: "3-1-402", label: "" },
    { id: 3, place: "500103001001001001", door: "3-1-501", label: "" },
  ],
  people, duties, readings: [], clinics: [], rights: ["names", "record"], gate: null, round: null, handovers: [], communities: [], words: {},
});
const entry = (subject: number, changes: Partial<Entry> = {}): Entry => ({
  id: `e${subject}`, seq: 1, kind: "contact", at: "2023-02-03T09:00:00Z", body: { subject, way: "phone", condition: "well" },
  state: "waiting", problem: null, madeAt: NOW, sentAt: null, photos: 0, ...changes,
});

describe("the day's round", () => {
  test("late stands first, then by building with red before yellow, then what is done", () => {
    const round = today(list([duty(1), duty(2), duty(3, { closes: "2023-02-02T16:00:00Z" })]), [entry(1)], 0, NOW);
    expect(round.groups.map((group) => [group.kind, group.stops.map((stop) => stop.subject)])).toEqual([
      ["overdue", [3]], ["building", [2]], ["done", [1]],
    ]);
    expect([round.due, round.done, round.overdue]).toEqual([3, 1, 1]);
  });

  test("within one risk one walks by door numbers, not by letters", () => {
    const people = [person(1, "甲", "red"), person(2, "乙", "red"), person(3, "丙", "red")];
    expect(today(list([duty(1), duty(2), duty(3)], people), [], 0, NOW).groups[0]?.stops.map((stop) => stop.door)).toEqual([
      "3-1-402", "3-1-501", "3-1-1001",
    ]);
  });

  test("an entry that the server has not counted settles the duty here, and says so", () => {
    const task = today(list([duty(1)]), [entry(1)], 0, NOW).groups[0]?.stops[0]?.tasks[0];
    expect(task).toMatchObject({ mark: "met", done: 1, unsent: true });
  });

  test("an entry that the list knows already does not count twice", () => {
    const sent = entry(1, { state: "accepted", sentAt: 50 });
    expect(today(list([duty(1, { needs: 2, done: 1 })]), [sent], 60, NOW).done).toBe(0);
    expect(today(list([duty(1, { needs: 2, done: 1 })]), [sent], 40, NOW).done).toBe(1);
  });

  test("nobody reached, another kind of act, a corrected entry and one held back settle nothing", () => {
    const missed = entry(1, { body: { subject: 1, way: "phone", condition: "not_reached" } });
    const held = entry(1, { state: "quarantined" });
    const corrected = [entry(1), entry(1, { id: "later", body: { ...missed.body, corrects: "e1" } })];
    for (const entries of [[missed], [held], corrected]) expect(today(list([duty(1)]), entries, 0, NOW).done).toBe(0);
    expect(today(list([duty(1, { kinds: ["temperature"] })]), [entry(1)], 0, NOW).done).toBe(0);
  });

  test("a duty becomes urgent and overdue with the clock, without the server", () => {
    const marks = ["2023-02-03T10:00:00Z", "2023-02-05T10:00:00Z", "2023-02-05T16:00:00Z"].map(
      (at) => today(list([duty(1)]), [], 0, Date.parse(at)).groups[0]?.stops[0]?.mark,
    );
    expect(marks).toEqual(["open", "soon", "overdue"]);
  });
});

describe("what an entry proves", () => {
  test("at the door it is a visit, a measured temperature a reading beside", () => {
    expect(kindsOf({ kind: "contact", body: { way: "door", condition: "well", temperature: "36.8" } })).toEqual(["visit", "temperature"]);
    expect(kindsOf({ kind: "contact", body: { way: "door", condition: "not_reached" } })).toEqual(["contact_attempt"]);
  });
});

describe("the contact's form", () => {
  const about = { subject: 1, observed: false, photos: [], where: null };

  test("all is well needs a way and a condition, and nothing typed", () => {
    expect(missing({ ...blank("phone"), condition: ["well"] }, NOW)).toEqual([]);
    expect(missing(blank(), NOW)).toEqual(["way", "condition"]);
  });

  test("what cannot be is asked again", () => {
    const form = { ...blank("door"), condition: ["unwell" as const], temperature: "3.75", spo2: "101", earlier: "2023-02-04T10:00" };
    expect(missing(form, NOW)).toEqual(["temperature", "spo2", "earlier"]);
  });

  test("readings belong to the unwell and the observed, needs to whoever was reached", () => {
    const form = { ...blank("phone"), condition: ["well" as const], temperature: "37,6", spo2: "95", needs: ["care" as const] };
    expect(bodyOf(form, about)).toEqual({ subject: 1, way: "phone", condition: "well", needs: ["care"] });
    expect(bodyOf(form, { ...about, observed: true })).toMatchObject({ temperature: "37.6" });
    expect(bodyOf({ ...form, condition: ["not_reached"] }, about)).toEqual({ subject: 1, way: "phone", condition: "not_reached" });
  });
});

describe("a reading", () => {
  const table: Table = {
    clause: "HC-1",
    axes: [
      { name: "temperature", values: ["0-372", "373+"], edges: [0, 373] },
      { name: "spo2", values: ["0-93", "94", "95+"], edges: [0, 94, 95] },
      { name: "symptoms", values: ["none", "some", "breathless"] },
    ],
    rows: [
      { outcome: "emergency", takes: { spo2: ["0-93"] } },
      { outcome: "emergency", takes: { symptoms: ["breathless"] } },
      { outcome: "abnormal", takes: { temperature: ["373+"] } },
      { outcome: "abnormal", takes: { spo2: ["94"] } },
      { outcome: "abnormal", takes: { symptoms: ["some"] } },
      { outcome: "normal", takes: { temperature: ["0-372"], spo2: ["95+"], symptoms: ["none"] } },
    ],
    outcomes: ["normal", "abnormal", "emergency"].map((name) => ({ name, zh: name, en: name })),
  };
  const said = (body: Record<string, unknown>) => reasons(body, [table]).map((each) => each.en);

  test("is judged by the rows of the order, from mild to severe", () => {
    expect(said({ condition: "well", temperature: "37.2" })).toEqual([]);
    expect(said({ condition: "well", temperature: "37.3" })).toEqual(["abnormal"]);
    expect(said({ temperature: "36.5", spo2: 94 })).toEqual(["abnormal"]);
    expect(said({ temperature: "36.5", spo2: 93 })).toEqual(["emergency"]);
    expect(said({ condition: "unwell" })).toEqual(["abnormal"]);
    expect(said({ condition: "unwell", symptoms: ["breathless"] })).toEqual(["emergency"]);
  });

  test("is not made worse by what was not measured, and no order says nothing", () => {
    expect(said({ condition: "well" })).toEqual([]);
    expect(reasons({ condition: "unwell" }, [])).toEqual([]);
  });

  test("is told once where several orders say the same, with the clause of each", () => {
    expect(reasons({ condition: "unwell" }, [table, { ...table, clause: "A-2.2" }])).toEqual([
      { zh: "abnormal", en: "abnormal", clauses: ["HC-1", "A-2.2"] },
    ]);
  });
});

test("people are found by name, door, and building with door", () => {
  const here = list([]);
  expect(find(here, "桂兰").map((door) => door.door)).toEqual(["3-1-1001"]);
  expect(find(here, "3-1-4").map((door) => door.door)).toEqual(["3-1-402"]);
  expect(find(here, "3号楼 3-1-501").map((door) => door.door)).toEqual(["3-1-501"]);
  expect(find(here, "没有")).toEqual([]);
  expect(doorsOf(here, "500103001001001001").map((door) => door.door)).toEqual(["3-1-402", "3-1-501", "3-1-1001"]);
});

test("an entry known from both sides stands once in the history, and a corrected one is marked", () => {
  const known = { ...person(1, "王桂兰", ""), history: [{ id: "e1", at: "2023-02-03T09:00:00Z", by: "我", body: {} }] };
  const events = historyOf(known, [entry(1), entry(1, { id: "e2", at: "2023-02-03T09:30:00Z", body: { subject: 1, corrects: "e1" } })], "我");
  expect(events.map((event) => [event.id, event.corrected])).toEqual([["e2", false], ["e1", true]]);
});

test("codes are read as they are written down, and simple PINs are refused", () => {
  expect(plainCode("abcd-efgh jklm npqr")).toBe("ABCDEFGHJKLMNPQR");
  expect(plainCode("abc")).toBe("");
  expect(codeIn("#enrol=ABCD-EFGH-JKLM-NPQR")).toBe("ABCD-EFGH-JKLM-NPQR");
  expect(["111111", "123456", "987654", "135790", "112233"].map(isSimple)).toEqual([true, true, true, false, false]);
});

test("a busy server is left alone as long as it asks, and never by all phones at one moment", () => {
  expect(pause(1, 10_000, 0)).toBe(10_000);
  expect(pause(1, 10_000, 0.5)).toBeGreaterThan(10_000);
  expect([1, 2, 3, 10].map((failures) => pause(failures, null, 0.999))).toEqual([4998, 9995, 19990, 299850]);
  expect(retryAfter("30", NOW)).toBe(30_000);
  expect(retryAfter("Fri, 03 Feb 2023 10:01:00 GMT", NOW)).toBe(60_000);
  expect(retryAfter(null, NOW)).toBeNull();
});
