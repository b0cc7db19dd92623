using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Where an event comes from and its acknowledgement goes to: a socket, or another server.</summary>
internal interface IEventOrigin
{
    INamespace Namespace { get; }

    SocketIoNode Node { get; }

    JsonSerializerOptions Json { get; }

    CancellationToken Aborted { get; }

    /// <exception cref="InvalidOperationException">It is another server.</exception>
    ISocket Socket { get; }

    void Deliver(EncodedPacket packet, bool isVolatile = false);
}
