/** A photo small enough to travel, without anything but the picture in it. */
import { sha256 } from "../wire/server.ts";
import type { NewPhoto } from "../store/outbox.ts";

const LONGEST = 1600; // pixels
const QUALITY = 0.72;

export interface Where {
  lat: number;
  lon: number;
  metres: number;
}

/** Make a photo smaller, turn it upright and leave out what the camera wrote into the file. */
export async function shrink(file: Blob): Promise<NewPhoto> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the browser made no picture");
  const bytes = await blob.arrayBuffer();
  return { sha256: await sha256(bytes), type: blob.type, bytes };
}

/** Return a picture as an address that the page may show. */
export function shown({ type, bytes }: NewPhoto): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return `data:${type};base64,${btoa(text)}`;
}

/** Tell whether the phone may already say where it is, without asking anew. */
export async function mayLocate(): Promise<boolean> {
  const allowed = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  return allowed?.state === "granted";
}

/** Return where the phone is, if it may know. */
export function whereNow(): Promise<Where | null> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lon: coords.longitude, metres: Math.round(coords.accuracy) }),
      () => done(null),
      { enableHighAccuracy: true, timeout: 8_000, maximumAge: 60_000 },
    );
  });
}
