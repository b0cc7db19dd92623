using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Alone, since it measures what the whole process allocates.</summary>
[CollectionDefinition(nameof(DecompressionBombTests), DisableParallelization = true)]
[Collection(nameof(DecompressionBombTests))]
public class DecompressionBombTests
{
    private const int Zeros = 256 * 1024 * 1024;

    [Fact]
    public async Task AMessageThatWouldUnpackToMuchIsCutOffAtTheLimit()
    {
        var bomb = Frame(Compress());
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.PerMessageDeflate = new PerMessageDeflateOptions { Enabled = true };
            o.TimeProvider = new FakeTimeProvider();
        });
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket"), "Sec-WebSocket-Extensions: permessage-deflate"));
        Assert.Contains("permessage-deflate", await raw.ReadHeadAsync(), StringComparison.Ordinal);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await raw.SendAsync("", bomb);

        // A close frame with 1009.
        await raw.ReadUntilAsync(0x88, 0x02, 0x03, 0xf1);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 * 1024 * 1024);
        Assert.Equal(CloseReason.MaxPayloadExceeded, (await server.NextClosedAsync()).Description);

        // The rest is not unpacked: the clock, which would cut the client off, stands still.
        await raw.ReadToEndAsync();
    }

    private static byte[] Compress()
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal);
        var zeros = new byte[1024 * 1024];
        for (var i = 0; i < Zeros / zeros.Length; i++)
        {
            deflate.Write(zeros);
        }

        // Without the empty block that ends on a whole byte: the receiver adds it by itself.
        deflate.Flush();
        return packed.ToArray()[..^4];
    }

    /// <summary>A binary message in one frame, compressed, and masked with zeros.</summary>
    private static byte[] Frame(byte[] payload)
    {
        var head = new byte[14];
        head[0] = 0xc2;
        head[1] = 0xff;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), payload.Length);
        return [.. head, .. payload];
    }
}
