using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>Requests that mean no good.</summary>
public class HttpTests : HostileServer
{
    [Theory]
    [InlineData("/", 404)]
    [InlineData("/other/?EIO=4&transport=polling", 404)]
    [InlineData("/socket.ioo/?EIO=4&transport=polling", 404)]
    [InlineData("/socket.io/?EIO=4&transport=__proto__", 400)]
    [InlineData("/socket.io/?EIO=4&transport=constructor", 400)]
    [InlineData("/socket.io/?EIO=__proto__&transport=polling", 200)]
    [InlineData("/socket.io/?EIO=4&transport=polling&sid=__proto__", 400)]
    [InlineData("/socket.io/?EIO=4&transport=polling&sid=toString", 400)]
    [InlineData("/socket.io/?EIO=4&transport=polling&sid=%00", 400)]
    [InlineData("/socket.io/?EIO=4&transport=polling&__proto__=1&constructor=2&__proto__[a]=3", 200)]
    [InlineData("/socket.io/?EIO=4&EIO=3&transport=polling", 200)]
    public async Task AddressesAreLookedUpExactly(string url, int status)
    {
        using var answer = await Server.Http.GetAsync(url);
        Assert.Equal(status, (int)answer.StatusCode);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task NobodyElsesOriginIsLetIn()
    {
        foreach (var (origin, status, allowed) in new[] { ("https://evil.example", 403, false), ("https://other.example", 200, false), ("https://good.example", 200, true) })
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, IoServer.Url("polling"));
            get.Headers.Add("Origin", origin);
            using var answer = await Server.Http.SendAsync(get);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
            using var raw = await RawConnection.ConnectAsync(Server);
            var head = await raw.UpgradeAsync(IoServer.Url("websocket"), $"Origin: {origin}\r\n");
            Assert.StartsWith(allowed ? "HTTP/1.1 101" : "HTTP/1.1 40", head, StringComparison.Ordinal);
        }

        await OthersAreServedAsync();
    }

    [Fact]
    public async Task ABodyIsNeitherReadNorBelievedBeforeItsSessionIsKnown()
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        await raw.SendAsync($"POST {IoServer.Url("polling", "nobody")} HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n4");
        Assert.StartsWith("HTTP/1.1 400", await raw.ReadHeadAsync(), StringComparison.Ordinal);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task ABodyOverTheLimitIsRefusedWithoutTheRestOfIt()
    {
        await using var client = await ConnectAsync(Mode.Polling);
        using var raw = await RawConnection.ConnectAsync(Server);
        await raw.SendAsync($"POST {IoServer.Url("polling", client.Sid)} HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n" + new string('4', 100_001));
        Assert.StartsWith("HTTP/1.1 413", await raw.ReadHeadAsync(), StringComparison.Ordinal);
        await IsServedAsync(client);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task ABodyThatNeverEndsIsCutWithItsSession()
    {
        await using var client = await ConnectAsync(Mode.Polling);
        using var raw = await RawConnection.ConnectAsync(Server);
        await raw.SendAsync($"POST {IoServer.Url("polling", client.Sid)} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n42[");
        Assert.Empty(await raw.ReadToEndAsync());
        await client.ExpectCloseAsync();
        await using var next = await ConnectAsync(Mode.WebSocket);
        await IsServedAsync(next);
    }

    [Fact]
    public async Task ABinaryBodyIsAnswered()
    {
        await using var client = await PollingClient.OpenAsync(Server);
        using var content = new ByteArrayContent(new byte[1000]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await Server.Http.PostAsync(IoServer.Url("polling", client.Sid), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task TextThatIsNoUtf8IsReplacedAndNeverForwarded()
    {
        await using var client = await ConnectAsync(Mode.Polling);
        using var content = new ByteArrayContent([.. "421[\"echo\",\""u8, 0xff, 0xc3, 0x28, .. "\"]"u8]);
        using var answer = await Server.Http.PostAsync(IoServer.Url("polling", client.Sid), content);
        await client.ExpectAsync("431[\"\ufffd\ufffd(\"]");
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task VeryManyHeadersAreRefused()
    {
        using var raw = await RawConnection.ConnectAsync(Server);
        var headers = new StringBuilder();
        for (var i = 0; i < 2000; i++)
        {
            headers.Append("x: x\r\n");
        }

        Assert.StartsWith("HTTP/1.1 431", await raw.UpgradeAsync(IoServer.Url("websocket"), headers.ToString()), StringComparison.Ordinal);
        await OthersAreServedAsync();
    }

    [Fact]
    public async Task IdsAreTheServersOwnAndNeverTheSame()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, IoServer.Url("polling") + "&t=1");
            request.Headers.Add("Cookie", "io=chosen; sid=chosen");
            using var answer = await Server.Http.SendAsync(request);
            var sid = System.Text.Json.JsonDocument.Parse((await answer.Content.ReadAsStringAsync())[1..]).RootElement.GetProperty("sid").GetString()!;
            Assert.Equal(20, sid.Length);
            Assert.True(ids.Add(sid));
        }

        Assert.All(Enumerable.Range(0, 20), place => Assert.True(ids.Select(id => id[place]).Distinct().Count() > 5));
    }
}
