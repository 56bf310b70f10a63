// The library's pictures as addresses that a frame may show: each is asked for once and kept by its hash.

import type { Host } from "../host/host";
import type { Failure, PictureTaken, PreviewPicture } from "../wire";

/** By its hash it is asked for, by its type it is shown. */
export type Held = Pick<PreviewPicture, "hash" | "type">;

/** Pictures that are kept. */
const KEPT_MAX = 200;

/** Most bytes of a picture that are sent to the core; it takes no larger one either. */
const PICTURE_BYTES_MAX = 50 * 1024 * 1024;

/** Takes a picture into the library. */
export async function takePicture(host: Host, file: File): Promise<PictureTaken> {
  if (file.size > PICTURE_BYTES_MAX) throw { code: "invalid", tone: "cannot_now", message: file.name } satisfies Failure;
  return host.call("picture_add", { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name });
}

export class Pictures {
  readonly #host: Host;
  readonly #kept = new Map<string, { url: string | null; coming: Promise<string | null> }>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The address if the picture is here already. */
  here(picture: Held): string | null {
    return this.#kept.get(picture.hash)?.url ?? null;
  }

  /** The address once the picture is here; null where it cannot be had. */
  get(picture: Held): Promise<string | null> {
    const kept = this.#kept.get(picture.hash);
    if (kept) {
      // The oldest stand first; this one was just asked for.
      this.#kept.delete(picture.hash);
      this.#kept.set(picture.hash, kept);
      return kept.coming;
    }
    const entry = { url: null as string | null, coming: Promise.resolve<string | null>(null) };
    entry.coming = this.#fetch(picture).then((url) => {
      if (url === null) this.#kept.delete(picture.hash);
      return (entry.url = url);
    });
    this.#kept.set(picture.hash, entry);
    for (const hash of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) break;
      this.#drop(hash);
    }
    return entry.coming;
  }

  /** Lets go of all. */
  clear(): void {
    for (const hash of [...this.#kept.keys()]) this.#drop(hash);
  }

  #drop(hash: string): void {
    void this.#kept.get(hash)?.coming.then((url) => url !== null && URL.revokeObjectURL(url));
    this.#kept.delete(hash);
  }

  async #fetch(picture: Held): Promise<string | null> {
    try {
      const bytes = await this.#host.call("media", { hash: picture.hash });
      return URL.createObjectURL(new Blob([bytes], { type: picture.type }));
    } catch {
      // What it shows stands in its place.
      return null;
    }
  }
}
