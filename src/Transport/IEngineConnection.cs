namespace AkkaSocketIo;

/// <summary>One Engine.IO session. Safe from any thread.</summary>
public interface IEngineConnection
{
    /// <summary>The session id (<c>sid</c>): secret, since who knows it can take part in the session.</summary>
    string Id { get; }

    /// <summary><c>polling</c> or <c>websocket</c>; changes with an upgrade.</summary>
    string Transport { get; }

    /// <summary>The revision of the Engine.IO protocol that the client speaks: 4, or 3 (<c>allow-eio3</c>).</summary>
    int Protocol { get; }

    /// <summary>The first request of the session.</summary>
    EngineHandshake Handshake { get; }

    /// <summary>Sends a text message. Dropped when the session is not open.</summary>
    void Send(string text);

    /// <summary>Sends a binary message; the bytes are copied. Dropped when the session is not open.</summary>
    void Send(ReadOnlySpan<byte> data);

    /// <summary>
    /// Sends a text message and waits for it to be written: to the answer of a poll, or to the WebSocket. Who awaits each one
    /// sends no faster than the client reads.
    /// </summary>
    /// <returns>False when it was not: the session ended first.</returns>
    Task<bool> SendAsync(string text);

    /// <summary>Sends a binary message and waits for it to be written; the bytes are copied.</summary>
    /// <returns>False when it was not: the session ended first.</returns>
    Task<bool> SendAsync(ReadOnlyMemory<byte> data);

    /// <summary>Sends what is waiting, then closes the session.</summary>
    void Close();
}
