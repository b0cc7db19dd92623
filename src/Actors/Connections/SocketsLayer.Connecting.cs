using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Connections;

internal sealed partial class SocketsLayer
{
    private void Connect(SocketIoPacket packet)
    {
        if (_children + (_requests?.Count ?? 0) >= node.Settings.Limits.MaxNamespacesPerConnection)
        {
            Violate("TooManyNamespaces", "max-namespaces-per-connection was reached", isLimit: true);
            return;
        }

        var name = NameOf(packet);
        if (name.Length > node.Limits.MaxNamespaceLength)
        {
            // A name with a query may be longer, the name itself may not.
            Violate(nameof(PacketError.NamespaceTooLong), "namespace too long", isLimit: true);
            return;
        }

        // A copy: the payload is part of a message that can be much larger, and would be kept with it.
        Connect(name, _isRevision3 ? NamespaceQuery.ToJson(packet.Namespace) : packet.Payload.ToArray());
    }

    private void Connect(string name, byte[] auth)
    {
        var ended = node.Namespaces.AsksApplication ? (_requests ??= new NamespaceRequests()).Ended : default;
        var entered = node.Namespaces.EnterAsync(name, auth, ended);
        if (entered.IsCompleted)
        {
            Join(name, entered.Result, auth);
        }
        else
        {
            (_requests ??= new NamespaceRequests()).Wait(name, auth, entered, host.Session.Actor);
        }
    }

    private void OnAnswered(NamespaceAnswered answered)
    {
        if (_requests!.Take(answered.Name))
        {
            Join(answered.Name, answered.Namespace, answered.Auth);
        }
        else
        {
            answered.Namespace?.Leave();
            host.Update();
        }
    }

    private void Join(string name, Namespace? nsp, byte[] auth)
    {
        if (nsp is null)
        {
            node.Logs.Client.NamespaceUnknown(host.Session.Id, SocketLog.Harmless(name));
            host.Send(ControlPackets.ConnectError(node, name, "Invalid namespace", null));
            return;
        }

        var socket = Reconnection.CreateSocket(nsp, IdIn(nsp), host.Session, auth);
        var child = host.Children.ActorOf(SocketActor.Props(socket), $"{ActorNames.Of(nsp.Name)}.{++_names}");
        socket.Actor = child;
        _current.Add(socket);
        node.Logs.Client.SocketConnecting(socket.Id, host.Session.Id, nsp.LogName);
        _children++;
    }

    private void OnAdmitted(SocketAdmitted admitted)
    {
        if (_current.Contains(admitted.Socket))
        {
            Joined();
            host.Send(admitted.Packet);
        }
    }

    private void Joined()
    {
        if (!_hasJoined)
        {
            _hasJoined = true;
            _connectDeadline = long.MaxValue;
            handshakes.End();
            host.Update();
        }
    }

    // Clients of revision 3 work the id out by themselves.
    private string IdIn(Namespace nsp) =>
        !_isRevision3 ? SessionId.New() : nsp == node.Namespaces.Main ? host.Session.Id : $"{nsp.Name}#{host.Session.Id}";
}
