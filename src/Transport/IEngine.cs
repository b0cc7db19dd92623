using Akka.Streams;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Transport;

/// <summary>The sessions of this node, as requests see them; the floor above has the actors.</summary>
internal interface IEngine
{
    EngineSettings Settings { get; }

    TimeProvider Time { get; }

    SocketIoMetrics Metrics { get; }

    EngineHooks Hooks { get; }

    /// <summary>Runs the connections' graphs: the system's own, shared.</summary>
    IMaterializer Materializer { get; }

    /// <summary>False when a new session would be refused: asked before a WebSocket is accepted, so that its client gets a status.</summary>
    bool TakesSessions { get; }

    /// <summary>The open session with exactly this id; null if there is none.</summary>
    EngineSession? Find(string sid);

    /// <summary>Opens a session; null when the node takes none (too many handshakes without CONNECT, or it shuts down).</summary>
    /// <param name="id">The session's id; null for one of the engine's own.</param>
    /// <param name="handshake">Its first request.</param>
    /// <param name="transport">Its first transport.</param>
    /// <param name="cancellationToken">Ends the waiting, not the session.</param>
    /// <exception cref="SessionIdInUseException">Another session has the id.</exception>
    ValueTask<EngineSession?> OpenAsync(string? id, EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken);
}
