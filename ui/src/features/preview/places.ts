// Where the preview stands in the room, and in which light its page is shown.

/** Alone, it is in the place of the text. */
export const PLACES = ["beside", "below", "alone"] as const;
export type Place = (typeof PLACES)[number];

/** As the window is, or always light or dark. */
export const LIGHTS = ["window", "light", "dark"] as const;
export type Light = (typeof LIGHTS)[number];
