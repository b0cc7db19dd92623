// A client that the server must not let in: it reports that it was told so.
import { next, open, report } from "./harness.mjs";

const socket = open("/", { reconnection: false });
socket.on("connect", () => report({ connected: socket.id }));
const [error] = await next(socket, "connect_error");
report({ refused: String(error) });
