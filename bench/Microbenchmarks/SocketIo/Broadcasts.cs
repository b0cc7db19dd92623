using System.Globalization;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Microbenchmarks.Handlers;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>From an emit to the packets that are told: encoded, matched and counted.</summary>
public class Broadcasts
{
    private readonly Socket _socket;
    private readonly Namespace _namespace;

    public Broadcasts()
    {
        var server = new LooseServer();
        _socket = server.CreateSocket("0");
        _namespace = (Namespace)_socket.Namespace;
        for (var i = 0; i < 100; i++)
        {
            var socket = i == 0 ? _socket : server.CreateSocket(i.ToString(CultureInfo.InvariantCulture));
            socket.Join("room").AsTask().Wait();
            _namespace.Adapter.Show(socket.Member);
        }
    }

    [Benchmark]
    public void ToOneSocket() => _socket.Emit("tick", 1);

    [Benchmark]
    public void ToAHundred() => _namespace.Emit("tick", 1);

    [Benchmark]
    public void ToARoomOfAHundred() => _namespace.To("room").Emit("tick", 1);

    [Benchmark]
    public void ToTheOthersInTheRoom() => _socket.To("room").Emit("tick", 1);
}
