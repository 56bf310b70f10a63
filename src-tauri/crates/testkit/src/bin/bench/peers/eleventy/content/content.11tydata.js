import { home, languageOf } from "../theme.js";

export default {
  layout: "article.11ty.js",
  permalink: (data) => {
    const lang = languageOf(data.page.inputPath);
    const parts = data.page.inputPath.replace(/(\.(zh|ar))?\.md$/, "").split("/");
    const name = parts.at(-1) === "index" ? parts.at(-2) : parts.at(-1);
    return `${home(lang)}${name}/index.html`;
  },
};
