using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>What the parameters of a handler take of an event.</summary>
public class ParameterTests
{
    private readonly LooseSocket _loose = new();

    [Fact]
    public async Task ArgumentsComeInTheirOrderByTheirTypes()
    {
        Assert.Equal("""431["7 x True 1.5 2 null"]""", await _loose.CallAsync(
            (int a, string b, bool c, double d, int[] e, string? f) => $"{a} {b} {c} {d} {e.Length} {f ?? "null"}", "7,\"x\",true,1.5,[1,2],null"));
        Assert.Equal("""431["1 2 3 4 5 6 7 8"]""", await _loose.CallAsync(
            (int a, int b, int c, int d, int e, int f, int g, int h) => $"{a} {b} {c} {d} {e} {f} {g} {h}", "1,2,3,4,5,6,7,8"));
        Assert.Equal("431[\"Anna 3\"]", await _loose.CallAsync((Person p) => $"{p.Name} {p.Age}", """{"name":"Anna","age":3,"more":1}"""));
        Assert.Equal("431[true]", await _loose.CallAsync((JsonElement e) => e.GetProperty("a").GetInt32() == 1, """{"a":1}"""));
        Assert.Equal("431[[1,2]]", await _loose.CallAsync((JsonNode n) => n["a"]!.DeepClone(), """{"a":[1,2]}"""));
        Assert.Equal("431[\"2026-11-24T00:00:00Z\"]", await _loose.CallAsync((DateTimeOffset t) => t.UtcDateTime, "\"2026-11-24T00:00:00.000Z\""));
    }

    [Fact]
    public async Task WhatIsFilledInTakesNoArgument()
    {
        var (socket, nsp) = ((ISocket)_loose.Socket, _loose.Socket.Namespace);
        Assert.Equal("431[3]", await _loose.CallAsync((ISocket s, int a, INamespace n, EventContext c, CancellationToken ct, int b, EventArguments rest) =>
        {
            Assert.Same(socket, s);
            Assert.Same(nsp, n);
            Assert.Same(socket, c.Socket);
            Assert.Equal("ev", c.Name);
            Assert.Equal(socket.Aborted, ct);
            Assert.Equal(2, c.Arguments.Count);
            Assert.Equal(0, rest.Count);
            return a + b;
        }, "1,2"));
        Assert.Equal("431[\"ok\"]", await _loose.CallAsync((int a, Ack ack, int b) => ack.Send(a + b == 3 ? "ok" : "no"), "1,2"));
    }

    [Fact]
    public async Task EventArgumentsAreTheRestFromTheirPlaceOn()
    {
        Assert.Equal("""431[1,"x",[2]]""", await _loose.CallAsync((EventArguments all) => all, """1,"x",[2]"""));
        Assert.Equal("""431["x",[2]]""", await _loose.CallAsync((int a, EventArguments rest) => rest, """1,"x",[2]"""));
        Assert.Equal("431[]", await _loose.CallAsync((int a, EventArguments rest) => rest, "1"));
        Assert.Equal("431[6]", await _loose.CallAsync((int a, EventArguments rest, int b) => a + b + rest.Get<int>(0) + rest.Get<int>(1), "1,1,3"));
        Assert.Equal("431[2]", await _loose.CallAsync((EventArguments none) => none.TryGet<int>(0, out _) ? 1 : 2));
    }

    [Fact]
    public void EventArgumentsAreReadWhenAskedAndBelowTheirCount()
    {
        var arguments = _loose.Event(1, """1,"x",null,{"a":[true]}""").Arguments;
        Assert.Equal(4, arguments.Count);
        Assert.Equal("x", arguments.Get<string>(1));
        Assert.Null(arguments.Get<string>(2));
        Assert.Equal("""{"a":[true]}""", System.Text.Encoding.UTF8.GetString(arguments.Raw(3).Span));
        Assert.True(arguments.TryGet(0, out int one) && one == 1);
        Assert.False(arguments.TryGet(1, out int _));
        Assert.False(arguments.TryGet(2, out string? _));
        Assert.False(arguments.TryGet(4, out int _));
        Assert.False(arguments.TryGet(-1, out int _));
        Assert.Throws<ArgumentOutOfRangeException>(() => arguments.Get<int>(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => arguments.Raw(-1));
        Assert.Throws<JsonException>(() => arguments.Get<int>(1));
        Assert.Empty(arguments.Attachments);
    }

    [Fact]
    public async Task ParamsTakesTheRestAsValues()
    {
        Assert.Equal("431[\"a6\"]", await _loose.CallAsync((string a, params int[] rest) => a + rest.Sum(), "\"a\",1,2,3"));
        Assert.Equal("431[\"a0\"]", await _loose.CallAsync((string a, params int[] rest) => a + rest.Sum(), "\"a\""));
        await _loose.DoesNotFitAsync(3, (string a, params int[] rest) => a, "\"a\",1,\"x\"");
    }

    [Fact]
    public async Task TooManyArgumentsAreIgnoredAndTooFewDoNotFit()
    {
        Assert.Equal("431[1]", await _loose.CallAsync((int a) => a, "1,2,\"three\""));
        Assert.Equal("431[0]", await _loose.CallAsync(() => 0, "1"));
        await _loose.DoesNotFitAsync(2, (int a, int b) => a, "1");
        await _loose.DoesNotFitAsync(1, (string text) => text);
    }

    [Fact]
    public async Task DefaultsAndNullablesTakeWhatIsMissing()
    {
        Assert.Equal("431[\"1 5 x Tuesday 7\"]", await _loose.CallAsync(
            (int a, int b = 5, string c = "x", DayOfWeek d = DayOfWeek.Tuesday, int? e = 7) => $"{a} {b} {c} {d} {e}", "1"));
        Assert.Equal("431[\"null null null\"]", await _loose.CallAsync(
            (int? a, string? b, Person? c) => $"{a?.ToString() ?? "null"} {b ?? "null"} {c?.ToString() ?? "null"}"));
        Assert.Equal("431[\"2 y null\"]", await _loose.CallAsync((int a = 1, string b = "x", int? c = 3) => $"{a} {b} {c?.ToString() ?? "null"}", "2,\"y\",null"));
        Assert.Equal("431[\"0\"]", await _loose.CallAsync((TimeSpan t = default, CancellationToken ct = default) => t.Ticks.ToString()));
    }

    [Fact]
    public async Task NullFitsOnlyWhereItMayStand()
    {
        await _loose.DoesNotFitAsync(1, (string text) => text, "null");
        await _loose.DoesNotFitAsync(1, (int number) => number, "null");
        await _loose.DoesNotFitAsync(1, (Person p) => p.Name, """{"name":null,"age":1}""");
        await _loose.DoesNotFitAsync(2, (int a, string b = "x") => b, "1,null");
        Assert.Equal("431[null]", await _loose.CallAsync((string? text) => text, "null"));
        Assert.Equal("431[null]", await _loose.CallAsync((object? value) => value, "null"));
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task JsonThatDoesNotFitNeverReachesTheHandler(string json)
    {
        await _loose.DoesNotFitAsync(1, (int number) => number, json);
        await _loose.DoesNotFitAsync(2, (object any, Person p) => p.Name, "1," + json);
    }

    [Fact]
    public async Task AnArgumentThatIsMadeAndRefusesDoesNotFit()
    {
        await _loose.DoesNotFitAsync(1, (Person p) => p.Name, """{"name":"x"}""");
        await _loose.DoesNotFitAsync(1, (Positive p) => p.Value, """{"value":-1}""");
        await _loose.DoesNotFitAsync(1, (IDisposable d) => d.ToString(), "{}");
    }

    private sealed record Person(string Name, int Age);

    private sealed record Positive
    {
        public Positive(int value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Value = value;
        }

        public int Value { get; }
    }
}
