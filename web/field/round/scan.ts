/** Reading codes out of the camera: by the browser's own reader, or by one that is fetched where it has none. */
import type { BarcodeDetector } from "qr/decode.js";

const FORM = "qr_code";

/** Return what reads a picture. */
export async function makeReader(): Promise<BarcodeDetector> {
  const own = (globalThis as { BarcodeDetector?: typeof BarcodeDetector }).BarcodeDetector;
  const reads = own && (await own.getSupportedFormats()).includes(FORM);
  const Reader = reads ? own : (await import("qr/decode.js")).BarcodeDetector;
  return new Reader({ formats: [FORM] });
}
