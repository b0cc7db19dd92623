using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>Two servers that an application's own adapter joins.</summary>
public sealed class AdapterTests : IAsyncLifetime
{
    private readonly Relay _relay = new();
    private readonly FakeTimeProvider _time = new();
    private IoServer _here = null!;
    private IoServer _there = null!;
    private WireClient _near = null!;
    private WireClient _far = null!;
    private string _nearId = "";
    private string _farId = "";

    public async Task InitializeAsync()
    {
        // One by its type's name, as in HOCON, and one by code: it is the same adapter.
        _here = await StartAsync(o => o.Adapter = typeof(TwinAdapter).AssemblyQualifiedName);
        _there = await StartAsync(o => o.CreateAdapter = local => new TwinAdapter(local, _relay));
        _near = await _here.OpenAsync(Mode.WebSocket);
        _far = await _there.OpenAsync(Mode.WebSocket);
        _nearId = await _here.JoinAsync(_near);
        _farId = await _there.JoinAsync(_far, auth: "{\"token\":1}");
        _here.Io.On("sync", () => 0);
    }

    public async Task DisposeAsync()
    {
        await _near.DisposeAsync();
        await _far.DisposeAsync();

        // One is stopped, as hosts are; the other is only disposed of.
        await _here.StopAsync();
        Assert.Equal(1, _relay.Count);
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        Assert.Equal(0, _relay.Count);
    }

    [Fact]
    public async Task BroadcastsReachBothAndLocalOnesDoNot()
    {
        _here.Io.Emit("a", new byte[] { 1 });
        _here.Io.Local.Emit("local");
        _here.Io.To(_farId).Emit("far");
        _here.Io.Except(_nearId).Emit("not near");
        Near.Broadcast.Emit("from near");
        _here.Io.Emit("fence");
        await _near.ExpectAsync("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "bAQ==", "42[\"local\"]", "42[\"fence\"]");
        await _far.ExpectAsync("451-[\"a\",{\"_placeholder\":true,\"num\":0}]", "bAQ==", "42[\"far\"]", "42[\"not near\"]", "42[\"from near\"]", "42[\"fence\"]");
    }

    [Fact]
    public async Task BothAreAsked()
    {
        // Its counter is ahead: the id of the one is in use at the other.
        var owed = Far.Timeout(Timeout.InfiniteTimeSpan).EmitWithAckAsync<string>("own");
        await _far.ExpectAsync("420[\"own\"]");
        var asked = _here.Io.EmitWithAckAsync("question", 1, new byte[] { 2 });
        await _far.ExpectAsync("451-1[\"question\",1,{\"_placeholder\":true,\"num\":0}]", "bAg==");
        await _near.ExpectAsync("451-0[\"question\",1,{\"_placeholder\":true,\"num\":0}]", "bAg==");
        await _far.SendAsync("461-1[{\"_placeholder\":true,\"num\":0},\"x\"]", "bBA==", "430[\"mine\"]");
        Assert.Equal("mine", await owed);
        await _near.SendAsync("430[\"near\"]");
        var answers = await asked;
        Assert.Equal((2, 2, 1), (answers.Count, answers[0].Count, answers[1].Count));
        Assert.Equal([4], answers[0].Get<byte[]>(0)!);
        Assert.Equal(("x", "near"), (answers[0].Get<string>(1), answers[1].Get<string>(0)));
        Assert.Equal(0, Far.OwedAcks());
    }

    [Fact]
    public async Task WhoDoesNotAnswerThereIsForgottenThereToo()
    {
        var asked = _here.Io.EmitWithAckAsync<string>("question");
        await _near.SendAsync("430[\"near\"]");
        await _near.ExpectAsync("420[\"question\"]");
        await _near.SendAsync("421[\"sync\"]");
        await _near.ExpectAsync("431[0]");
        Assert.Equal(1, Far.OwedAcks());
        _time.Advance(TimeSpan.FromSeconds(10));
        var e = await Assert.ThrowsAsync<AckTimeoutException>(() => asked);
        Assert.Equal([_farId], e.Missing);
        Assert.Equal(["near"], e.Responses);
        Assert.Equal(0, Far.OwedAcks());
    }

    [Fact]
    [Mirrors("socket.io/utility-methods.ts", "works with a custom adapter")]
    public async Task ASocketOfTheOtherServerIsFoundAndUsed()
    {
        Far.Data.Set("name", "Ada");
        await Far.Join("x");
        var found = await _here.Io.FetchSocketsAsync();
        Assert.Equal(["one that is away"], found.MissingNodes);
        Assert.Same(Near, found.Sockets[0]);
        var far = found.Sockets[1];
        Assert.False(far is ISocket);
        Assert.Equal(_farId, far.Id);
        Assert.Equal([_farId, "x"], far.Rooms.OrderBy(r => r == "x"));
        Assert.Equal("Ada", far.Data.Get<string>("name"));
        Assert.Throws<InvalidOperationException>(() => far.Data.Set("name", "Grace"));
        Assert.Throws<InvalidOperationException>(() => far.Data.Remove("name"));
        Assert.Equal(1, far.Handshake.Auth.GetProperty("token").GetInt32());
        Assert.Equal(
            (Far.Handshake.Url, Far.Handshake.Address, Far.Handshake.Secure, Far.Handshake.Issued),
            (far.Handshake.Url, far.Handshake.Address, far.Handshake.Secure, far.Handshake.Issued));
        Assert.Equal(Far.Handshake.Headers, far.Handshake.Headers);
        Assert.Equal(Far.Handshake.Query, far.Handshake.Query);

        far.Emit("hello", 1);
        await far.Join("y", "z");
        await far.Leave("x");
        Assert.Equal([_farId, "y", "z"], Far.Rooms.OrderBy(r => r.Length == 1 ? r : ""));
        var asked = far.Timeout(TimeSpan.FromSeconds(1)).EmitWithAckAsync<int>("question");
        await _far.ExpectAsync("42[\"hello\",1]", "420[\"question\"]");
        await _far.SendAsync("430[5]");
        Assert.Equal(5, await asked);
        far.Disconnect();
        await _far.ExpectAsync("41");
        await Assert.ThrowsAsync<SocketDisconnectedException>(() => far.EmitWithAckAsync<int>("question"));
    }

    [Fact]
    public async Task QueriesAndChangesSpanBoth()
    {
        await _here.Io.SocketsJoin("a");
        await _there.Io.Local.SocketsJoin("b");
        Assert.Equal((2, 1, 1), (await _here.Io.To("a").CountAsync(), await _here.Io.To("b").CountAsync(), await _here.Io.Local.CountAsync()));
        Assert.Equal(["a", "b"], (await _here.Io.Rooms.NamesAsync()).Order());
        Assert.Equal(["a"], _here.Io.Rooms.Names);
        await _here.Io.To("b").SocketsLeave("a");
        Assert.Equal([_farId, "b"], Far.Rooms.OrderBy(r => r == "b"));
        await _there.Io.DisconnectSockets();
        await _near.ExpectAsync("41");
        await _far.ExpectAsync("41");
    }

    [Fact]
    public async Task ServersTalkToEachOther()
    {
        var heard = new Probe<string>();
        _here.Io.OnServerSideEmit("add", void (int _, int _) => heard.Add("not for who emits"));
        _there.Io.OnServerSideEmit("note", (INamespace nsp, string text, byte[] bytes) => heard.Add($"{nsp.Name} {text} {bytes.Length}"));
        _there.Io.OnServerSideEmit("add", async (int a, int b) =>
        {
            await Task.Yield();
            return a + b;
        });
        _there.Io.OnServerSideEmit("disconnect", (EventContext e) => heard.Add($"{e.Name} {e.Arguments.Count} {e.Ack is null}"));
        _here.Io.ServerSideEmit("note", "x", new byte[3]);
        Assert.Equal("/ x 3", await heard.NextAsync());
        _here.Io.ServerSideEmit("disconnect");
        Assert.Equal("disconnect 0 True", await heard.NextAsync());
        Assert.Equal([3], await _here.Io.ServerSideEmitWithAckAsync<int>("add", 1, 2));
        Assert.Empty(await _here.Io.Of("/only-here").ServerSideEmitWithAckAsync<int>("add", 1, 2));
        Assert.True(heard.IsEmpty);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsNamed()
    {
        var errors = new Probe<SocketError>();
        _there.Io.OnError(errors.Add);
        _there.Io.OnServerSideEmit("fail", int (string text) => throw new InvalidOperationException(text));
        var asked = _here.Io.ServerSideEmitWithAckAsync<int>("fail", ["no"], default);
        var error = await errors.NextAsync();
        Assert.Equal((SocketErrorPhase.Handler, "fail", null, "no"), (error.Phase, error.Event, error.Socket, error.Exception.Message));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single((await Assert.ThrowsAsync<AckTimeoutException>(() => asked)).Missing);
    }

    private ISocket Near => Assert.Single(_here.Io.Sockets);

    private ISocket Far => Assert.Single(_there.Io.Sockets);

    private Task<IoServer> StartAsync(Action<SocketIoOptions> adapter) => IoServer.StartAsync(
        o =>
        {
            o.TimeProvider = _time;
            o.PingInterval = Clock.NoPing;
            adapter(o);
        },
        s => s.AddSingleton(_relay));
}
