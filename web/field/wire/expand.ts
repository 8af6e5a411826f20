/** From the list as it is sent to the list as the screens read it. */
import type { List, Told } from "./shapes.ts";

/** What a list kept from before the app was renewed does not say yet. */
const UNSAID: Pick<List, "rights" | "gate" | "round" | "handovers" | "communities" | "words"> = {
  rights: ["names", "record"], gate: null, round: null, handovers: [], communities: [], words: {},
};

/** Say again with each row what was said once for all. */
export function expand(told: Told): List {
  const { measures, people, duties, ...rest } = told;
  const homes = new Map(told.households.map((home) => [home.id, home.place]));
  const asked = new Map(measures.map((measure) => [measure.code, measure]));
  return {
    ...UNSAID,
    ...rest,
    people: people.map(({ observed, observed_until, ...person }) => ({
      ...person,
      groups: (person.groups ?? []).filter((group) => typeof group === "string"),
      place: homes.get(person.household) ?? "",
      observed: observed === undefined ? null : { day: observed, until: observed_until ?? null },
    })),
    duties: duties.map(({ measure, have, subject, closes, kinds, ...duty }) => {
      const { zh, en, clause } = asked.get(measure) ?? { zh: measure, en: measure, clause: measure };
      return { ...duty, zh, en, clause, done: have, subject: subject ?? null, closes: closes ?? null, kinds: kinds ?? [] };
    }),
  };
}
