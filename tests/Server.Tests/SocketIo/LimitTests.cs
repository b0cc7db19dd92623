using System.Net;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Who goes beyond a limit loses the connection: with the right code, counted, logged once, and nobody else does.</summary>
public class LimitTests
{
    public static TheoryData<Mode, string[], string> TooMuch()
    {
        (string[] Packets, string Error)[] cases =
        [
            (["4511-[\"e\"]"], "TooManyAttachments"),
            (["454-[\"e\"]"], "TooManyAttachments"),
            (["4599999-[\"e\"]"], "TooManyAttachments"),
            (["451832742252-[\"e\"]"], "TooManyAttachments"),
            (["453-[\"e\"]", "b" + new string('A', 60), "b" + new string('A', 60), "b" + new string('A', 60)], "AttachmentsTooLarge"),
            (["42[\"" + new string('n', 21) + "\"]"], "EventNameTooLong"),
            (["42[" + new string('1', 21) + "]"], "EventNameTooLong"),
            ([$"42[\"e\",{Nested(5)}]"], "TooDeep"),
            ([$"40/a,{{\"a\":{Nested(5)}}}"], "TooDeep"),
            (["40/a,", "40/b,"], "TooManyNamespaces"),
        ];
        var data = new TheoryData<Mode, string[], string>();
        foreach (var (packets, error) in cases)
        {
            data.Add(Mode.Polling, packets, error);
            data.Add(Mode.WebSocket, packets, error);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task ALimitEndsTheConnectionThatPassesIt(Mode mode, string[] packets, string error)
    {
        await using var server = await StartAsync();
        server.Io.Of("/a");
        server.Io.Of("/b");
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var other = await server.ConnectAsync();
        await using var client = await server.ConnectAsync(mode);
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync(packets);
        while (await client.ReceiveAsync() is { } answer)
        {
            Assert.StartsWith("40/a,", answer, StringComparison.Ordinal);
        }

        Assert.Equal(mode == Mode.Polling ? null : 1008, client.CloseCode);
        var reason = await reasons.NextAsync();
        Assert.Equal(("limit exceeded", false), (reason.Name, reason.Recoverable));
        Assert.Equal(error, await errors.TheErrorAsync());
        await server.Logs.TheOneAsync(l => l.Id.Name == "ProtocolViolated");
        await StillServesAsync(other);
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task WhatIsAtTheLimitIsLetThrough(Mode mode)
    {
        await using var server = await StartAsync();
        server.Io.Of("/a");
        await using var client = await server.ConnectAsync(mode);
        await client.JoinAsync("/a");
        await client.SendAsync(
            "42[\"" + new string('n', 20) + "\"]",
            $"42[\"e\",{Nested(4)}]",
            "453-[\"e\"]", "b" + new string('A', 40), "b" + new string('A', 40), "b" + new string('A', 40));
        await StillServesAsync(client);
    }

    [Fact]
    public async Task NoAttachmentsAreTakenWhereNoneAreAllowed()
    {
        await using var server = await StartAsync(o => o.MaxAttachments = 0);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("451-[\"e\"]");
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);
    }

    [Fact]
    public async Task ATooLargeMessageClosesWith1009()
    {
        await using var server = await StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var other = await server.ConnectAsync();
        await using var client = await server.ConnectAsync();
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync("42[\"e\",\"" + new string('x', 1000) + "\"]");
        await client.ExpectCloseAsync();
        Assert.Equal(1009, client.CloseCode);
        Assert.Equal("transport error", (await reasons.NextAsync()).Name);
        Assert.Equal("MessageTooLarge", await errors.TheErrorAsync());
        await StillServesAsync(other);
        await server.StopAsync();
        await server.Logs.TheOneAsync(l => l.Message.Contains("max payload size exceeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATooLargeBodyIsRefusedAndTheSessionLivesOn()
    {
        await using var server = await StartAsync();
        await using var client = await PollingClient.OpenAsync(server);
        await client.JoinAsync();
        using var rejected = server.Collect("requests.rejected");
        using var answer = await client.PostAsync("42[\"e\",\"" + new string('x', 1000) + "\"]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("PAYLOAD_TOO_LARGE", await rejected.TheErrorAsync());
        await StillServesAsync(client);
    }

    private static async Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null)
    {
        var server = await IoServer.StartAsync(o =>
        {
            o.MaxHttpBufferSize = 1000;
            o.MaxAttachments = 3;
            o.MaxAttachmentsBytes = 100;
            o.MaxEventNameLength = 20;
            o.MaxJsonDepth = 5;
            o.MaxNamespacesPerConnection = 2;
            configure?.Invoke(o);
        });
        server.Io.On("echo", (int n) => n);
        return server;
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static async Task StillServesAsync(WireClient client)
    {
        await client.SendAsync("4299[\"echo\",1]");
        await client.ExpectAsync("4399[1]");
    }
}
