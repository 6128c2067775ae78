/**
 * Bundle the app, the service worker's background and the tools: node release-app.mjs SOURCE TARGET.
 *
 * A tool takes from main.js what it shares with the app, so nothing is fetched twice and the app
 * itself stays in one piece: main.js hands out under short names what any tool imports.
 */

import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix, relative } from "node:path";
import { build } from "esbuild";

const [source, target] = process.argv.slice(2);
const IMPORT = /^import \{([^}]*)\} from "(\.\.\/[^"]+)";/gm;
const modules = readdirSync(join(source, "tools"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js"))
  .map((name) => join(source, "tools", name));
// What only one tool needs lies in a folder of the tool's name, and becomes part of it.
const tools = modules.filter((file) => dirname(file) === join(source, "tools"));

/** The short name of each thing that a tool shares with the app. @type {Map<string, string>} */
const shared = new Map();

/** @param {string} path - of the module, seen from the client's folder @param {string} name */
function nameOf(path, name) {
  const key = `${path} ${name}`;
  if (!shared.has(key)) shared.set(key, `t${shared.size}`);
  return shared.get(key);
}

/** @param {string} file @returns {string} the tool's text, with main.js in the place of what both share */
function takingFromMain(file) {
  return readFileSync(file, "utf8").replaceAll(IMPORT, (statement, names, path) => {
    const module = posix.join(relative(source, dirname(file)), path);
    if (module.startsWith("tools/")) return statement;
    const list = names.split(",").filter((/** @type {string} */ name) => name.trim());
    const taken = list.map((/** @type {string} */ item) => {
      const [name, local = name] = item.trim().split(" as ");
      return `${nameOf(module, name)} as ${local}`;
    });
    return `import { ${taken.join(", ")} } from "../main.js";`;
  });
}

const texts = new Map(modules.map((file) => [file, takingFromMain(file)]));
const handedOut = [...shared].map(([key, short]) => {
  const [path, name] = key.split(" ");
  return `export { ${name} as ${short} } from "./${path}";`;
});

const main = {
  name: "main",
  setup(/** @type {import("esbuild").PluginBuild} */ bundle) {
    bundle.onResolve({ filter: /^main$/ }, () => ({ path: "main", namespace: "entry" }));
    bundle.onLoad({ filter: /./, namespace: "entry" }, () => ({
      contents: ['export * from "./main.js";', ...handedOut].join("\n"),
      resolveDir: source,
    }));
    bundle.onResolve({ filter: /\/tools\// }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: `./tools/${basename(path)}`, external: true } : null,
    );
  },
};

const tool = {
  name: "tool",
  setup(/** @type {import("esbuild").PluginBuild} */ bundle) {
    bundle.onResolve({ filter: /^\.\.\/main\.js$/ }, ({ path }) => ({ path, external: true }));
    bundle.onLoad({ filter: /\/tools\/.+\.js$/ }, ({ path }) => ({
      contents: texts.get([...texts.keys()].find((file) => path.endsWith(file)) ?? ""),
    }));
  },
};

const how = { bundle: true, minify: true, format: "esm", target: "es2022", outdir: target };
await build({
  ...how,
  entryPoints: { main: "main", background: join(source, "background.js") },
  splitting: true,
  plugins: [main],
});
await build({
  ...how,
  entryPoints: tools,
  outdir: join(target, "tools"),
  plugins: [tool],
});
