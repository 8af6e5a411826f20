/** Finding people on the phone: by name, by door, by building and door. */
import type { Id, List, Person } from "../wire/shapes.ts";
import { byDoor, byPlace } from "./today.ts";

const MOST = 40;

export interface Door {
  household: Id;
  place: string;
  door: string;
  residents: Person[];
}

/** Return the doors of one building as one walks them, eldest first behind each. */
export function doorsOf(list: List, place: string): Door[] {
  return all(list).filter((door) => door.place === place);
}

/** Return the first doors whose number, or a resident of which, fits what was typed. */
export function find(list: List, typed: string): Door[] {
  const text = plain(typed);
  if (!text) return [];
  const names = new Map(list.places.map((place) => [place.code, plain(place.name)]));
  return all(list)
    .filter(({ door, place, residents }) => {
      const where = plain(door);
      return where.startsWith(text) || `${names.get(place) ?? ""}${where}`.includes(text) ||
        residents.some((person) => plain(person.name).includes(text));
    })
    .slice(0, MOST);
}

/** Return the buildings as one walks, with the number of doors. */
export function buildings(list: List): { place: string; name: string; doors: number }[] {
  const counts = new Map<string, number>();
  for (const { place } of list.households) counts.set(place, (counts.get(place) ?? 0) + 1);
  return list.places
    .map(({ code, name }) => ({ place: code, name, doors: counts.get(code) ?? 0 }))
    .sort((a, b) => byPlace(a.place, b.place));
}

function all(list: List): Door[] {
  const residents = new Map<Id, Person[]>();
  for (const person of list.people) {
    residents.set(person.household, [...(residents.get(person.household) ?? []), person]);
  }
  return list.households
    .map(({ id, place, door }) => ({
      household: id, place, door,
      residents: (residents.get(id) ?? []).sort((a, b) => b.age - a.age),
    }))
    .sort((a, b) => byPlace(a.place, b.place) || byDoor(a.door, b.door));
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[\s\-–—·]/g, "");
