// `npm ci` for the build, one at a time: two builds at once (two terminals, or Debug and Release) would each delete what
// the other has just unpacked. Whoever holds the lock keeps its time fresh, so a lock left by a killed build ages away.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const lock = "../obj/restore-client.lock";
const stale = 15_000;

const time = path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
// npm writes this file last, so it stands for the whole folder; MSBuild asks the same question before it calls us.
const upToDate = () => time("node_modules/.package-lock.json") >= time("package-lock.json");

function take() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const since = time(lock);
    if (since !== 0 && Date.now() - since > stale) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function npmCi() {
  // A shell, because npm is npm.cmd on Windows.
  const npm = spawn("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", { shell: true, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    npm.once("error", reject);
    npm.once("exit", code => resolve(code ?? 1));
  });
}

mkdirSync("../obj", { recursive: true });
while (!take()) await sleep(200);
const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 2_000);
try {
  if (!upToDate()) process.exitCode = await npmCi();
} finally {
  clearInterval(alive);
  rmSync(lock, { recursive: true, force: true });
}
