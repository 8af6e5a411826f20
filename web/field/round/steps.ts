/** Whether somebody is so unwell that something must follow at once, by the values the order in force gives. */
export type Reason = { why: "unwell" } | { why: "fever" | "spo2"; value: string; limit: string };

export type Thresholds = Record<string, number | string>;

/** Return why an entry asks for the next step; nothing if it does not. */
export function reasons(body: Record<string, unknown>, thresholds: Thresholds): Reason[] {
  const found: Reason[] = [];
  if (body["condition"] === "unwell") found.push({ why: "unwell" });
  const { temperature, spo2 } = body;
  const [fever, low] = [thresholds["temperature"], thresholds["spo2"]];
  if (temperature && fever !== undefined && Number(temperature) >= Number(fever)) {
    found.push({ why: "fever", value: String(temperature), limit: String(fever) });
  }
  if (spo2 && low !== undefined && Number(spo2) < Number(low)) {
    found.push({ why: "spo2", value: String(spo2), limit: String(low) });
  }
  return found;
}
