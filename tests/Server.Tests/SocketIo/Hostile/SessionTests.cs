using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>Sessions that are opened and left alone, and packets that no client sends.</summary>
public class SessionTests : HostileServer
{
    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task WhoJoinsNothingIsClosedThoughItAnswersPings(Mode mode)
    {
        await using var client = await Server.OpenAsync(mode);
        await client.ExpectCloseAsync();
        Assert.Equal(mode == Mode.Polling ? null : 1000, client.CloseCode);
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task OddPacketsEndTheirOwnConnectionsAtMost(Mode mode)
    {
        var random = new Random(7);
        const string letters = "0123456789-/,[]{}\":abc\\ \u0001é";
        for (var i = 0; i < 100; i++)
        {
            await using var client = await ConnectAsync(mode);
            var packet = "4" + new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => letters[random.Next(letters.Length)])]);
            await client.SendAsync(packet);
        }

        await OthersAreServedAsync();
    }

    [Fact]
    public async Task NamesFromPrototypesAreNamesLikeOthers()
    {
        await using var client = await ConnectAsync(Mode.WebSocket);
        foreach (var nsp in new[] { "/__proto__", "/constructor", "/toString", "/hasOwnProperty", "/../../etc/passwd", "/%00" })
        {
            await client.SendAsync($"40{nsp},");
            await client.ExpectAsync($$"""44{{nsp}},{"message":"Invalid namespace"}""");
        }

        await client.SendAsync("421[\"join\",\"__proto__\"]", "422[\"echo\",{\"__proto__\":{\"a\":1},\"constructor\":null}]");
        await client.ExpectAsync("431[[\"__proto__\"]]", "432[{\"__proto__\":{\"a\":1},\"constructor\":null}]");
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task WhatAClientNamesIsHarmlessInTheLog()
    {
        await using var client = await ConnectAsync(Mode.WebSocket);
        await client.SendAsync("42/fake\n[ERROR] forged" + new string('x', 1000) + ",[\"e\"]");
        await client.ExpectCloseAsync();
        var log = Assert.Single(Server.Logs.GetSnapshot(), l => l.Id.Name == "ProtocolViolated");
        Assert.DoesNotContain('\n', log.Message);
        Assert.True(log.Message.Length < 500);
    }
}
