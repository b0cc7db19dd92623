using System.Text;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>What clients of an older protocol can send that newer ones cannot.</summary>
public class Revision3Tests : HostileServer
{
    [Theory]
    [InlineData("999999999:4")]
    [InlineData("99999999999999999999999999999999999:4")]
    [InlineData("-1:4")]
    [InlineData("1e1:42[\"echo\"]")]
    [InlineData(":")]
    [InlineData("2:4😀")]
    [InlineData("10:451000-[]", "parse error")]
    [InlineData("9:451000-[]", "limit exceeded")]
    [InlineData("2:4042:4", "forced close")]
    public async Task APayloadThatIsNoneCostsItsSenderOnly(string payload, string reason = "parse error")
    {
        var ends = new Probe<DisconnectReason>();
        Server.Io.OnDisconnect((_, why) => ends.Add(why));
        var sid = await OpenAsync();
        using var post = await Server.Http.PostAsync(Url(sid), new StringContent(payload, Encoding.UTF8, "text/plain"));
        Assert.Equal(reason, (await ends.NextAsync()).Name);
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("0009090909090909090909ff34")]
    [InlineData("00ff34")]
    [InlineData("0001")]
    [InlineData("ff01ff34")]
    [InlineData("010101010101010101010101010101010101010101010101010101010101")]
    [InlineData("0101ff04", "forced close")]
    public async Task ABinaryPayloadThatIsNoneCostsItsSenderOnly(string payload, string reason = "parse error")
    {
        var ends = new Probe<DisconnectReason>();
        Server.Io.OnDisconnect((_, why) => ends.Add(why));
        var sid = await OpenAsync();
        using var content = new ByteArrayContent(Convert.FromHexString(payload));
        content.Headers.ContentType = new("application/octet-stream");
        using var post = await Server.Http.PostAsync(Url(sid), content);
        Assert.Equal(reason, (await ends.NextAsync()).Name);
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("40", "forced close")]
    [InlineData("40/?a=b", "forced close")]
    [InlineData("42/custom?a=b,[\"echo\"]", "forced close")]
    [InlineData("3", "transport error")]
    public async Task WhatAClientMayNotSendCostsItsSenderOnly(string packet, string reason)
    {
        var ends = new Probe<DisconnectReason>();
        Server.Io.OnDisconnect((_, why) => ends.Add(why));
        await using var client = await ConnectAsync();
        await client.SendAsync(packet);
        Assert.Equal(reason, (await ends.NextAsync()).Name);
        await client.ExpectCloseAsync();
        await OthersAreServedAsync();
    }

    [Theory]
    [InlineData("40/custom?a&a&a&a&a&a&a&a&a&a&a&a", "40/custom,")]
    [InlineData("40/custom?__proto__=1&constructor=2", "40/custom,")]
    [InlineData("40/custom?%00=%zz&=&&&?", "40/custom,")]
    [InlineData("40/__proto__?a=b", "44/__proto__,{\"message\":\"Invalid namespace\"}")]
    public async Task AnyQueryIsOnlyText(string packet, string answer)
    {
        await using var client = await ConnectAsync();
        await client.SendAsync(packet);
        await client.ExpectAsync(answer);
        await OthersAreServedAsync();
    }

    private async Task<WireClient> ConnectAsync()
    {
        var client = await Server.OpenAsync(Mode.WebSocket, "&EIO=3");
        await client.ExpectAsync("40", $$"""42["welcome",{"sid":"{{client.Sid}}","eio":3}]""");
        return client;
    }

    private static string Url(string? sid = null) => "/socket.io/?EIO=3&transport=polling" + (sid is null ? "" : "&sid=" + sid);

    private async Task<string> OpenAsync()
    {
        var open = await Server.Http.GetStringAsync(Url());
        return open[(open.IndexOf("\"sid\":\"", StringComparison.Ordinal) + 7)..][..20];
    }
}
