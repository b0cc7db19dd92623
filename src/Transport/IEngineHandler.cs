namespace AkkaSocketIo;

/// <summary>
/// An application's own protocol on an Engine.IO server (<c>MapEngineIo</c>): messages in, messages out. What it throws is
/// logged; the session stays. The calls for one connection come one after the other and in order, those for
/// different connections at the same time.
/// </summary>
public interface IEngineHandler
{
    /// <summary>A session was opened; its handshake is the first packet that the client gets.</summary>
    void OnOpen(IEngineConnection connection);

    /// <summary>
    /// A message came. Until the returned task completes, the message counts in the connection's window, so a slow
    /// handler stops the reading of its own connection and of no other; later messages may be handed over meanwhile.
    /// </summary>
    ValueTask OnMessage(IEngineConnection connection, EngineMessage message);

    /// <summary>The session ended; nothing follows for it.</summary>
    void OnClose(IEngineConnection connection, CloseReason reason);
}
