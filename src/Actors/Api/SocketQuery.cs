namespace AkkaSocketIo;

/// <summary>The sockets that were found.</summary>
/// <param name="Sockets">Those of this server are <see cref="ISocket"/>.</param>
/// <param name="MissingNodes">Servers that were asked and did not answer in time: what they have is not among the sockets.</param>
public sealed record SocketQuery(IReadOnlyList<IRemoteSocket> Sockets, IReadOnlyList<string> MissingNodes);
