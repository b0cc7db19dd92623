using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>Parses HOCON of a user, with messages that name the source.</summary>
internal static class HoconText
{
    // Deep enough for any layout of files, and an end to two files that include each other.
    private const int MaxIncludes = 16;

    /// <param name="text">The HOCON.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="directory">Where the files are that it includes.</param>
    /// <exception cref="SocketIoConfigurationException">It cannot be read.</exception>
    public static Config Parse(string text, string source, string? directory = null)
    {
        var root = Root(text, source, directory, 0);
        // Akka reads it as an empty text at best; printing it (log-config-on-start) runs in a circle until the stack ends.
        if (root.Substitutions.Any(s => s.Path.Length == 0))
        {
            throw Problem($"{source} uses ${{?…}}, which Akka's HOCON does not know. "
                + "Write the value, or set it from outside, such as SocketIo__PingInterval=25s in the environment.");
        }

        return new Config(root);
    }

    private static HoconRoot Root(string text, string source, string? directory, int depth)
    {
        try
        {
            return Parser.Parse(text, name => Include(name, source, directory, depth + 1));
        }
        catch (Exception e) when (e is not SocketIoConfigurationException)
        {
            throw Problem($"{source} is no HOCON that Akka can read: {e.Message.Split('\n')[0].TrimEnd(' ', '\r', ':', '.')}. Correct it; values with : / = * or spaces need quotes.", e);
        }
    }

    private static HoconRoot Include(string name, string source, string? directory, int depth)
    {
        if (depth > MaxIncludes)
            throw Problem($"{source} includes itself, by way of {name}. Remove one of the includes.");
        if (directory is null)
            throw Problem($"{source} includes {name}, and only files can include others. Name both files in SOCKETIO_HOCON or by --hocon.");
        var path = Path.GetFullPath(name, directory);
        return Root(HoconFiles.Read(path, $"included by {source}"), path, Path.GetDirectoryName(path), depth);
    }

    private static SocketIoConfigurationException Problem(string problem, Exception? inner = null) => new([problem], inner);
}
