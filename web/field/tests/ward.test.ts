import { describe, expect, test } from "vitest";
import type { Entry } from "../store/outbox.ts";
import { judge } from "../round/judging.ts";
import { bodyOf, floorsOf, implausible, isWhole, nextAfter, roundSince, typed, untype, untyped } from "../round/ward.ts";
import type { List, Person, Round, Table, Tier } from "../wire/shapes.ts";
import known from "./readings.json";

const NOW = Date.parse("2023-02-03T10:00:00+08:00");
const tables = known.tables as unknown as Table[];
const bed = (name: string, person: number, more = {}) => ({ name, person, ...more });
const round: Round = {
  floors: [{
    id: 1, building: "主楼", name: "1层",
    rooms: [{ name: "101", beds: [bed("101-1", 1), bed("101-2", 2)] }, { name: "102", beds: [bed("102-1", 3)] }],
  }],
  tables, bounds: known.bounds, calls: [], needs: 2, spacing: 3 * 3600, clause: "D-2.1",
};
const someone = (id: number, label: Tier = ""): Person =>
  ({ id, household: 1, place: "", name: `老人${id}`, sex: "female", age: 84, born_on: "1938-05-01", phone: "", label, observed: null });
const list = {
  round, people: [someone(1), someone(2), someone(3, "red")],
} as unknown as List;
let seq = 0;
const entry = (body: Record<string, unknown>, at = NOW - 60_000, more: Partial<Entry> = {}): Entry => ({
  id: `e${++seq}`, seq, kind: "round", at: new Date(at).toISOString(), body, state: "waiting", problem: null, madeAt: 0, sentAt: null, photos: 0, ...more,
});
const whole = { temperature: "36.4", spo2: 97, breathing: 16, posture: "rest", oxygen: false, symptoms: [] };
const states = (entries: Entry[], now = NOW, told: List = list) =>
  floorsOf(told, entries, 0, now, true)[0]!.rooms.flatMap((room) => room.stops.map((stop) => stop.state));

describe("a reading", () => {
  test.each(known.cases)("of $body at $months months comes to $level, as on the server", ({ body, months, usual, level, said, changes }) => {
    const found = judge(round, body, months, usual as unknown as Record<string, string>);
    expect(found.level).toBe(level);
    expect(found.why.flatMap((each) => each.clauses)).toEqual(said);
    expect(found.changes.map((each) => [each.axis, String(each.was), String(each.now)])).toEqual(changes);
  });
});

describe("a round", () => {
  test("somebody red comes first, and going door by door is a choice", () => {
    const rooms = (byDoor: boolean) => floorsOf(list, [], 0, NOW, byDoor)[0]!.rooms.map((room) => room.name);
    expect([rooms(false), rooms(true)]).toEqual([["102", "101"], ["101", "102"]]);
  });

  test("what was entered here counts at once; a partial reading is never simply done, and a warning shows as one", () => {
    const entries = [
      entry({ subject: 1, ...whole }), entry({ subject: 2, temperature: "36.4", not_done: "refused" }), entry({ subject: 3, ...whole, spo2: 92 }),
    ];
    expect(states([])).toEqual(["left", "left", "left"]);
    expect(states(entries)).toEqual(["done", "partial", "emergency"]);
    expect(states(entries, NOW + 4 * 3_600_000)).toEqual(["left", "left", "left"]);
  });

  test("a correction stands in for the entry it corrects, and what the server kept apart does not count", () => {
    const wrong = entry({ subject: 1, ...whole, spo2: 92 });
    expect(states([entry({ subject: 1, ...whole, corrects: wrong.id }), wrong])[0]).toBe("done");
    expect(states([{ ...wrong, state: "quarantined" }])[0]).toBe("left");
  });

  test("a round does not reach over midnight", () => {
    expect(roundSince(round, Date.parse("2023-02-03T01:00:00+08:00"))).toBe(Date.parse("2023-02-03T00:00:00+08:00"));
    expect(roundSince(round, NOW)).toBe(NOW - 3 * 3_600_000);
  });

  test("the next one is who is left, and after the last nobody", () => {
    const after = (entries: Entry[], id: number | null) => nextAfter(floorsOf(list, entries, 0, NOW, true)[0]!, id)?.person.id ?? null;
    expect([after([], null), after([], 1), after([], 3)]).toEqual([1, 2, 1]);
    expect(after([entry({ subject: 1, ...whole }), entry({ subject: 2, ...whole })], 3)).toBe(null);
  });
});

describe("one resident's values", () => {
  const type = (axis: "temperature" | "spo2" | "breathing", digits: string): string => [...digits].reduce((text, digit) => typed(axis, text, digit), "");

  test("are typed without a point, and are whole after their last digit", () => {
    expect([type("temperature", "364"), type("spo2", "97"), type("spo2", "100"), untype("36.4")]).toEqual(["36.4", "97", "100", "36"]);
    const wholes = [["temperature", "36"], ["temperature", "36.4"], ["spo2", "97"], ["spo2", "10"], ["spo2", "100"], ["breathing", "10"]] as const;
    expect(wholes.map(([axis, text]) => isWhole(axis, text))).toEqual([false, true, true, false, true, true]);
  });

  test("nobody alive has 43 degrees, 49 per cent or 3 breaths", () => {
    expect(implausible({ ...untyped(), temperature: "43.0", spo2: "49", breathing: "3" })).toEqual(["temperature", "spo2", "breathing"]);
    expect(implausible({ ...untyped(), temperature: "42.9", spo2: "50", breathing: "4" })).toEqual([]);
  });

  test("what lacks needs a reason; asked and none is no symptoms, and whoever slept was asked nothing", () => {
    const all = bodyOf({ ...untyped(), temperature: "36.4", spo2: "97", breathing: "16", notDone: ["asleep"] }, 1, tables);
    expect(all).toEqual({ body: { subject: 1, ...whole }, lacks: [] });
    const none = bodyOf({ ...untyped(), notDone: ["asleep"] }, 1, tables, "e1");
    expect(none).toEqual({ body: { subject: 1, not_done: "asleep", corrects: "e1" }, lacks: ["temperature", "spo2", "breathing", "symptoms"] });
  });
});
