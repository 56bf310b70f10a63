// Starts the interface in the window.

import { mount } from "svelte";
import { tauriHost } from "./host/tauri";
import { sayWhatIsMissing } from "./parts/missing";
import { Articles } from "./state/articles.svelte";
import { Library } from "./state/library.svelte";
import "./styles/index.css";
import { awaited, listOf } from "./views/first";
import Room from "./views/Room.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element #app");
sayWhatIsMissing(document);
const [library, articles] = [new Library(tauriHost), new Articles(tauriHost)];
const first = listOf(tauriHost, library, articles);
void awaited(first).then(() => mount(Room, { target, props: { host: tauriHost, library, articles, first } }));
