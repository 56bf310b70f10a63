// The window's end: once all is saved, or anyway.

import type { Notices } from "../features/notices/notices.svelte";
import type { Works } from "../features/work/works.svelte";
import type { Host } from "../host/host";
import { text } from "../texts";

/** A window that is to close whatever happens waits so long for its last save, in milliseconds; one that is to save first says by then that it stays. */
const LAST_SAVE_MS = 1000;

interface Needs {
  host: Host;
  works: Works;
  notices: Notices;
  /** Saves what is typed; false where it could not be. */
  flush: () => Promise<boolean>;
  /** Stops long work. */
  stop: () => void;
}

/** Closes the window once all is saved; or anyway, if what can still be saved was, or takes too long. */
export function toClosing({ host, works, notices, flush, stop }: Needs): (how: "saved" | "anyway") => Promise<void> {
  /** The last save takes long: it waits for a change of many articles, or for a slow disk. */
  async function waits(): Promise<void> {
    await host.call("window_stays", {});
    notices.tell(text("notice-window-waits"), works.running.length > 0 ? { label: text("action-work-stop"), run: stop } : undefined);
  }

  return async function close(how) {
    // Whoever asked is told in time that the page is alive: it would close the window without the save.
    const waiting = how === "saved" ? setTimeout(() => void waits(), LAST_SAVE_MS) : undefined;
    const saved = await (how === "saved" ? flush() : Promise.race([flush(), new Promise((done) => setTimeout(done, LAST_SAVE_MS))]));
    clearTimeout(waiting);
    if (saved || how === "anyway") return void host.call("window_close", {});
    // Who asks again is asked again, and not taken to insist.
    await host.call("window_stays", {});
    notices.tell(text("notice-window-stays"), { label: text("action-close-anyway"), run: () => void close("anyway") });
  };
}
