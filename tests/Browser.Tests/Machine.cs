using System.Reflection;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>What these tests find on this machine.</summary>
internal static class Machine
{
    /// <summary>The chat as it was built.</summary>
    public static string Chat { get; } = Metadata("Chat");

    /// <summary>Where pictures of the page are kept for people to look at.</summary>
    public static string Screenshots { get; } = Metadata("Screenshots");

    /// <summary>The browser; null where there is none.</summary>
    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome");

    /// <summary>Why no test here can pass; null where they can.</summary>
    public static string? Lack { get; } =
        Chromium is null ? "Chromium is not installed: apt-get install chromium" :
        !File.Exists(Path.Combine(Path.GetDirectoryName(Chat)!, "socket.io-client", "dist", "socket.io.min.js"))
            ? "The server has no client script: apt-get install nodejs npm, and build again" :
        null;

    /// <summary>Why tests are skipped. In CI none are: what is missing there is a failure.</summary>
    public static string? ReasonToSkip => Environment.GetEnvironmentVariable("CI") == "true" ? null : Lack;

    private static string? Find(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(_ => names, Path.Combine)
        .FirstOrDefault(File.Exists);

    private static string Metadata(string key) =>
        typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
