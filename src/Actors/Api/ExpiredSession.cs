namespace AkkaSocketIo;

/// <summary>What was kept for a client that has not come back.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Id">The id that its sockets had.</param>
/// <param name="Rooms">The rooms that it was in.</param>
/// <param name="Data">Its data.</param>
/// <param name="Reason">Why its last socket ended.</param>
public sealed record ExpiredSession(INamespace Namespace, string Id, IReadOnlySet<string> Rooms, SocketData Data, DisconnectReason Reason);
