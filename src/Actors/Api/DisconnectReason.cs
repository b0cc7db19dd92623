namespace AkkaSocketIo;

/// <summary>Why a socket ended.</summary>
/// <param name="Name">One of the constants here or of <see cref="CloseReason"/>.</param>
/// <param name="Description">What happened in detail, for logs.</param>
/// <param name="Recoverable">Whether a client that lost its connection in this way could take its session up again.</param>
public readonly record struct DisconnectReason(string Name, string? Description, bool Recoverable)
{
    /// <summary>The client left the namespace.</summary>
    public const string ClientNamespaceDisconnect = "client namespace disconnect";

    /// <summary>The server called <see cref="IRemoteSocket.Disconnect"/>.</summary>
    public const string ServerNamespaceDisconnect = "server namespace disconnect";

    internal static DisconnectReason ByClient { get; } = new(ClientNamespaceDisconnect, null, false);

    internal static DisconnectReason ByServer { get; } = new(ServerNamespaceDisconnect, null, false);

    /// <summary>Its client has come back before the server saw that the connection was lost.</summary>
    internal static DisconnectReason ByReturn { get; } = new(CloseReason.TransportClose, "its client came back on another connection", true);

    internal static DisconnectReason Of(CloseReason reason) =>
        new(reason.Name, reason.Description, reason.Name is not (CloseReason.ParseError or CloseReason.LimitExceeded or CloseReason.TokenExpired));

    /// <inheritdoc/>
    public override string ToString() => Description is null ? Name : $"{Name} ({Description})";
}
