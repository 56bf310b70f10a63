// The host in the window: Tauri's bridge to the core. The one file that imports @tauri-apps/*.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebviewWindow } from "@tauri-apps/api/webviewWindow";
import { asFailure, type Commands, type Events, type Host } from "./host";

export const tauriHost: Host = {
  async call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]> {
    try {
      const { bytes, ...rest } = args as { bytes?: Uint8Array } & Record<string, unknown>;
      // Bytes go as they are; what is said of them goes beside them.
      if (bytes) return await invoke<Commands[C]["gives"]>(command, bytes, { headers: encoded(rest) });
      return await invoke<Commands[C]["gives"]>(command, rest);
    } catch (thrown) {
      throw asFailure(thrown);
    }
  },

  listen<E extends keyof Events>(event: E, run: (told: Events[E]) => void): () => void {
    // Without a target it would hear what is told to the other windows.
    const ending = listen<Events[E]>(event, ({ payload }) => run(payload), { target: getCurrentWebviewWindow().label });
    return () => void ending.then((end) => end());
  },
};

function encoded(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(String(value))]));
}
