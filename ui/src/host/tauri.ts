// The host in the window: Tauri's bridge to the core. The one file that imports @tauri-apps/*.

import { invoke } from "@tauri-apps/api/core";
import { asFailure, type Commands, type Host } from "./host";

export const tauriHost: Host = {
  async call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]> {
    try {
      return await invoke<Commands[C]["gives"]>(command, args);
    } catch (thrown) {
      throw asFailure(thrown);
    }
  },
};
