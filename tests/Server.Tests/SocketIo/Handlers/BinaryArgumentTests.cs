using System.Text;
using System.Text.Json;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

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
    public async Task AValueIsPassedOnAmongOthersWithTheBinaryInIt()
    {
        Assert.Equal($"462-1[[7,{First},{{\"a\":[{Second},\"\\ud800\"]}}]] bCQ== bAw==", await _loose.CallAsync(
            (byte[] _, EventArgument a) => new object[] { 7, new byte[] { 9 }, a }, $"{First},{{\"a\":[{Second},\"\\ud800\"]}}", [1, 2], [3]));
        Assert.Equal($"461-1[{{\"value\":{First}}}] bAw==", await _loose.CallAsync((Envelope e) => e, $"{{\"value\":{Second}}}", [1, 2], [3]));
        Assert.Equal("431[[1.50,null,null,{\"_placeholder\":true,\"num\":0}]]", await _loose.CallAsync(
            (EventArgument a, EventArgument b, EventArgument c, EventArgument? none) => new[] { a, b, none, c }, $"1.50,null,{First}"));
    }

    [Fact]
    public async Task WhatIsNamedTwiceIsPassedOnOnce()
    {
        var expected = $"461-1[[[{First},{First}],{First}]] bAw==";
        Assert.Equal(expected, await _loose.CallAsync((byte[] _, EventArgument a, EventArgument b) => new[] { a, b }, $"{First},[{Second},{Second}],{Second}", [1], [3]));
        Assert.Equal($"462-1[[[{First},{Second},{First}]]] bAQ== bAw==", await _loose.CallAsync((EventArgument a) => new[] { a }, $"[{Second},{First},{Second}]", [3], [1]));
    }

    [Fact]
    public void ManyBinaryValuesKeepTheirOrder()
    {
        var attachments = Enumerable.Range(0, 70).Select(i => new ReadOnlyMemory<byte>([(byte)i])).ToArray();
        var all = string.Join(',', attachments.Select((_, i) => $$"""{"_placeholder":true,"num":{{i}}}"""));
        var value = PacketArguments.Read<EventArgument>(Encoding.UTF8.GetBytes($"[{all},{all}]"), attachments, JsonSerializerOptions.Default);
        List<ReadOnlyMemory<byte>> written = [];
        BinaryScope.Written = written;
        try
        {
            Assert.Equal($"[{all},{all}]", JsonSerializer.Serialize(value));
        }
        finally
        {
            BinaryScope.Written = null;
        }

        Assert.Equal(attachments, written);
    }

    [Fact]
    public async Task APlaceholderIsRenumberedHoweverItIsWritten()
    {
        var odd = """{"num":0,"_placeholder":false,"x":{"_placeholder":true,"num":0},"num":1,"_placeholder":true}""";
        Assert.Equal($"461-1[{First}] bAw==", await _loose.CallAsync((EventArgument a) => a, odd, [1, 2], [3]));
        var no = """{"_placeholder":1,"num":0}""";
        Assert.Equal($"431[{no}]", await _loose.CallAsync((EventArgument a) => a, no, [1, 2]));
    }

    [Fact]
    public async Task AValueThatIsPassedOnCanBeRead()
    {
        Assert.Equal("431[\"1 2\"]", await _loose.CallAsync((EventArgument a) => $"{a.Get<byte[]>()![0]} {a.Get<ReadOnlyMemory<byte>>().Length}", First, [1, 2]));
        Assert.Equal("431[\"x\"]", await _loose.CallAsync((EventArgument a) => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(a)), "\"x\""));
        Assert.Equal("431[\"\\\"AQI=\\\"\"]", await _loose.CallAsync((EventArgument a) => JsonSerializer.Serialize(a), First, [1, 2]));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EventArgument>("1")!.Get<string>());
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
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, """{"num":0}""", [1]);
        await _loose.DoesNotFitAsync(1, (byte[] data) => data, """{"_placeholder":true,"num":0,"_placeholder":1}""", [1]);
        await _loose.DoesNotFitAsync(1, (string text) => text, First, [1]);
    }

    private sealed record Envelope(EventArgument Value);

    private sealed record Upload(string Name, byte[] Data, ReadOnlyMemory<byte>[] More);
}
