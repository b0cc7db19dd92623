using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class Socket
{
    /// <summary>
    /// Sends a packet, whatever the limits of the node are: an answer, or what was checked before. A volatile one is dropped
    /// where the connection is busy.
    /// </summary>
    public void Deliver(EncodedPacket packet, bool isVolatile = false)
    {
        if (HasEnded)
        {
            return;
        }

        if (isVolatile && !Session.TrySendIfIdle(packet, Actor))
        {
            Node.Metrics.VolatileDropped.Add(1, new KeyValuePair<string, object?>("socketio.namespace", _namespace.Series));
            return;
        }

        if (Hooks is { Outgoing.Length: > 0 } && !DeferredListeners.TryDefer(this, packet))
        {
            TellListeners(packet);
        }

        if (!isVolatile)
        {
            Session.TrySend(packet, Actor);
        }
    }

    /// <summary>Has an acknowledgement awaited; false when it will not come, and why.</summary>
    public bool TryAwait(long id, PendingAck pending, out DisconnectReason reason)
    {
        reason = _reason;
        if (HasEnded)
        {
            return false;
        }

        var acks = EnsureAcks();
        try
        {
            acks.Add(id, pending);
        }
        catch (SocketDisconnectedException e)
        {
            reason = e.Reason;
            return false;
        }
        catch (InvalidOperationException e)
        {
            reason = new DisconnectReason(CloseReason.LimitExceeded, e.Message, false);
            return false;
        }

        EndIfMissed(acks);
        return true;
    }

    public void Emit(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags)
    {
        if (HasEnded && _recovery is not { Session.IsOpen: true })
        {
            EventEncoder.CheckName(eventName);
            return;
        }

        var packet = Encode(eventName, arguments, flags, out var log);
        if (!flags.IsVolatile)
        {
            Node.ThrowIfBufferIsFull();
        }

        Send(packet, flags, log);
    }

    public ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, CancellationToken cancellationToken)
    {
        var packet = Encode(eventName, arguments, flags, out var log);
        if (cancellationToken.IsCancellationRequested || (!flags.IsVolatile && (Node.Buffer.IsFull || !Session.Outbound.HasRoom)))
        {
            return WaitAndSendAsync(packet, log, cancellationToken);
        }

        Send(packet, flags, log);
        return default;
    }

    public Task<T> AskAsync<T>(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, CancellationToken cancellationToken)
    {
        var id = _namespace.NextAckId();
        var packet = Encode(eventName, arguments, id, flags);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var pending = new PendingAck<T>();
        var acks = EnsureAcks();
        try
        {
            if (HasEnded)
            {
                throw new SocketDisconnectedException(_reason);
            }

            if (!flags.IsVolatile)
            {
                Node.ThrowIfBufferIsFull();
            }

            new AckWait(acks, id, Node.Metrics, _namespace.Series).Start(pending, flags.Timeout ?? _namespace.Settings.AckTimeout, Node.Time, cancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }

        EndIfMissed(acks);
        Deliver(packet, flags.IsVolatile);
        Turn.GiveUpCurrent();
        return pending.Task;
    }

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => Emit(eventName, arguments, default);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        EmitAsync(eventName, arguments, default, cancellationToken);

    protected override Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        AskAsync<T>(eventName, arguments, default, cancellationToken);

    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments, long id, EmitFlags flags, EventTail? tail = null)
    {
        var packet = EventEncoder.Event(_namespace.Name, eventName, arguments, id, Node, tail);
        return flags.IsUncompressed ? packet.WithoutCompression() : packet;
    }

    private AckTable EnsureAcks() =>
        Acks ?? Interlocked.CompareExchange(ref _acks, new AckTable(Node.Settings.Limits.MaxPendingAcks), null) ?? Acks!;

    // It may have ended since the caller's look, and then nobody ends the table again.
    private void EndIfMissed(AckTable acks)
    {
        if (HasEnded)
        {
            acks.End(_reason);
        }
    }

    /// <summary>For the log, or past it: what a middleware emits goes before CONNECT, and so before anything of the log.</summary>
    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, out SocketRecovery? log)
    {
        log = IsConnecting || flags.IsVolatile ? null : _recovery;
        return Encode(eventName, arguments, SocketIoPacket.NoId, flags, _recovery is null ? null : log?.Log.Tail ?? EventTail.Guard);
    }

    private void Send(EncodedPacket packet, EmitFlags flags, SocketRecovery? log)
    {
        if (log is null)
        {
            Deliver(packet, flags.IsVolatile);
        }
        else
        {
            log.Emit(packet);
        }
    }

    private async ValueTask WaitAndSendAsync(EncodedPacket packet, SocketRecovery? log, CancellationToken cancellationToken)
    {
        await Node.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        await Session.Outbound.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        Send(packet, default, log);
    }
}
