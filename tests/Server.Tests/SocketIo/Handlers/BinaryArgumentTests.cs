using System.Text.Json;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>Binary values in what a handler takes.</summary>
public class BinaryArgumentTests
{
    private const string First = """{"_placeholder":true,"num":0}""";
    private const string Second = """{"_placeholder":true,"num":1}""";

    private readonly LooseSocket _loose = new();

    [Fact]
    public async Task BinaryFillsEveryTypeOfBytesAtAnyDepth()
    {
        Assert.Equal("431[\"2 1 2\"]", await _loose.CallAsync(
            (byte[] a, ReadOnlyMemory<byte> b, Memory<byte> c) => $"{a.Length} {b.Length} {c.Length}", $"{First},{Second},{First}", [1, 2], [3]));
        Assert.Equal("431[\"a.bin 2 1\"]", await _loose.CallAsync(
            (Upload u) => $"{u.Name} {u.Data.Length} {u.More[0].Length}", $$"""{"name":"a.bin","data":{{First}},"more":[{{Second}}]}""", [1, 2], [3]));
        Assert.Equal("431[3]", await _loose.CallAsync((Dictionary<string, byte[][]> d) => d["x"][1][0], $$"""{"x":[{{First}},{{Second}}]}""", [1, 2], [3]));
    }

    [Fact]
    public async Task AByteArrayIsTheHandlersOwn()
    {
        byte[] sent = [1, 2];
        await _loose.CallAsync((byte[] data) => { data[0] = 9; }, First, sent);
        Assert.Equal([1, 2], sent);
    }

    [Fact]
    public async Task BinaryIsForwardedWithoutDecoding()
    {
        Assert.Equal($"462-1[{Second},[{First}]] bAQI= bAw==", await _loose.CallAsync((EventArguments a) => a, $"{Second},[{First}]", [1, 2], [3]));
        Assert.Equal($"462-1[[{First}]] bAQI= bAw==", await _loose.CallAsync((byte[] one, EventArguments rest) => rest, $"{Second},[{First}]", [1, 2], [3]));
    }

    [Fact]
    public async Task AnElementKeepsThePlaceholderAndTheAttachmentsTheBytes()
    {
        Assert.Equal("431[\"0 2\"]", await _loose.CallAsync(
            (JsonElement e, EventContext c) => $"{e.GetProperty("num")} {c.Arguments.Attachments[0].Length}", First, [1, 2]));
    }

    [Fact]
    public async Task WhatIsNoBinaryDoesNotFit()
    {
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, "5");
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, "\"no base64!\"");
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, First);
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, """{"num":0}""");
        await _loose.DoesNotFitAsync(1, (ReadOnlyMemory<byte> data) => data.Length, """{"a":{"num":0}}""", [1]);
        await _loose.DoesNotFitAsync(1, (string text) => text, First, [1]);
    }

    private sealed record Upload(string Name, byte[] Data, ReadOnlyMemory<byte>[] More);
}
