// Stays connected, until it is killed.
import { connect, report } from "./harness.mjs";

const socket = await connect();
report({ connected: socket.id });
