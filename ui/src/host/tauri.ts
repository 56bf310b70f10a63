// The host in the window: Tauri's bridge to the core. The one file that imports @tauri-apps/*.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { asFailure, type Commands, type Events, type Host } from "./host";

export const tauriHost: Host = {
  async call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]> {
    try {
      return await invoke<Commands[C]["gives"]>(command, args);
    } catch (thrown) {
      throw asFailure(thrown);
    }
  },

  listen<E extends keyof Events>(event: E, run: (told: Events[E]) => void): () => void {
    const ending = listen<Events[E]>(event, ({ payload }) => run(payload));
    return () => void ending.then((end) => end());
  },
};
