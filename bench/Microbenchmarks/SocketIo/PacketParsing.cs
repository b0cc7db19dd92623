using System.Text;
using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>Text packets as they come from a client, up to the place of each argument.</summary>
public class PacketParsing
{
    private static readonly string s_arguments = $"""["echo","{new string('x', 32)}"]""";
    private readonly ParserLimits _limits = new();
    private readonly byte[] _event = Encoding.UTF8.GetBytes($"27{s_arguments}");
    private readonly byte[] _namespaced = Encoding.UTF8.GetBytes($"2/admin,7{s_arguments}");
    private readonly byte[] _large = Encoding.UTF8.GetBytes(Large(10_000));

    [Benchmark]
    public object Event() => JsonParser.Parse(_event, _limits, "/");

    [Benchmark]
    public object EventInNamespace() => JsonParser.Parse(_namespaced, _limits, "/admin");

    [Benchmark]
    public object EventInAnotherNamespace() => JsonParser.Parse(_namespaced, _limits, "/");

    [Benchmark]
    public object EventOf10Kilobytes() => JsonParser.Parse(_large, _limits, "/");

    private static string Large(int length)
    {
        const string Row = """{"id":12345,"name":"somebody","tags":["a","b"],"active":true,"score":1.5}""";
        return $"""2["rows",[{string.Join(',', Enumerable.Repeat(Row, length / Row.Length))}]]""";
    }
}
