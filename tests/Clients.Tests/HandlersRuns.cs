using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>Scripts against an application with handlers of every shape.</summary>
public class HandlersRuns : CaseRuns
{
    private protected override Task<TestServer> StartServerAsync() => StartServerAsync(options => options.AllowEio3 = true);

    private protected static Task<TestServer> StartServerAsync(Action<SocketIoOptions> configure) =>
        TestServer.StartAsync(configure, app => Serve(app.MapSocketIo().Server));

    private static void Serve(SocketIoServer io)
    {
        // What it throws is meant: it must not be logged as an error.
        io.OnError(_ => { });
        io.On("handshake", (ISocket socket) => new
        {
            query = socket.Handshake.Query,
            auth = socket.Handshake.Auth,
            header = socket.Handshake.Headers["x-test"],
        });
        io.On("sum", (int a, int b) => a + b);
        io.On("upload", (string name, byte[] file) => new { name, file, length = file.Length });
        io.On("several", () => (1, "two", new { three = 3 }));
        io.On("later", async (string value) =>
        {
            await Task.Yield();
            return value;
        });
        io.On("fail", int () => throw new InvalidOperationException("meant"));
        io.On("fail-later", async Task<int> () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("meant");
        });
        io.On("count", (ISocket socket) => socket.Emit("ran"));
        io.OnConnection(socket => socket.Once("once", () => socket.Emit("ran")));
        io.On("farewell", (ISocket socket, Ack ack) =>
        {
            socket.Emit("first");
            ack.Send("acknowledged");
            socket.Emit("second");
            socket.Disconnect();
            socket.Emit("never");
        });
        io.On("leave-all", (ISocket socket) => socket.Disconnect(close: true));
        io.On("ask-back", (ISocket socket) => socket.EmitWithAckAsync<string>("name?"));

        ServeGate(io.Of("/gate"));
        io.Of("/asks").OnConnection(async socket =>
        {
            var name = await socket.EmitWithAckAsync<string>("name?");
            socket.On("greet", (int number) =>
            {
                socket.Emit("greeted", number);
                return name;
            });
        });
    }

    private static void ServeGate(INamespace gate)
    {
        gate.Use((socket, next) => PassAsync(socket, "first", next));
        gate.Use((socket, next) => PassAsync(socket, "second", next));
        gate.OnConnection(socket => Passed(socket).Add("connection"));
        gate.On("passed", (ISocket socket) => Passed(socket));
    }

    private static async Task PassAsync(ISocket socket, string name, Func<Task> next)
    {
        await Task.Yield();
        Passed(socket).Add(name);
        await next();
    }

    private static List<string> Passed(ISocket socket)
    {
        if (socket.Items.TryGetValue("passed", out var passed))
        {
            return (List<string>)passed!;
        }

        List<string> created = [];
        socket.Items.Add("passed", created);
        return created;
    }
}
