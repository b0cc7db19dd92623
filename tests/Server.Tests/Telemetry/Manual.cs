namespace AkkaSocketIo.Server.Tests.Telemetry;

/// <summary>The tables of docs/operations.md.</summary>
internal static class Manual
{
    /// <summary>The cells of each row of the table with this heading, without the marks of code.</summary>
    public static string[][] Table(string heading) =>
    [
        .. File.ReadAllLines(Path.Combine(Root(AppContext.BaseDirectory), "docs", "operations.md"))
            .SkipWhile(l => l != heading).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Replace("`", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "AkkaSocketIo.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
