using Akka.Actor;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>
/// Socket.IO on an Engine.IO session: packets to the sockets of their namespaces, which are the session's children. The rules
/// are those of https://socket.io/docs/v4/socket-io-protocol/; who breaks one loses the connection, and nobody else does.
/// </summary>
internal sealed partial class SocketsLayer(ISessionHost host, SocketIoNode node, PendingHandshakes handshakes) : ISessionLayer
{
    private readonly List<Socket> _current = new(1);
    private readonly bool _isRevision3 = host.Session.Protocol == 3;
    private PacketDecoder? _decoder;
    private int _children;
    private int _names;
    private long _partBytes;
    private bool _hasJoined;
    private bool _isEnding;
    private TokenBucket _events;
    private long _connectDeadline = long.MaxValue;
    private long _attachmentsDeadline = long.MaxValue;
    private long _expiry = long.MaxValue;
    private NamespaceRequests? _requests;

    public long Deadline => Math.Min(_expiry, Math.Min(_connectDeadline, _attachmentsDeadline));

    public bool IsDone => _children == 0 && _requests is not { Count: > 0 };

    public void OnOpen()
    {
        _connectDeadline = After(node.Settings.ConnectTimeout);
        if (_isRevision3)
        {
            // Its clients do not ask for the main namespace: they take it for granted.
            Connect(node.Namespaces.Main.Name, []);
        }
    }

    public void OnPost(IReadOnlyDictionary<string, string>? headers)
    {
    }

    public void OnMessage(InboundPacket message)
    {
        SocketIoPacket? packet;
        try
        {
            // Only now: a parser of the application's can fail to make one.
            _decoder ??= node.Parser.CreateDecoder(_isRevision3 ? node.Limits3 : node.Limits);
            packet = _decoder.Add(message.Data, message.IsBinary);
        }
        catch (PacketException e)
        {
            message.ReturnCredit();
            if (e.InnerException is { } failure)
            {
                node.Log.ParserFailed(failure, host.Session.Id);
            }

            Violate(e.Error.ToString(), SocketLog.Harmless(e.Message), e.IsLimit);
            return;
        }

        if (packet is not null)
        {
            Complete(packet, message);
        }
        else if (_decoder.Unfinished is not { } unfinished || Find(NameOf(unfinished)) is { IsConnecting: false })
        {
            HoldPart(message);
        }
        else
        {
            // For who has not joined nothing is kept.
            message.ReturnCredit();
            OnStrange(unfinished);
        }
    }

    public void OnEnding(CloseReason reason)
    {
        _isEnding = true;
        _connectDeadline = _attachmentsDeadline = _expiry = long.MaxValue;
        _requests?.End();
        Joined();
        var why = DisconnectReason.Of(reason);
        foreach (var socket in _current)
        {
            End(socket, why);
        }

        _current.Clear();
    }

    public void OnClosed(CloseReason reason)
    {
    }

    public void OnDeadline(long now)
    {
        if (now >= _expiry)
        {
            CloseIfExpired();
        }
        else if (now >= _attachmentsDeadline && host.IsPaused)
        {
            // The missing parts may be there and only not read: a slow handler is no fault of the client's.
            _attachmentsDeadline = After(node.Settings.Limits.AttachmentsTimeout);
        }
        else if (now >= _attachmentsDeadline)
        {
            Violate("AttachmentsTimeout", "the attachments of a packet did not come within attachments-timeout", isLimit: true);
        }
        else if (now >= _connectDeadline && _current.Exists(s => s.Recovery is { Replay.HasBegun: true }))
        {
            // It is being sent what it has missed, which may take its time: CONNECT is answered behind that.
            _connectDeadline = After(node.Settings.ConnectTimeout);
        }
        else if (now >= _connectDeadline)
        {
            host.Close(new CloseReason(CloseReason.ForcedClose, "no namespace was joined within connect-timeout"), discard: false);
        }
    }

    /// <summary>What is for a socket that is no longer its namespace's is dropped: the next one may be another user's.</summary>
    public bool Accepts(IActorRef sender)
    {
        foreach (var socket in _current)
        {
            if (ReferenceEquals(socket.Actor, sender))
            {
                return true;
            }
        }

        // The application's, by the engine's connection, below all sockets.
        return ReferenceEquals(sender, host.Session.Actor);
    }

    public bool TryReceive(object message)
    {
        switch (message)
        {
            case SocketAdmitted admitted:
                OnAdmitted(admitted);
                return true;
            case SocketRefused refused:
                if (_current.Remove(refused.Socket))
                {
                    host.Send(refused.Packet);
                }

                return true;
            case DisconnectSocket disconnect:
                Disconnect(disconnect.Socket);
                return true;
            case DisconnectClient:
                DisconnectAll();
                return true;
            case SocketGone gone:
                OnGone(gone.Socket);
                return true;
            case NamespaceAnswered answered:
                OnAnswered(answered);
                return true;
            case ExpiryChanged:
                CloseIfExpired();
                return true;
            default:
                return false;
        }
    }

    // A part must not keep its place in the window until its packet is whole: what is missing would not be read any more.
    private void HoldPart(InboundPacket message)
    {
        _partBytes += message.Size;
        message.ReturnCredit();
        if (_attachmentsDeadline == long.MaxValue)
        {
            _attachmentsDeadline = After(node.Settings.Limits.AttachmentsTimeout);
            host.Update();
        }
    }

    private void Complete(SocketIoPacket packet, InboundPacket last)
    {
        // With the parts that came before, and as large as it is in memory: the smallest values cost there many times what they
        // cost on the wire.
        var size = (int)Math.Min(Math.Max(last.Size + _partBytes, packet.SizeInMemory), int.MaxValue);
        if (size > last.Size)
        {
            last.Link.Credit.Grow(size - last.Size);
        }

        packet.TakeOver(last.Link.Credit, size);
        _partBytes = 0;
        _attachmentsDeadline = long.MaxValue;
        if (packet.Type != SocketIoPacketType.Ack && !TryCount())
        {
            packet.ReturnCredit();
            return;
        }

        if (packet.Type == SocketIoPacketType.Event)
        {
            OnEvent(packet);
        }
        else
        {
            // Only events wait for anybody.
            packet.ReturnCredit();
            OnControl(packet);
        }
    }

    private void OnEvent(SocketIoPacket packet)
    {
        var socket = Find(NameOf(packet));
        if (socket is { Connected: true })
        {
            socket.Actor.Tell(packet, ActorRefs.NoSender);
            return;
        }

        packet.ReturnCredit();
        if (socket is not { HasEnded: true })
        {
            OnStrange(packet);
        }
    }

    private void OnControl(SocketIoPacket packet)
    {
        var socket = Find(NameOf(packet));
        switch (packet.Type)
        {
            case SocketIoPacketType.Connect when socket is null && _requests?.Contains(NameOf(packet)) != true:
                Connect(packet);
                break;
            case SocketIoPacketType.Disconnect when socket is { IsConnecting: false }:
                _current.Remove(socket);
                End(socket, DisconnectReason.ByClient);
                break;
            case SocketIoPacketType.Ack when socket is { Connected: true }:
                OnAck(socket, packet);
                break;
            case SocketIoPacketType.Ack when socket is { HasEnded: true }:
                TryCount();
                break;
            default:
                OnStrange(packet);
                break;
        }
    }

    private void OnAck(Socket socket, SocketIoPacket packet)
    {
        if (socket.Acks?.Take(packet.Id) is { } pending)
        {
            pending.Complete(packet, node.Json);
        }
        else
        {
            // What was asked for is not counted, or the server could make its clients exceed their limit.
            TryCount();
        }
    }

    private bool TryCount()
    {
        if (node.EventRate is not { } rate || _events.TryTake(rate, host.Now))
        {
            return true;
        }

        Violate("TooManyEvents", "max-events-per-second was reached", isLimit: true);
        return false;
    }

    private void OnStrange(SocketIoPacket packet)
    {
        Violate("UnexpectedPacket", $"{packet.Type} for {SocketLog.Harmless(packet.Namespace)}, which the client has not joined or is joining", isLimit: false);
    }

    private void CloseIfExpired()
    {
        if (_isEnding)
        {
            return;
        }

        _expiry = _current.Min(s => s.Hooks?.Deadline) ?? long.MaxValue;
        if (_expiry <= host.Now)
        {
            // The transport, not the socket: told to disconnect, the official client would not come back.
            host.Close(new CloseReason(CloseReason.TokenExpired), discard: false);
        }
        else
        {
            host.Update();
        }
    }

    private void Disconnect(Socket socket)
    {
        if (_current.Remove(socket))
        {
            host.Send(ControlPackets.Disconnect(node.Parser, socket.Namespace.Name));
            End(socket, DisconnectReason.ByServer);
        }
    }

    private void DisconnectAll()
    {
        // Who is only connecting was told nothing yet: it ends with the connection.
        foreach (var socket in _current.Where(s => !s.IsConnecting).ToArray())
        {
            Disconnect(socket);
        }

        host.Close(new CloseReason(CloseReason.ForcedClose), discard: false);
    }

    private void OnGone(Socket socket)
    {
        _children--;
        if (_current.Remove(socket))
        {
            // Nobody has ended it: its actor has failed.
            node.Log.SocketActorFailed(socket.Id, SocketLog.Harmless(socket.Namespace.Name));
            host.Send(ControlPackets.Disconnect(node.Parser, socket.Namespace.Name));
        }

        host.Update();
    }

    private static void End(Socket socket, DisconnectReason reason)
    {
        socket.End(reason);
        socket.Actor.Tell(new EndSocket(socket.Reason), ActorRefs.NoSender);
    }

    private void Violate(string error, string description, bool isLimit)
    {
        if (_isEnding)
        {
            return;
        }

        node.Metrics.ProtocolError(error);
        node.Logs.Client.ProtocolViolated(host.Session.Id, description);
        host.Close(new CloseReason(isLimit ? CloseReason.LimitExceeded : CloseReason.ForcedClose, description), discard: false);
    }

    private string NameOf(SocketIoPacket packet) => _isRevision3 ? NamespaceQuery.NameOf(packet.Namespace) : packet.Namespace;

    private Socket? Find(string nsp)
    {
        foreach (var socket in _current)
        {
            if (socket.Namespace.Name == nsp)
            {
                return socket;
            }
        }

        return null;
    }

    private long After(TimeSpan span) => host.Now + (long)(span.TotalSeconds * node.Time.TimestampFrequency);
}
