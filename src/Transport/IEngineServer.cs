using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo;

/// <summary>
/// The Engine.IO server below an endpoint: its sessions, whatever speaks on them, and the HTTP requests that they are made of.
/// Safe from any thread; what is registered is in force for the requests and sessions after it. Handlers run where the event
/// happens, for many sessions at a time: they should be quick. What they throw is logged.
/// </summary>
public interface IEngineServer
{
    /// <summary>The sessions that are open on this node.</summary>
    int ClientsCount { get; }

    /// <summary>
    /// Adds a middleware to all requests, in the order of registration, before anything of them is checked. It may set headers
    /// (those of a WebSocket's answer too), call the second argument, once, to go on, or answer by itself. What it awaits goes on when
    /// the request is over, which for a WebSocket is the end of its connection. If it throws, the client gets
    /// <c>Bad request</c> (code 3), unless an answer has begun. Preflights that the option <c>cors</c> answers do not come here.
    /// </summary>
    IEngineServer Use(Func<HttpContext, Func<Task>, Task> middleware);

    /// <summary>
    /// Called once for each session, before the answer to its first request is sent: the handshake by polling, or the answer
    /// to a WebSocket that opens a session (<c>101</c>, or <c>200</c> by HTTP/2). The headers are those of the answer. A WebSocket is answered before its session is opened,
    /// so it is also called where then none comes of it: the client has gone, or the server takes no more sessions.
    /// </summary>
    IEngineServer OnInitialHeaders(Action<IHeaderDictionary, HttpContext> handler);

    /// <summary>
    /// Called before each answer of a session is sent: to its handshake, polls and POSTs, and to WebSockets. Not for requests that are
    /// refused. A WebSocket is answered before its session is opened, or found to be over.
    /// </summary>
    IEngineServer OnHeaders(Action<IHeaderDictionary, HttpContext> handler);

    /// <summary>Called for each request that is refused, before the client is told.</summary>
    IEngineServer OnConnectionError(Action<EngineConnectionError> handler);

    /// <summary>Called when a session was opened; its handshake is the first packet that the client gets.</summary>
    IEngineServer OnConnection(Action<IEngineConnection> handler);

    /// <summary>Called when a session has changed from polling to WebSocket.</summary>
    IEngineServer OnUpgrade(Action<IEngineConnection> handler);

    /// <summary>Called when a session has ended.</summary>
    IEngineServer OnClose(Action<IEngineConnection, CloseReason> handler);

    /// <summary>Called for each packet that comes in on an open session, before it is handled.</summary>
    IEngineServer OnPacket(Action<IEngineConnection, EnginePacketInfo> handler);

    /// <summary>Called for each packet of an open session that is about to be sent: the handshake, pings and messages.</summary>
    IEngineServer OnPacketCreate(Action<IEngineConnection, EnginePacketInfo> handler);
}
