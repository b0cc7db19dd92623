// What the scripts share: sockets on connections of their own, waiting for events, and cases reported as lines of JSON.
export const [url, mode, client = "socket.io-client", parserName] = process.argv.slice(2);

const { default: io } = await import(client);

/** The format of packets that the server speaks; undefined is the client's own, JSON. */
const parser = parserName ? (await import(parserName)).default : undefined;

const major = Number(client.match(/\d$/)?.[0] ?? 4);

/** The revision of the Engine.IO protocol that this client speaks. */
export const revision = major < 3 ? 3 : 4;

/** What the server calls a socket: before 2.0 clients leave the namespace out. */
export const idOf = socket => (major === 1 && socket.nsp !== "/" ? `${socket.nsp}#${socket.id}` : socket.id);

/** Bytes that are no Buffer, where the client knows such. */
export const view = bytes => (major === 1 ? Buffer.from(bytes) : parserName ? new Uint8Array(bytes) : new Uint8Array([0, ...bytes]).subarray(1));

/** What tells a socket that its namespace is refused, and what comes with it. */
export const refusal = revision === 3 ? "error" : "connect_error";

/** What is sent to a namespace's middlewares. */
export const credentials = auth => (revision === 3 ? { query: auth } : { auth });

const transports = mode === "upgrade" ? ["polling", "websocket"] : [mode];
const patience = 20_000;
let opened = [];

export const report = value => console.log(JSON.stringify(value));

/** A socket on a connection of its own, which is being opened. */
export function open(nsp = "/", options = {}) {
  return keep(io(url + nsp, { forceNew: true, transports, parser, reconnectionDelay: 20, reconnectionDelayMax: 100, ...options }));
}

/** A socket of another namespace on the connection of the first. */
export function openBeside(socket, nsp, options = {}) {
  return keep(socket.io.socket(nsp, options));
}

export async function connect(nsp, options) {
  return connected(open(nsp, options));
}

export async function connectBeside(socket, nsp, options) {
  return connected(openBeside(socket, nsp, options));
}

export async function connected(socket) {
  await next(socket, "connect");
  return socket;
}

/** The arguments of the next event of this name. */
export function next(emitter, event) {
  return new Promise(resolve => emitter.once(event, (...args) => resolve(args)));
}

/** All events of this name from now on, each as its arguments. */
export function collect(emitter, event) {
  const all = [];
  emitter.on(event, (...args) => all.push(args));
  return all;
}

/** Emits, and returns the arguments of the acknowledgement. */
export function ask(socket, event, ...args) {
  return new Promise(resolve => socket.emit(event, ...args, (...answer) => resolve(answer)));
}

/** Whatever the server sent to these sockets before has arrived afterwards: packets do not overtake each other. */
export async function settled(...sockets) {
  await Promise.all(sockets.map(socket => ask(socket, "echo")));
}

/** A case that only clients since 3.0 know how to play. */
export function newer(body) {
  return Object.assign(body, { newer: true });
}

/** Runs the cases one after the other. */
export async function run(cases) {
  for (const [name, body] of Object.entries(cases)) {
    if (body.newer && revision === 3) continue;
    report({ case: name, error: await attempt(body) });
    opened.forEach(socket => socket.disconnect());
    opened = [];
  }
}

function keep(socket) {
  opened.push(socket);
  return socket;
}

async function attempt(body) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${patience} ms`)), patience);
  });
  try {
    await Promise.race([body(), late]);
    return null;
  } catch (error) {
    return error.stack;
  } finally {
    clearTimeout(timer);
  }
}
