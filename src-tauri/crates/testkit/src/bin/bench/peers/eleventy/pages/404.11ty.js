import { page } from "../theme.js";

export const data = { permalink: "/404.html", eleventyExcludeFromCollections: true };

export const render = ({ collections }) => page("en", "404", "", "/404.html", collections.menus.en, "<h1>404</h1>");
