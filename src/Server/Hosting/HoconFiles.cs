using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>One HOCON file of a deployment.</summary>
internal sealed record HoconFile(string Path, Config Config);

/// <summary>The HOCON files named by the environment variable SOCKETIO_HOCON and by --hocon.</summary>
internal static class HoconFiles
{
    public const string Variable = "SOCKETIO_HOCON";
    public const string ConfigurationKey = "hocon";

    /// <summary>
    /// Reads them in the order in which they override each other, the weakest first: the variable's, which may name several
    /// as PATH does, then those of the command line.
    /// </summary>
    /// <exception cref="SocketIoConfigurationException">A file is not there or cannot be read.</exception>
    public static IReadOnlyList<HoconFile> Load(IConfiguration? configuration, string? variable)
    {
        var files = new List<HoconFile>();
        var problems = new List<string>();
        foreach (var (path, source) in Names(configuration, variable))
        {
            try
            {
                var full = Path.GetFullPath(path);
                files.Add(new HoconFile(path, HoconText.Parse(Read(full, $"named by {source}"), path, Path.GetDirectoryName(full))));
            }
            catch (SocketIoConfigurationException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? files : throw new SocketIoConfigurationException(problems);
    }

    public static string Read(string path, string by)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SocketIoConfigurationException([$"{path}, {by}, cannot be read: {e.Message} Correct the name or its permissions."], e);
        }
    }

    private static IEnumerable<(string Path, string Source)> Names(IConfiguration? configuration, string? variable)
    {
        foreach (var path in Split(variable))
            yield return (path, Variable);
        if (configuration?.GetSection(ConfigurationKey) is not { } section)
            yield break;
        foreach (var path in section.GetChildren().Select(c => c.Value).Append(section.Value).SelectMany(Split))
            yield return (path, "--hocon");
    }

    private static string[] Split(string? paths) =>
        (paths ?? "").Split(Path.PathSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
