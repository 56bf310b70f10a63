// CodeMirror by itself, the floor of `cargo xtask bench ui`: the same text in the same webview with nothing of Galley's.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { styleNonce } from "../src/parts/nonce";

declare global {
  interface Window {
    bare: (text: string) => void;
  }
}

window.bare = (text) => {
  const nonce = styleNonce();
  document.body.replaceChildren();
  const extensions = [
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    nonce ? EditorView.cspNonce.of(nonce) : [],
  ];
  const view = new EditorView({ parent: document.body, state: EditorState.create({ doc: text, extensions }) });
  view.dom.style.height = "100vh";
  view.focus();
};
