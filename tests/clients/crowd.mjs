// Many clients: all connect, each asks once, all wait for one message, all leave.
import { ask, connect, next, report } from "./harness.mjs";

// Behind what the scripts share.
const count = Number(process.argv[6]);

const sockets = await Promise.all(Array.from({ length: count }, () => connect("/", { reconnection: false })));
const heard = Promise.all(sockets.map(socket => next(socket, "everybody")));
const answers = await Promise.all(sockets.map((socket, i) => ask(socket, "echo", i)));
report({ answered: answers.filter(([answer], i) => answer === i).length, ids: new Set(sockets.map(socket => socket.id)).size });
report({ heard: (await heard).length });
sockets.forEach(socket => socket.disconnect());
