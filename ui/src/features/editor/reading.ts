// A text that is only read: in the trash, archived, or of a library that is only read. Whatever key, command or object of the
// surface would change it, nothing does; where it may be selected, searched and copied it stays as ever.

import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const onlyRead: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false), EditorState.changeFilter.of(() => false)];
