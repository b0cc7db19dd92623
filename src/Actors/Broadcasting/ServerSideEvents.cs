using System.Collections.Concurrent;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>
/// Events between the nodes of a namespace. They never go to a client, so they are always JSON, in the form of an
/// acknowledgement: names that are reserved for clients are not reserved here.
/// </summary>
internal sealed class ServerSideEvents(Namespace nsp)
{
    private readonly ConcurrentDictionary<string, Handler[]> _handlers = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The name is one of the server's own events.</exception>
    public static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is "connect" or "connection" or "new_namespace")
        {
            throw new ArgumentException($"\"{name}\" is a reserved event name", nameof(name));
        }
    }

    public void On(string name, Delegate handler)
    {
        CheckName(name);
        AsyncVoid.Refused(handler);
        if (Array.Exists(handler.Method.GetParameters(), p => p.ParameterType == typeof(ISocket)))
        {
            throw new ArgumentException("An event of another server has no socket: a handler cannot take one.", nameof(handler));
        }

        var bound = nsp.Node.Binder.Bind(handler, once: false);
        _handlers.AddOrUpdate(name, _ => [bound], (_, known) => [.. known, bound]);
    }

    public EncodedPacket Encode(string name, ReadOnlySpan<object?> arguments, bool wantsAck)
    {
        CheckName(name);
        using var writer = PacketWriter.RentArray();
        writer.Json.WriteStringValue(name);
        EventEncoder.WriteAll(writer, arguments, nsp.Node.Json);
        return writer.ToPacket(nsp.Node.Parser, SocketIoPacketType.Ack, nsp.Name, wantsAck ? 0 : SocketIoPacket.NoId);
    }

    public async Task ReceiveAsync(BroadcastPacket packet, Action<EventArguments>? answer)
    {
        EventContext context;
        Handler[]? handlers;
        try
        {
            var decoded = ForeignPacket.Decode(packet, nsp.Node);
            var name = decoded.EventName();
            if (!_handlers.TryGetValue(name, out handlers))
            {
                return;
            }

            context = new EventContext(new ServerSideOrigin(nsp, answer), decoded, name);
        }
        catch (Exception e)
        {
            nsp.Node.Log.ServerSideEventUnreadable(e, SocketLog.Harmless(nsp.Name));
            return;
        }

        foreach (var handler in handlers)
        {
            try
            {
                await handler.InvokeAsync(context).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Report(context.Name, e);
            }
        }

        try
        {
            await context.DisposeScopeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Report(context.Name, e);
        }
    }

    private void Report(string name, Exception exception) =>
        nsp.Report(null, name, exception is ArgumentBindingException ? SocketErrorPhase.Binding : SocketErrorPhase.Handler, exception);
}
