using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>Which handlers run for an event, and when.</summary>
public class RegistrationTests
{
    [Fact]
    public async Task TheNamespacesHandlersRunBeforeTheSockets()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.OnConnection(s =>
        {
            s.On("e", () => steps.Add("socket 1"));
            s.On("e", async (EventContext _) =>
            {
                await Task.Yield();
                steps.Add("socket 2");
            });
            s.On("e", (EventContext _) => steps.Add("socket 3"));
        });
        server.Io.On("e", () => steps.Add("namespace 1")).On("e", (EventContext _) => steps.Add("namespace 2"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\"]");
        Assert.Equal(["namespace 1", "namespace 2", "socket 1", "socket 2", "socket 3"], await steps.NextAsync(5));
    }

    [Fact]
    public async Task OnceRunsOnce()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.OnConnection(s =>
        {
            s.Once("e", (string x) => steps.Add("typed " + x));
            s.Once("e", (EventContext _) => steps.Add("context"));
            s.Once("e", async (EventContext _) =>
            {
                await Task.Yield();
                steps.Add("async");
            });
            s.On("e", (string x) => steps.Add("always " + x));
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\",\"1\"]", "42[\"e\",\"2\"]", "42[\"e\",\"3\"]");
        Assert.Equal(["typed 1", "context", "async", "always 1", "always 2", "always 3"], await steps.NextAsync(6));
    }

    [Fact]
    public async Task OffRemovesTheSocketsOwnHandlersOnly()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("e", (Ack _) => { }).On("count", (EventContext c) => c.Ack?.Send("namespace"));
        server.Io.OnConnection(s =>
        {
            s.On("e", () => "socket");
            s.On("off", () => s.Off("e"));
            s.On("fence", () => 0);
            s.Off("never registered");
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"e\"]");
        await client.ExpectAsync("431[\"socket\"]");
        await client.SendAsync("42[\"off\"]", "422[\"e\"]", "423[\"count\"]");
        await client.ExpectAsync("433[\"namespace\"]");
    }

    [Fact]
    public async Task AHandlerOfTheNamespaceServesSocketsThatAreThereAlready()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.ConnectAsync();
        server.Io.On("late", (ISocket s) => s.Id.Length);
        await client.SendAsync("421[\"late\"]");
        await client.ExpectAsync("431[20]");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should work with `of` and many sockets")]
    public async Task EventsWaitUntilAllConnectionHandlersHaveFinished()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        var ready = new TaskCompletionSource();
        server.Io.OnConnection(async s =>
        {
            steps.Add("first");
            await ready.Task;
            s.On("e", () => steps.Add("event"));
        });
        server.Io.OnConnection(_ => steps.Add("second"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\"]");
        Assert.Equal("first", await steps.NextAsync());
        ready.SetResult();
        Assert.Equal(["second", "event"], await steps.NextAsync(2));
    }

    [Fact]
    public async Task HandlersOfOneSocketRunOneAtATimeUnlessTheNamespaceSaysOtherwise()
    {
        await using var server = await IoServer.StartAsync(o => o.Namespaces["/parallel"] = new NamespaceOptions { ParallelHandlers = 2 });
        var held = new TaskCompletionSource();
        foreach (var nsp in new[] { server.Io.Of("/serial"), server.Io.Of("/parallel") })
        {
            nsp.On("wait", () => held.Task).On("quick", () => 1);
        }

        await using var client = await server.ConnectAsync(nsp: "/serial");
        await client.JoinAsync("/parallel");
        await client.SendAsync("42/serial,[\"wait\"]", "42/serial,1[\"quick\"]", "42/parallel,[\"wait\"]", "42/parallel,2[\"quick\"]");
        await client.ExpectAsync("43/parallel,2[1]");
        held.SetResult();
        await client.ExpectAsync("43/serial,1[1]");
    }

    [Fact]
    public async Task TheTokenOfAHandlerFiresWhenItsSocketEnds()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.On("work", async (CancellationToken ct) =>
        {
            steps.Add("working");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, ct));
            steps.Add("stopped");
        });
        server.Io.OnDisconnect((_, _) => steps.Add("disconnect"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"work\"]");
        Assert.Equal("working", await steps.NextAsync());
        await client.CloseAsync();
        Assert.Equal(["stopped", "disconnect"], await steps.NextAsync(2));
    }
}
