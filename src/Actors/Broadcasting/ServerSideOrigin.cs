using System.Text.Json;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>Another node, as the origin of an event.</summary>
internal sealed class ServerSideOrigin(Namespace nsp, Action<EventArguments>? answer) : IEventOrigin
{
    public INamespace Namespace => nsp;

    public SocketIoNode Node => nsp.Node;

    public JsonSerializerOptions Json => nsp.Node.Json;

    public CancellationToken Aborted => CancellationToken.None;

    public ISocket Socket => throw new InvalidOperationException("An event of another server has no socket.");

    public void Deliver(EncodedPacket packet, bool isVolatile = false) => answer?.Invoke(new EventArguments(ForeignPacket.Decode(packet, Node), 0, Json));
}
