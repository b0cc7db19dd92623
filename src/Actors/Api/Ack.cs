using System.Runtime.CompilerServices;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>
/// Acknowledges an event, once: later calls do nothing, nor do those for an event whose client wants none. May be kept and
/// used after the handler has finished. Safe from any thread.
/// </summary>
public sealed class Ack
{
    private readonly IEventOrigin _socket;
    private readonly long _id;
    private int _sent;

    internal Ack(IEventOrigin socket, long id)
    {
        _socket = socket;
        _id = id;
    }

    /// <summary>Whether the client wants an acknowledgement.</summary>
    public bool IsRequested => _id != SocketIoPacket.NoId;

    /// <summary>Acknowledges without arguments.</summary>
    public void Send() => Send(ReadOnlySpan<object?>.Empty);

    /// <summary>
    /// Acknowledges with one argument; an array and null are one argument too. <see cref="EventArguments"/> are forwarded as
    /// they came.
    /// </summary>
    [OverloadResolutionPriority(1)]
    public void Send(object? argument)
    {
        if (argument is EventArguments forwarded)
        {
            SendTyped(forwarded);
        }
        else
        {
            Send([argument]);
        }
    }

    /// <summary>Acknowledges with these arguments.</summary>
    public void Send(params ReadOnlySpan<object?> arguments)
    {
        if (!IsRequested)
        {
            return;
        }

        // Encoded first: what cannot be written throws here, and the event can still be acknowledged.
        var packet = EventEncoder.Ack(_socket.Namespace.Name, arguments, _id, _socket.Node);
        if (TryTake())
        {
            _socket.Deliver(packet);
        }
    }

    /// <summary>Acknowledges with the value that a handler returned, by its declared type: nothing is boxed.</summary>
    /// <exception cref="AckEncodingException">The value could not be written; the event is not acknowledged.</exception>
    internal void SendTyped<T>(T value)
    {
        if (!IsRequested || Volatile.Read(ref _sent) != 0)
        {
            return;
        }

        EncodedPacket packet;
        try
        {
            packet = value is EventArguments forwarded
                ? EventEncoder.Forward(_socket.Namespace.Name, forwarded, _id, _socket.Node)
                : EventEncoder.AckTyped(_socket.Namespace.Name, value, _id, _socket.Node);
        }
        catch (Exception e)
        {
            throw new AckEncodingException(e);
        }

        if (TryTake())
        {
            _socket.Deliver(packet);
        }
    }

    /// <summary>Acknowledges with several values that a handler returned.</summary>
    /// <exception cref="AckEncodingException">A value could not be written; the event is not acknowledged.</exception>
    internal void SendResults(ReadOnlySpan<object?> values)
    {
        try
        {
            Send(values);
        }
        catch (Exception e)
        {
            throw new AckEncodingException(e);
        }
    }

    /// <summary>Acknowledges with what went wrong: <c>{"error":{"message":…,"data":…}}</c>. False when it was acknowledged before.</summary>
    internal bool TrySendError(string message, object? data)
    {
        if (!IsRequested || Volatile.Read(ref _sent) != 0)
        {
            return false;
        }

        var packet = EventEncoder.AckError(_socket.Namespace.Name, message, data, _id, _socket.Node);
        if (!TryTake())
        {
            return false;
        }

        _socket.Deliver(packet);
        return true;
    }

    private bool TryTake() => Interlocked.Exchange(ref _sent, 1) == 0;
}
