using Akka.Event;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>To the namespace: the middlewares let the socket in.</summary>
internal sealed record AdmitSocket(Socket Socket) : IDeadLetterSuppression;

/// <summary>To the connection: the socket is connected; the packet tells the client.</summary>
internal sealed record SocketAdmitted(Socket Socket, EncodedPacket Packet) : IDeadLetterSuppression;

/// <summary>To the connection: the socket is refused; the packet tells the client why.</summary>
internal sealed record SocketRefused(Socket Socket, EncodedPacket Packet) : IDeadLetterSuppression;

/// <summary>To the connection: the server has ended this socket.</summary>
internal sealed record DisconnectSocket(Socket Socket) : IDeadLetterSuppression;

/// <summary>To the connection: the server ends all its sockets, and then the connection.</summary>
internal sealed class DisconnectClient : IDeadLetterSuppression
{
    public static readonly DisconnectClient Instance = new();
}

/// <summary>To the connection: the time at which one of its sockets expires has changed.</summary>
internal sealed class ExpiryChanged : IDeadLetterSuppression
{
    public static readonly ExpiryChanged Instance = new();
}

/// <summary>To the connection: the socket's actor has stopped.</summary>
internal sealed record SocketGone(Socket Socket) : IDeadLetterSuppression;

/// <summary>To the socket: it is connected.</summary>
internal sealed class SocketStarted : IDeadLetterSuppression
{
    public static readonly SocketStarted Instance = new();
}

/// <summary>To the socket: it has ended; what is queued still runs.</summary>
internal sealed record EndSocket(DisconnectReason Reason) : IDeadLetterSuppression;
