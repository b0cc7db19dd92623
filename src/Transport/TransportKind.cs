namespace AkkaSocketIo.Transport;

internal enum TransportKind : byte
{
    Polling,
    WebSocket,
}

internal static class TransportKinds
{
    public static string Name(this TransportKind kind) => kind == TransportKind.Polling ? "polling" : "websocket";
}
