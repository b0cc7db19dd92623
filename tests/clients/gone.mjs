// A client whose server goes away for good: it reports each attempt to come back and that it gives up, and ends by itself.
import { next, open, report } from "./harness.mjs";

const socket = open("/", { reconnectionAttempts: 2 });
socket.io.on("reconnect_attempt", attempt => report({ attempt }));
socket.io.on("reconnect_failed", () => report({ failed: true }));
await next(socket, "connect");
report({ connected: socket.id });
