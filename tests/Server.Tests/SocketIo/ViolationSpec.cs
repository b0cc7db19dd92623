using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Who breaks the protocol loses the connection: counted, logged once, and nobody else notices.</summary>
public abstract class ViolationSpec(Mode mode)
{
    [Theory]
    [InlineData("40", "UnexpectedPacket")]
    [InlineData("40/", "UnexpectedPacket")]
    [InlineData("40/custom,|40/custom,", "UnexpectedPacket")]
    [InlineData("""42/custom,["echo"]""", "UnexpectedPacket")]
    [InlineData("41/custom,", "UnexpectedPacket")]
    [InlineData("43/custom,1[]", "UnexpectedPacket")]
    [InlineData("""44{"message":"no"}""", "UnexpectedPacket")]
    [InlineData("""44"no" """, "UnexpectedPacket")]
    [InlineData("""41|42["echo"]""", "UnexpectedPacket")]
    [InlineData("41|41", "UnexpectedPacket")]
    [InlineData("""451-/custom,["echo",{"_placeholder":true,"num":0}]""", "UnexpectedPacket")]
    [InlineData("4abc", "UnknownType")]
    [InlineData("47", "UnknownType")]
    [InlineData("4", "UnknownType")]
    [InlineData("42{}", "InvalidPayload")]
    [InlineData("""42abc["echo"]""", "InvalidPayload")]
    [InlineData("42[]", "InvalidPayload")]
    [InlineData("""42["echo"]x""", "InvalidPayload")]
    [InlineData("""42["echo" """, "InvalidPayload")]
    [InlineData("""42[{"toString":"foo"}]""", "InvalidPayload")]
    [InlineData("42[null]", "InvalidPayload")]
    [InlineData("""42["connect"]""", "InvalidPayload")]
    [InlineData("""42["connect_error"]""", "InvalidPayload")]
    [InlineData("""42["disconnect"]""", "InvalidPayload")]
    [InlineData("""42["disconnecting"]""", "InvalidPayload")]
    [InlineData("""42["newListener"]""", "InvalidPayload")]
    [InlineData("""42["removeListener"]""", "InvalidPayload")]
    [InlineData("""42["dis\u0063onnect"]""", "InvalidPayload")]
    [InlineData("""4299999999999999999999["echo"]""", "InvalidPayload")]
    [InlineData("431{}", "InvalidPayload")]
    [InlineData("41[1]", "InvalidPayload")]
    [InlineData("45", "IllegalAttachments")]
    [InlineData("45woooot", "IllegalAttachments")]
    [InlineData("""450-["echo"]""", "IllegalAttachments")]
    [InlineData("""460-1["echo"]""", "IllegalAttachments")]
    [InlineData("""45-1-["echo"]""", "IllegalAttachments")]
    [InlineData("""451["echo"]""", "IllegalAttachments")]
    [InlineData("""451-["echo",{"_placeholder":true,"num":"splice"}]""", "IllegalAttachments")]
    [InlineData("""451-["echo",{"_placeholder":true,"num":1}]""", "IllegalAttachments")]
    [InlineData("""451-["echo",{"_placeholder":true,"num":-1}]""", "IllegalAttachments")]
    [InlineData("""451-["echo",{"_placeholder":true}]""", "IllegalAttachments")]
    [InlineData("""451-["echo",[{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}]]""", "IllegalAttachments")]
    [InlineData("""451-["echo",{"_placeholder":true,"num":0}]|42["echo"]""", "TextWhileReconstructing")]
    [InlineData("bAQID", "UnexpectedBinary")]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving several CONNECT packets")]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving an invalid packet")]
    [Mirrors("socket.io/socket.ts", "should not crash when receiving an error packet without handler")]
    [Mirrors("socket.io/socket.ts", "should error with raw binary and warn")]
    [Mirrors("socket.io/socket.ts", "should not crash with raw binary")]
    [Mirrors("socket.io/socket.ts", "should handle empty binary packet")]
    [Mirrors("socket.io/socket.ts", "should handle transport null messages")]
    public async Task OnlyTheConnectionThatBreaksARuleEnds(string packets, string error)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/custom");
        server.Io.On("echo", (string text) => text);
        var ends = new Probe<(string Id, DisconnectReason Reason)>();
        server.Io.OnDisconnect((s, reason) => ends.Add((s.Id, reason)));
        await using var other = await server.ConnectAsync();
        await using var client = await server.OpenAsync(mode);
        var id = await client.JoinAsync();
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync(packets.Split('|'));
        while (await client.ReceiveAsync() is { } answer)
        {
            Assert.StartsWith("40/custom,", answer, StringComparison.Ordinal);
        }

        Assert.Equal(mode == Mode.Polling ? null : 1000, client.CloseCode);
        var end = await ends.NextAsync();
        Assert.Equal(id, end.Id);
        Assert.Equal(packets.StartsWith("41|", StringComparison.Ordinal) ? "client namespace disconnect" : "forced close", end.Reason.Name);
        var counted = await errors.TheOneAsync();
        Assert.Equal(error, counted.Tags["error.type"]);
        await server.Logs.TheOneAsync(l => l.Id.Name == "ProtocolViolated" && l.Message.Contains(client.Sid, StringComparison.Ordinal));
        await other.SendAsync("""421["echo","still here"]""");
        await other.ExpectAsync("""431["still here"]""");
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving an EVENT packet while not connected")]
    public async Task AnEventBeforeTheAnswerToConnectIsTooEarly()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("""42["echo"]""");
        await client.ExpectCloseAsync();

        var held = new TaskCompletionSource();
        server.Io.Use(async (_, next) =>
        {
            await held.Task;
            await next();
        });
        await using var hasty = await server.OpenAsync(mode);
        await hasty.SendAsync("40", """42["echo"]""");
        await hasty.ExpectCloseAsync();
        held.SetResult();
    }

    [Fact]
    public async Task ASecondConnectBesideTheFirstIsAViolation()
    {
        await using var server = await IoServer.StartAsync();
        var held = new TaskCompletionSource();
        server.Io.Use(async (_, next) =>
        {
            await held.Task;
            await next();
        });
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40", "40");
        await client.ExpectCloseAsync();
        held.SetResult();
        Assert.Empty(server.Io.Sockets);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("43")]
    [InlineData("431")]
    [InlineData("437[1]")]
    [InlineData("""42["error"]""")]
    [InlineData("""42["error",{"message":"x"}]""")]
    [InlineData("""42["message"]""")]
    [InlineData("""42["connection"]""")]
    [InlineData("""42["new_namespace"]""")]
    [InlineData("""42["__proto__",{"__proto__":{"a":1}}]""")]
    [InlineData("""42["constructor"]""")]
    [InlineData("""42["toString"]""")]
    [InlineData("""42["hasOwnProperty"]""")]
    [InlineData("""42[1]""")]
    [InlineData("""42["connect "]""")]
    [InlineData("""42["echo",{"_placeholder":true,"num":99}]""")]
    public async Task WhatIsOddButNoViolationIsHarmless(string packet)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("echo", (EventArguments a) => a);
        using var errors = server.Collect("protocol_errors");
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync(packet, """421["echo","x"]""");
        await client.ExpectAsync("""431["x"]""");
        Assert.Empty(errors.GetMeasurementSnapshot());
    }
}

public sealed class ViolationByPolling() : ViolationSpec(Mode.Polling);

public sealed class ViolationByWebSocket() : ViolationSpec(Mode.WebSocket);

public sealed class ViolationAfterUpgrade() : ViolationSpec(Mode.Upgraded);
