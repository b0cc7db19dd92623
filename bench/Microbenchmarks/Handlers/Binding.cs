using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.Handlers;

/// <summary>What a connection pays for a handler that it registers for itself.</summary>
public class Binding
{
    private readonly LooseServer _server = new();

    [Benchmark]
    public object KnownMethod() => _server.Binder.Bind((int a, int b) => a + b, once: false);

    [Benchmark]
    public object OnASocketOfItsOwn() => _server.CreateSocket().On("add", (int a, int b) => a + b);
}
