import { describe, expect, test } from "vitest";
import { bare, find, insideAt, instead, kindOf, linesOf, mask, passage, warmOf } from "../round/gate.ts";
import type { Entry } from "../store/outbox.ts";
import type { Gate, GateList } from "../wire/shapes.ts";

const CODE = "AL0123456789ABCDEF";
const [KNOWN_BY, ENDING] = ["vn_sNYCwYCIo_eWh6F54", "Bkzi-h5P"]; // as tests/premises/test_rules.py has them
const GATE: Gate = { id: 1, name: "东门", place: "500103001014900", clinic: "站", phone: "1", fever: "37.3", clause: "GT-1" };
const behind = "500103001014900000";
const list: GateList = {
  salt: "6a1f", gates: [GATE, { ...GATE, id: 2, name: "西门" }, { ...GATE, id: 3, place: "500103001014901" }],
  passes: [
    { id: 7, name: "王*兰", door: "1-1-402", behind, code: KNOWN_BY, ends: [ENDING] },
    { id: 8, name: "李*", door: "2-1-101", behind: "500103001014901000", code: "other", ends: [ENDING] },
  ],
  vehicles: [{ id: 4, plate: "渝AD1234", door: "1-1-402", behind }],
  visits: [], last: [{ place: GATE.place, who: "pass:7", way: "out", at: "2023-02-03T08:00:00Z" }],
};
let seq = 0;
const entry = (body: Record<string, unknown>, at = "2023-02-03T09:00:00.000Z", more: Partial<Entry> = {}): Entry => ({
  id: `e${++seq}`, seq, kind: "passage", at, body, state: "waiting", problem: null, madeAt: 0, sentAt: null, photos: 0, ...more,
});

describe("a gate", () => {
  test("what is typed is a code, four last digits, or a plate", () => {
    expect(["AL 0123-4567 89AB cdef", "123x", "渝A·D1234", "d12", "ab", "王桂兰"].map((typed) => kindOf(bare(typed))))
      .toEqual(["code", "digits", "plate", "plate", "nothing", "nothing"]);
  });

  test("a plate is found by its end or its beginning, and only where the gate serves", async () => {
    const names = async (typed: string, gate = GATE) => (await find(list, gate, typed, new Map())).map((one) => one.name);
    expect(await names("1234")).toEqual(["渝AD1234"]);
    expect(await names("渝a·d1")).toEqual(["渝AD1234"]);
    expect(await names("1234", list.gates[2])).toEqual([]);
  });

  test("a code and last digits are known by digests that the server makes in the same way", async () => {
    expect((await find(list, GATE, CODE, new Map([["pass:7", true]]))).map((one) => [one.name, one.inside])).toEqual([["王*兰", true]]);
    expect((await find(list, GATE, "0402", new Map())).map((one) => one.name)).toEqual(["王*兰"]);
    expect(await find(list, GATE, "AL0123456789ABCDEG", new Map())).toEqual([]);
  });

  test("whoever left is known as such, and never as one who may come in", async () => {
    const gone: GateList = { ...list, passes: list.passes.map((each) => ({ ...each, left: true })) };
    const left = async (of: GateList) => (await find(of, GATE, CODE, new Map())).map((one) => one.left);
    expect([await left(list), await left(gone)]).toEqual([[false], [true]]);
  });

  test("the newest passage decides who is inside, also before the server knows it", () => {
    const at = (entries: Entry[], listAt = 0) => insideAt(list, GATE.place, entries, listAt).get("pass:7");
    expect(at([])).toBe(false);
    const came = entry(passage(GATE, { pass: 7 }, "in", "36.5"));
    expect(at([came])).toBe(true);
    expect(at([{ ...came, body: { ...came.body, gate: 3 } }])).toBe(false);
    expect(at([entry(passage(GATE, { pass: 7 }, "in"), "2023-02-03T07:00:00.000Z")])).toBe(false);
    expect(at([{ ...came, sentAt: 1 }], 2)).toBe(false);
    expect(at([entry(passage(GATE, { pass: 7 }, "in", "37.3"))])).toBe(false);
  });

  test("a passage is turned round or taken back, and the earlier one counts no more", () => {
    const came = entry(passage(GATE, { vehicle: 4 }, "in"));
    const [line] = linesOf(list, GATE, [came]);
    const left = entry(instead(line!, "out"));
    expect(linesOf(list, GATE, [left, came]).map((each) => [each.name, each.way])).toEqual([["渝AD1234", "out"]]);
    const none = entry(instead(line!, null));
    expect(linesOf(list, GATE, [none, came])).toEqual([]);
    expect(insideAt(list, GATE.place, [none, came], 0).get("vehicle:4")).toBeUndefined();
  });

  test("temperatures are typed with or without a point", () => {
    expect(["", "365", "36.5", "38", "3", "999"].map(warmOf)).toEqual(["", "36.5", "36.5", "38.0", null, null]);
  });

  test("lists show names masked", () => expect(["王桂兰", "李四", "欧阳建国", "王"].map(mask)).toEqual(["王*兰", "李*", "欧**国", "*"]));
});
