// A client whose server goes away and comes back: it reports each time that it is connected, and leaves after the second.
import { ask, next, open, report } from "./harness.mjs";

const socket = open();
const lost = next(socket, "disconnect");
await next(socket, "connect");
report({ connected: socket.id });
report({ lost: (await lost)[0] });
await next(socket, "connect");
report({ connected: socket.id });
report({ echo: (await ask(socket, "echo", "back"))[0] });
socket.disconnect();
