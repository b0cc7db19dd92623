using System.Globalization;

namespace AkkaSocketIo.LoadGenerator;

internal sealed record Options
{
    public const string Usage = """
        LoadGenerator SCENARIO PROTOCOL --port N --pid N [options]
          SCENARIO            echo | bcast | idle
          PROTOCOL            raw | sio | hub
          --port N            of the server, on 127.0.0.1
          --pid N             of the server's process, whose CPU time and memory are measured
          --connections N     default 200 (echo), 1000 (bcast), 10000 (idle)
          --window N          messages in flight of each echoing connection, or of the broadcaster: default 1 and 4
          --payload N         bytes, default 32
          --warmup S          seconds before the measured ones, default 4
          --seconds S         measured seconds, default 4; of rest (idle)
        Exit codes: 0 done, 1 protocol error, 2 usage, 3 timeout.
        """;

    private const int MostConnections = 19_000; // a process here may have 20,000 descriptors
    private const int LargestPayload = 32 * 1024;
    private const int LargestWindow = 1024;
    private const int LongestPhase = 600;

    public required string Scenario { get; init; }

    public required string Protocol { get; init; }

    public required int Port { get; init; }

    public required int Pid { get; init; }

    public required int Connections { get; init; }

    public required int Window { get; init; }

    public required int Payload { get; init; }

    public required TimeSpan Warmup { get; init; }

    public required TimeSpan Measured { get; init; }

    public static Options Parse(string[] args)
    {
        if (args.Length < 2 || args.Length % 2 != 0) throw new UsageException("a scenario, a protocol and pairs of options");
        var scenario = args[0];
        var (connections, window) = scenario switch
        {
            "echo" => (200, 1),
            "bcast" => (1000, 4),
            "idle" => (10_000, 0),
            _ => throw new UsageException($"unknown scenario '{scenario}'"),
        };
        var given = new Dictionary<string, string>();
        for (var i = 2; i < args.Length; i += 2) given[args[i]] = args[i + 1];

        var options = new Options
        {
            Scenario = scenario,
            Protocol = args[1],
            Port = Take("--port", null, 1, ushort.MaxValue),
            Pid = Take("--pid", null, 1, int.MaxValue),
            Connections = Take("--connections", connections, 1, MostConnections),
            Window = Take("--window", window, 0, LargestWindow),
            Payload = Take("--payload", 32, LoadGenerator.Protocol.SequenceDigits, LargestPayload),
            Warmup = TimeSpan.FromSeconds(Take("--warmup", 4, 0, LongestPhase)),
            Measured = TimeSpan.FromSeconds(Take("--seconds", 4, 1, LongestPhase)),
        };
        return given.Count == 0 ? options : throw new UsageException($"unknown option '{given.Keys.First()}'");

        int Take(string name, int? fallback, int least, int most)
        {
            if (!given.Remove(name, out var text)) return fallback ?? throw new UsageException($"{name} is missing");
            return int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw new UsageException($"{name} is a number from {least} to {most}, not '{text}'");
        }
    }
}
