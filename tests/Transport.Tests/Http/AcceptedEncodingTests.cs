using AkkaSocketIo.Transport.Http;

namespace AkkaSocketIo.Transport.Tests.Http;

public class AcceptedEncodingTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("br", "br")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip, br", "gzip")]
    [InlineData("br, gzip", "br")]
    [InlineData("deflate,gzip;q=1.0", "deflate")]
    [InlineData("gzip;q=0.5, br;q=0.8", "br")]
    [InlineData("gzip ; q=0.9 , br;q=0.8", "gzip")]
    [InlineData("gzip;level=9;q=0.1, br;q=0.2", "br")]
    [InlineData("gzip;q=0, deflate", "deflate")]
    [InlineData("gzip;q=none", null)]
    [InlineData("*", "br")]
    [InlineData("*, gzip", "gzip")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*;q=0", null)]
    [InlineData("zstd, ,;q=1", null)]
    public void TheClientsWishDecidesThenItsOrderThenOurs(string? header, string? best) =>
        Assert.Equal(best, AcceptedEncoding.Best(header, ["br", "gzip", "deflate"]));

    [Fact]
    public void SeveralHeadersAreOne() =>
        Assert.Equal("deflate", AcceptedEncoding.Best(new(["gzip;q=0.1", "deflate"]), ["br", "gzip", "deflate"]));
}
