using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>Which delegates can be handlers, what they are told otherwise, and what they get from the container.</summary>
public class BinderTests
{
    private delegate void TakesSpan(Span<byte> data);

    private delegate void TakesRef(ref int number);

    private delegate void TakesOut(out int number);

    private delegate int Nine(int a, int b, int c, int d, int e, int f, int g, int h, int i);

    private readonly LooseSocket _loose = new();

    [Fact]
    public async Task MethodGroupsAndLocalFunctionsAreHandlers()
    {
        static int Local(int a, int b = 3) => a * b;
        Assert.Equal("431[6]", await _loose.CallAsync(Local, "2"));
        Assert.Equal("431[\"ax\"]", await _loose.CallAsync("a".Append, "\"x\""));
        Assert.Equal("431[\"static x\"]", await _loose.CallAsync(Static, "\"x\""));
        Assert.Equal("431[\"instance x\"]", await _loose.CallAsync(Instance, "\"x\""));
        Assert.Equal("431[2]", await _loose.CallAsync(new Func<string, int>(TextExtensions.Count), "\"xy\""));
    }

    [Fact]
    public void WhatNoEventCanFillIsRefusedAndNamed()
    {
        var refusal = Assert.Throws<ArgumentException>(() => _loose.Bind(new TakesSpan(_ => { })));
        Assert.Contains("use a type that holds its value, such as byte[] or ReadOnlyMemory<byte>", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _loose.Bind(new TakesRef((ref _) => { })));
        Assert.Throws<ArgumentException>(() => _loose.Bind(new TakesOut((out n) => n = 0)));
        Assert.Contains("'number'", Assert.Throws<ArgumentException>(() => _loose.Bind(new TakesRef(ByRef))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreThanEightParametersAreRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => _loose.Bind(new Nine(Many)));
        Assert.Equal("A handler can have 8 parameters; 'Many' has 9. Take EventArguments for the rest.", refusal.Message);
    }

    [Fact]
    public void SeveralDelegatesInOneAreRefused()
    {
        Action handler = () => { };
        handler += () => { };
        Assert.Contains("one by one", Assert.Throws<ArgumentException>(() => _loose.Bind(handler)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServicesComeFromAScopeOfTheEvent()
    {
        var loose = new LooseSocket(s => s.AddScoped<Tracked>());
        Tracked? seen = null;
        Assert.Equal("431[7]", await loose.CallAsync(async ([FromServices] Tracked one, int a, [FromServices] Tracked two, EventContext c) =>
        {
            Assert.Same(one, two);
            Assert.Same(one, c.Services.GetRequiredService<Tracked>());
            seen = one;
            await Task.Yield();
            Assert.False(one.IsDisposed);
            return a;
        }, "7"));
        Assert.True(seen!.IsDisposed);
        var first = seen;
        await loose.CallAsync(([FromServices] Tracked t) => { seen = t; });
        Assert.NotSame(first, seen);
    }

    [Fact]
    public async Task AKeyedServiceIsNoArgumentEither()
    {
        var loose = new LooseSocket(s => s.AddKeyedSingleton("a", new Settings("keyed")));
        Assert.Equal("431[\"keyed 7\"]", await loose.CallAsync(([FromKeyedServices("a")] Settings s, int n) => $"{s.Name} {n}", "7"));
    }

    [Fact]
    public async Task AServiceThatIsNotThereIsNotTheClientsMistake() =>
        Assert.Contains(nameof(Tracked), (await Assert.ThrowsAsync<InvalidOperationException>(() => _loose.CallAsync(([FromServices] Tracked t) => t.IsDisposed))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task WhatIsNotMarkedIsAnArgumentEvenIfTheContainerHasIt()
    {
        var loose = new LooseSocket(s => s.AddSingleton(new Settings("service")));
        Assert.Equal("431[\"client\"]", await loose.CallAsync((Settings s) => s.Name, """{"name":"client"}"""));
    }

    private static string Static(string text) => "static " + text;

    private static void ByRef(ref int number) => number++;

    private static int Many(int a, int b, int c, int d, int e, int f, int g, int h, int i) => a + b + c + d + e + f + g + h + i;

    private string Instance(string text) => (_loose is null ? "" : "instance ") + text;

    private sealed record Settings(string Name);

    private sealed class Tracked : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}

internal static class TextExtensions
{
    public static string Append(this string text, string more) => text + more;

    public static int Count(string text) => text.Length;
}
