/** Language, size of type and ways to say times; kept where the other screens keep theirs. */
import { reactive, watchEffect } from "vue";
import type { Both } from "../wire/shapes.ts";
import { en } from "./en.ts";
import { zh, type Words } from "./zh.ts";

const YEAR = 365 * 24 * 3600;
const ZONE = "Asia/Shanghai";
const cookie = (name: string): string =>
  document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

export const ui = reactive({ english: cookie("django_language") === "en", large: cookie("large") === "yes" });

const keep = (name: string, value: string): void => {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; SameSite=Lax`;
};

/** Let the page follow what is chosen, and remember it. */
export function followChoices(): void {
  watchEffect(() => {
    document.documentElement.lang = ui.english ? "en" : "zh-Hans";
    document.documentElement.classList.toggle("large", ui.large);
    document.title = t().appLong;
    keep("django_language", ui.english ? "en" : "zh-hans");
    keep("large", ui.large ? "yes" : "no");
  });
}

/** Return the words of the language in use. */
export const t = (): Words => (ui.english ? en : zh);

/** Return what a pack or an office says, in the language in use. */
export const said = (both: Both): string => (ui.english ? both.en : both.zh);

const parts = (at: number | string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(ui.english ? "en-GB" : "zh-CN", { timeZone: ZONE, ...options }).format(new Date(at));

/** Say a day. */
export const day = (at: number | string): string =>
  parts(at, { day: "numeric", month: ui.english ? "short" : "long" });

/** Say a day with its year. */
export const dated = (at: number | string): string =>
  parts(at, { day: "numeric", month: ui.english ? "short" : "long", year: "numeric" });

/** Say a moment: the hour if it is of today, with the day before it otherwise. */
export function moment(at: number | string, now: number = Date.now()): string {
  const hour = parts(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const midnight = hour === "00:00"; // which is 24:00 of the day that ends
  const on = midnight ? new Date(at).getTime() - 1 : at;
  const said = midnight ? "24:00" : hour;
  if (dated(on) === dated(now)) return said;
  return ui.english ? `${day(on)}, ${said}` : `${day(on)} ${said}`;
}

/** Say until when something is owed, by its day also where that is today: one row may hold the same for two days. */
export function due(at: number | string, now: number = Date.now()): string {
  const said = moment(at, now);
  return t().until(said.length === "24:00".length ? t().todayAt(said) : said);
}

/** Say a length of time in minutes and seconds. */
export function length(milliseconds: number): string {
  const seconds = Math.max(Math.ceil(milliseconds / 1000), 0);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (ui.english) return minutes ? `${minutes} min ${rest} s` : `${rest} s`;
  return minutes ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`;
}
