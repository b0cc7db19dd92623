using System.IO.Compression;
using System.Text;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class HttpCompressionTests
{
    private static readonly string s_long = new('a', 1024);

    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/server.js", "should compress by default")]
    public async Task LongAnswersAreCompressedByDefault(string network)
    {
        await using var server = await EngineServer.StartAsync(null, Network.Of(network));
        using var response = await PollAsync(server, s_long, "gzip, deflate, br");
        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.False(response.Content.Headers.Contains("Content-Length"));
        Assert.Equal("text/plain; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("4" + s_long, await ReadAsync(response));
    }

    [Theory]
    [InlineData("deflate", "deflate")]
    [InlineData("deflate, gzip", "gzip")]
    [InlineData("gzip;q=0.5, deflate", "deflate")]
    [InlineData("gzip;q=0, deflate", "deflate")]
    [InlineData("*", "gzip")]
    [InlineData("*, gzip;q=0", "deflate")]
    [InlineData("identity, *;q=0", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("br", null)]
    [InlineData("", null)]
    [Mirrors("engine.io/server.js", "should compress using deflate")]
    public async Task TheClientSaysWhatItTakes(string accepted, string? coding)
    {
        await using var server = await EngineServer.StartAsync();
        using var response = await PollAsync(server, s_long, accepted);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(coding is null, response.Content.Headers.Contains("Content-Length"));
        Assert.Equal("4" + s_long, await ReadAsync(response));
    }

    [Theory]
    [InlineData(true, 1024, 1022, false)]
    [InlineData(true, 1024, 1023, true)]
    [InlineData(true, 0, 5, true)]
    [InlineData(false, 0, 5000, false)]
    [Mirrors("engine.io/server.js", "should set threshold")]
    [Mirrors("engine.io/server.js", "should disable compression")]
    [Mirrors("engine.io/server.js", "should not compress when the byte size is below threshold")]
    public async Task TheThresholdIsASetting(bool enabled, long threshold, int length, bool compressed)
    {
        await using var server = await EngineServer.StartAsync(o => o.HttpCompression = new HttpCompressionOptions { Enabled = enabled, Threshold = threshold });
        using var response = await PollAsync(server, new string('a', length), "gzip");
        Assert.Equal(compressed, response.Content.Headers.ContentEncoding.Count > 0);
        Assert.Equal(1 + length, (await ReadAsync(response)).Length);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [Mirrors("engine.io/server.js", "should disable compression per message")]
    public async Task OnePacketThatWantsCompressionIsEnough(bool first, bool second, bool compressed)
    {
        await using var server = await EngineServer.StartAsync();
        await server.OpenPollingAsync();
        var session = (EngineSession)await server.NextOpenedAsync();
        foreach (var compress in new[] { first, second })
        {
            session.TrySend(new EncodedPacket(Encoding.ASCII.GetBytes("4" + s_long)) { Compress = compress }, session.Actor);
        }

        using var response = await GetAsync(server, session.Id, "gzip");
        Assert.Equal(compressed, response.Content.Headers.ContentEncoding.Count > 0);
        Assert.Equal($"4{s_long}\u001e4{s_long}", await ReadAsync(response));
    }

    [Fact]
    public async Task PagesOfOtherOriginsCanReadIt()
    {
        await using var server = await EngineServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["https://page.example"] });
        server.Http.DefaultRequestHeaders.Add("Origin", "https://page.example");
        using var response = await PollAsync(server, s_long, "gzip");
        Assert.Equal("https://page.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("Origin", response.Headers.GetValues("Vary").Single());
        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
    }

    private static async Task<HttpResponseMessage> PollAsync(EngineServer server, string message, string accepted)
    {
        var sid = await server.OpenPollingAsync();
        using var _ = await server.PostAsync(sid, "4" + message);
        return await GetAsync(server, sid, accepted);
    }

    private static Task<HttpResponseMessage> GetAsync(EngineServer server, string sid, string accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, EngineServer.Url("polling", sid));
        if (accepted.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        return server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync();
        await using var plain = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return await new StreamReader(plain).ReadToEndAsync();
    }
}
