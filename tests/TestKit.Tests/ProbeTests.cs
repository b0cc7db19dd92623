namespace AkkaSocketIo.TestKit.Tests;

/// <summary>Together with Akka.TestKit: the server in the kit's actor system, events told to a probe.</summary>
public sealed class ProbeTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task AProbeReceivesTheEvents()
    {
        await using var server = SocketIoTestServer.StartIn(Sys);
        server.Io.On("say", (string text) => server.Io.Emit("said", text));
        await using var ada = await server.ConnectAsync();
        await using var bob = await server.ConnectAsync();
        var probe = CreateTestProbe();
        bob.TellTo(probe);
        ada.Emit("say", "hello");
        Assert.Equal("hello", (await probe.ExpectMsgAsync<ReceivedEvent>()).Get<string>(0));
        await ada.ExpectEventAsync("said");
        await ada.ExpectNoEventAsync();
    }

    [Fact]
    public async Task TheKitsActorSystemStays()
    {
        await SocketIoTestServer.StartIn(Sys).DisposeAsync();
        Assert.False(Sys.WhenTerminated.IsCompleted);
    }
}
