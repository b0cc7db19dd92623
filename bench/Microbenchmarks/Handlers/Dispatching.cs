using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.Handlers;

/// <summary>From a parsed event to its acknowledgement: the handler is found, its arguments made, its result encoded.</summary>
public class Dispatching
{
    private readonly Socket _socket;
    private readonly SocketIoPacket _add = JsonParser.Parse("21[\"add\",1,2]"u8.ToArray(), new ParserLimits(), "/");
    private readonly SocketIoPacket _addLater = JsonParser.Parse("21[\"addLater\",1,2]"u8.ToArray(), new ParserLimits(), "/");
    private readonly SocketIoPacket _echo = JsonParser.Parse("21[\"echo\",\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"]"u8.ToArray(), new ParserLimits(), "/");
    private readonly SocketIoPacket _nobody = JsonParser.Parse("21[\"nobody\",1]"u8.ToArray(), new ParserLimits(), "/");

    public Dispatching()
    {
        _socket = new LooseServer().CreateSocket();
        _socket.Namespace.On("add", (int a, int b) => a + b);
        _socket.Namespace.On("addLater", (int a, int b) => Task.FromResult(a + b));
        _socket.Namespace.On("echo", (EventArguments arguments, Ack ack) => ack.Send(arguments));
    }

    [Benchmark]
    public bool SumAcknowledged() => Dispatch(_add);

    [Benchmark]
    public bool SumAcknowledgedByATask() => Dispatch(_addLater);

    [Benchmark]
    public bool EchoForwarded() => Dispatch(_echo);

    [Benchmark]
    public bool NoHandler() => Dispatch(_nobody);

    private bool Dispatch(SocketIoPacket packet)
    {
        if (!_socket.TryFindHandlers(packet, out var name, out var handlers))
        {
            return false;
        }

        var handled = handlers[0].InvokeAsync(new EventContext(_socket, packet, name));
        return handled.IsCompletedSuccessfully;
    }
}
