using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Parsers;

/// <summary>MessagePack byte for byte, as each transport has binary messages.</summary>
public class MessagePackTests
{
    private const string Connect = "83a47479706500a464617461d40000a36e7370a12f";

    public static TheoryData<Mode> Modes => [Mode.Polling, Mode.WebSocket, Mode.Upgraded];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task EventsAndAcknowledgementsAreOneBinaryMessageEach(Mode mode)
    {
        await using var server = await StartAsync();
        server.Io.On("x", (EventArguments a) => a);
        server.Io.Of("/n").On("bye", (ISocket s) => s.Disconnect());
        await using var client = await ConnectAsync(server, mode);

        // {type: 2, data: ["x", <01 02>, {d: <>}], options: {compress: true}, id: 7, nsp: "/"}
        await client.SendAsync(Packed("85a47479706502a46461746193a178c402010281a164c400a76f7074696f6e7381a8636f6d7072657373c3a2696407a36e7370a12f"));
        await client.ExpectAsync(Packed("84a47479706503a46461746192c402010281a164c400a2696407a36e7370a12f"));

        // {type: 0, nsp: "/n"}, {type: 2, data: ["bye"], nsp: "/n"}, {type: 1, nsp: "/n"}
        await client.SendAsync(Packed("82a47479706500a36e7370a22f6e"));
        Assert.NotNull(await client.ReceiveAsync());
        await client.SendAsync(Packed("83a47479706502a46461746191a3627965a36e7370a22f6e"));
        await client.ExpectAsync(Packed("82a47479706501a36e7370a22f6e"));

        // {type: 0, nsp: "/u"}, {type: 4, data: {message: "Invalid namespace"}, nsp: "/u"}
        await client.SendAsync(Packed("82a47479706500a36e7370a22f75"));
        await client.ExpectAsync(Packed("83a47479706504a46461746181a76d657373616765b1496e76616c6964206e616d657370616365a36e7370a22f75"));
    }

    [Theory]
    [InlineData("42[\"x\"]", "UnexpectedText")]
    [InlineData("bgA==", "UnknownType")]
    [InlineData("bkpOTk5OTk5OTk5OTk5OTk5OT", "InvalidPayload")]
    public async Task WhatIsNoPacketCostsThatClientOnly(string packet, string error)
    {
        await using var server = await StartAsync();
        await using var other = await ConnectAsync(server, Mode.WebSocket);
        await using var client = await ConnectAsync(server, Mode.Polling);
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync(packet);
        await client.ExpectCloseAsync();
        Assert.Equal(error, (await errors.TheOneAsync()).Tags["error.type"]);
        server.Io.Emit("x");
        await other.ExpectAsync(Packed("83a47479706502a46461746191a178a36e7370a12f"));
    }

    private static Task<IoServer> StartAsync() => IoServer.StartAsync(o => o.Hocon = "akka.socket-io.parser = msgpack");

    private static async Task<WireClient> ConnectAsync(IoServer server, Mode mode)
    {
        var sockets = server.Io.Sockets.Count;
        var client = await server.OpenAsync(mode);
        await client.SendAsync(Packed(Connect));
        var answer = await client.ReceiveAsync();

        // {type: 0, data: {sid: "…
        Assert.StartsWith("83a47479706500a46461746181a3736964b4", Convert.ToHexStringLower(Convert.FromBase64String(answer![1..])), StringComparison.Ordinal);
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (server.Io.Sockets.Count == sockets)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return client;
    }

    private static string Packed(string hex) => "b" + Convert.ToBase64String(Convert.FromHexString(hex));
}
