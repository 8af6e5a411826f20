/** Days as they are counted in China, whatever the phone's clock is set to. */
const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;
const written = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }); // 2023-02-03

/** Return the day of a moment. */
export const dayOf = (at: number): string => written.format(at);

/** Return today, or a day before it. */
export const today = (before = 0): string => dayOf(Date.now() - before * DAY);
