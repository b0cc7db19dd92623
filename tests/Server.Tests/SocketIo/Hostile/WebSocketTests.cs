using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>WebSockets that mean no good: frames, handshakes and upgrades.</summary>
public class WebSocketTests : HostileServer
{
    private const string Switched = "HTTP/1.1 101";

    /// <summary>A close frame with the code 1009.</summary>
    private static readonly byte[] s_tooLarge = [0x88, 0x02, 0x03, 0xf1];

    public static TheoryData<byte[]> Malformed() =>
    [
        [0xf1, 0x80, 0, 0, 0, 0], // reserved bits
        [0x83, 0x80, 0, 0, 0, 0], // an unknown opcode
        [0x81, 0x04, .. "2abc"u8], // not masked
        [0x80, 0x80, 0, 0, 0, 0], // the rest of nothing
        [0x09, 0x80, 0, 0, 0, 0], // half a ping
        [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0], // longer than can be
        [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28], // no UTF-8
        [0x88, 0x81, 0, 0, 0, 0, 0], // half a close code
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task AMalformedFrameEndsItsConnectionOnly(byte[] frame)
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        Assert.StartsWith(Switched, await raw.UpgradeAsync(IoServer.Url("websocket")), StringComparison.Ordinal);
        await raw.SendAsync(frame);
        await raw.ReadToEndAsync();
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task ADeclaredLengthIsNotBelieved()
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        await raw.UpgradeAsync(IoServer.Url("websocket"));
        await raw.SendAsync([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, .. new byte[150_000]]);
        await raw.ReadUntilAsync(s_tooLarge);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task AResetAtAnyPointOfAnUpgradeEndsNothingElse()
    {
        await using var client = await ConnectAsync(Mode.Polling);
        using (var handshake = await RawConnection.ConnectAsync(Server))
        {
            await handshake.SendAsync($"GET {IoServer.Url("websocket", client.Sid)} HTTP/1.1\r\nHost: x\r\nUpgr");
            handshake.Reset();
        }

        using (var silent = await RawConnection.ConnectAsync(Server))
        {
            await silent.UpgradeAsync(IoServer.Url("websocket", client.Sid));
            silent.Reset();
        }

        using (var probing = await RawConnection.ConnectAsync(Server))
        {
            await probing.UpgradeAsync(IoServer.Url("websocket", client.Sid));
            await probing.SendFrameAsync(0x81, "2probe");
            probing.Reset();
        }

        using (var cut = await RawConnection.ConnectAsync(Server))
        {
            await cut.UpgradeAsync(IoServer.Url("websocket", client.Sid));
            await cut.SendAsync([0x81, 0x86, 0, 0, 0, 0, (byte)'2', (byte)'p']);
            cut.Reset();
        }

        await IsServedAsync(client);
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("/socket.io/?EIO=3&transport=websocket", "HTTP/1.1 400")]
    [InlineData("/socket.io/?EIO=4&transport=polling", Switched)]
    [InlineData("/socket.io/?EIO=4&transport=__proto__", "HTTP/1.1 400")]
    [InlineData("/socket.io/?EIO=4&transport=webtransport", "HTTP/1.1 400")]
    public async Task AnUpgradeIsCheckedAgainstItsSession(string url, string answer)
    {
        await using var client = await ConnectAsync(Mode.Polling);
        using var raw = await RawConnection.ConnectAsync(Server);
        Assert.StartsWith(answer, await raw.UpgradeAsync($"{url}&sid={client.Sid}"), StringComparison.Ordinal);
        await raw.SendFrameAsync(0x81, "2");
        await raw.ReadToEndAsync();
        await IsServedAsync(client);
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("Sec-WebSocket-Extensions: constructor\r\n")]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99999999999\r\n")]
    [InlineData("Sec-WebSocket-Protocol: __proto__, constructor\r\n")]
    public async Task OddHeadersDoNoHarm(string header)
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        Assert.StartsWith("HTTP/1.1 ", await raw.UpgradeAsync(IoServer.Url("websocket"), header), StringComparison.Ordinal);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task ALongProtocolHeaderIsReadInNoTime()
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        var head = await raw.UpgradeAsync(IoServer.Url("websocket"), "Sec-WebSocket-Protocol: b" + new string(' ', 20_000) + "x\r\n");
        Assert.StartsWith("HTTP/1.1 ", head, StringComparison.Ordinal);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task FragmentsAreOneMessageWithOneLimit()
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        await raw.UpgradeAsync(IoServer.Url("websocket"));
        using var errors = Server.Collect("protocol_errors");
        await raw.SendFrameAsync(0x01, "42");
        for (var i = 0; i < 5000; i++)
        {
            await raw.SendFrameAsync(0x00, "");
        }

        for (var i = 0; i < 11; i++)
        {
            await raw.SendFrameAsync(0x00, new string('x', 10_000));
        }

        await raw.ReadUntilAsync(s_tooLarge);
        Assert.Equal("MessageTooLarge", await errors.TheErrorAsync());
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task UnaskedPongsAreNothing()
    {
        await using var client = await ConnectAsync(Mode.WebSocket);
        await client.SendAsync([.. Enumerable.Repeat("3", 1000)]);
        await IsServedAsync(client);
        client.AnswersPings = false;
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task APingFromTheClientIsNoneOfItsBusiness()
    {
        await using var client = await ConnectAsync(Mode.WebSocket);
        await client.SendAsync("2");
        await client.ExpectCloseAsync();
        await OthersAreServedAsync();
    }
}
