using System.Text.Json;

namespace AkkaSocketIo;

/// <summary>The server has refused a client, with a CONNECT_ERROR packet.</summary>
public sealed class ConnectRefusedException : Exception
{
    internal ConnectRefusedException(string message, JsonElement? data)
        : base(message) => ErrorData = data;

    /// <summary>What the server sent beside the message; null if it sent nothing.</summary>
    public JsonElement? ErrorData { get; }
}
