using System.Net;
using AkkaSocketIo.Transport;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed class SocketConnection(EngineSession session) : IConnection
{
    public string Id => session.Id;

    public string Transport => session.Transport;

    public int Protocol => session.Protocol;

    public IPAddress? RemoteAddress => session.Handshake.RemoteAddress;

    public void Close() => session.Close();
}
