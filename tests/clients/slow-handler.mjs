// Sends an event whose handler hangs, and reports that the connection lives on all the same.
import { ask, connect, mode, next, report } from "./harness.mjs";

const pings = 4;

const socket = await connect("/", { reconnection: false });
const { engine } = socket.io;
socket.once("disconnect", reason => report({ lost: reason }));
const upgraded = mode === "upgrade" ? next(engine, "upgrade") : null;
report({ sentOver: engine.transport.name });
const answer = ask(socket, "hang");
await upgraded;
for (let i = 0; i < pings; i++) await next(socket.io, "ping");
report({ aliveOver: engine.transport.name });
report({ answer: (await answer)[0] });
socket.off("disconnect");
socket.disconnect();
