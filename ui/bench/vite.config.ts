import { defineConfig } from "vite";

// One script that a driver can hand to the window.
export default defineConfig({
  build: {
    outDir: "dist-bench",
    lib: { entry: "bench/bare.ts", formats: ["iife"], name: "bare", fileName: () => "bare.js" },
  },
});
