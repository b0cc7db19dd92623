using System.Net;

namespace AkkaSocketIo;

/// <summary>The Engine.IO connection under a socket. Safe from any thread.</summary>
public interface IConnection
{
    /// <summary>The connection's id (<c>sid</c>): secret, since who knows it can take part in the session.</summary>
    string Id { get; }

    /// <summary><c>polling</c> or <c>websocket</c>; changes with an upgrade.</summary>
    string Transport { get; }

    /// <summary>The revision of the Engine.IO protocol that the client speaks: 4, or 3 (<c>allow-eio3</c>).</summary>
    int Protocol { get; }

    /// <summary>The client's address as ASP.NET sees it.</summary>
    IPAddress? RemoteAddress { get; }

    /// <summary>Sends what waits, then closes the connection: all its sockets end with <c>forced close</c>.</summary>
    void Close();
}
