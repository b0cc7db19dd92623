using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Server.Tests.SocketIo.Handlers;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>Whether packets may be compressed; transports that do so look at it.</summary>
public class CompressTests
{
    [Fact]
    [Mirrors("socket.io/socket.ts", "should enable compression by default")]
    [Mirrors("socket.io/socket.ts", "should disable compression")]
    public void OfASocketsEvents()
    {
        var loose = new LooseSocket();
        loose.Socket.Emit("a");
        loose.Socket.Compress(false).Emit("b", new byte[] { 1 });
        loose.Socket.Compress(false).Compress(true).Emit("c");
        Assert.Equal([true, false, true], loose.Packets.Select(p => p.Compress));
        Assert.Equal(["42[\"a\"]", "451-[\"b\",{\"_placeholder\":true,\"num\":0}]", "bAQ==", "42[\"c\"]"], loose.Sent);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should enable compression by default")]
    [Mirrors("socket.io/namespaces.ts", "should disable compression")]
    public void OfBroadcasts()
    {
        var loose = new LooseSocket();
        var nsp = loose.Socket.Namespace;
        ((Actors.Namespaces.Namespace)nsp).Adapter.Show(((Socket)loose.Socket).Member);
        nsp.Emit("a");
        nsp.Compress(false).Emit("b");
        nsp.To(loose.Socket.Id).Compress(false).Emit("c");
        nsp.Compress(false).Compress(true).Emit("d");
        Assert.Equal([true, false, false, true], loose.Packets.Select(p => p.Compress));
        Assert.Equal(["42[\"a\"]", "42[\"b\"]", "42[\"c\"]", "42[\"d\"]"], loose.Sent);
    }
}
