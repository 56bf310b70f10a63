// Starts the interface in the window.

import { mount } from "svelte";
import { tauriHost } from "./host/tauri";
import "./styles/index.css";
import Room from "./views/Room.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element #app");
mount(Room, { target, props: { host: tauriHost } });
