// A client whose server goes away and comes back: it reports each time that it is connected, and leaves after the second.
import { next, open, report } from "./harness.mjs";

const socket = open();
const lost = next(socket, "disconnect");
await next(socket, "connect");
report({ connected: socket.id });
report({ lost: (await lost)[0] });
const back = next(socket, "echo-back");
socket.emit("echo", "kept until then");
await next(socket, "connect");
report({ connected: socket.id });
report({ echo: (await back)[0] });
socket.disconnect();
