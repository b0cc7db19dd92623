using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

public class SocketDataTests
{
    private static readonly JsonSerializerOptions s_json = SocketIoJson.Freeze(SocketIoJson.CreateOptions());

    [Fact]
    public void AValueIsKeptAsItWasWhenItWasSet()
    {
        var data = new SocketData(s_json, 1000);
        var list = new List<int> { 1 };
        data.Set("list", list);
        list.Add(2);
        data.Set<string?>("nothing", null);
        data.Set("bytes", new byte[] { 1, 2 });
        Assert.Equal([1], data.Get<int[]>("list")!);
        Assert.True(data.TryGet<string?>("nothing", out var nothing));
        Assert.Null(nothing);
        Assert.Equal([1, 2], data.Get<byte[]>("bytes")!);
        Assert.Equal(["bytes", "list", "nothing"], data.Keys.Order());
    }

    [Fact]
    public void WhatIsNotThereIsTheDefault()
    {
        var data = new SocketData(s_json, 1000);
        Assert.Equal(0, data.Get<int>("a"));
        Assert.Null(data.Get<string>("a"));
        Assert.False(data.TryGet<int>("a", out _));
        Assert.False(data.Remove("a"));
        data.Set("a", "text");
        Assert.Throws<JsonException>(() => data.Get<int>("a"));
        Assert.True(data.Remove("a"));
        Assert.Empty(data.Keys);
    }

    [Fact]
    public void AllTogetherTakeNoMoreThanTheLimit()
    {
        var data = new SocketData(s_json, 20);
        data.Set("a", "12345678");
        data.Set("a", "abcdefgh");
        var refusal = Assert.Throws<InvalidOperationException>(() => data.Set("b", "12345678"));
        Assert.Contains("max-data-bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], data.Keys);
        data.Set("b", "123456");
        Assert.Throws<InvalidOperationException>(() => data.Set("b", "1234567"));
        Assert.Equal("123456", data.Get<string>("b"));
        data.Remove("a");
        data.Set("b", "1234567890123456");
    }
}
