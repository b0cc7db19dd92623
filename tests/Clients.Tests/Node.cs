using System.Reflection;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>Node.js and the clients that npm has installed for it.</summary>
internal static class Node
{
    /// <summary>The folder of the scripts.</summary>
    public static string Folder { get; } =
        typeof(Node).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ClientsDir").Value!;

    /// <summary>Why tests that need it are skipped; null if they run. CI skips nothing: there they fail.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable("CI") == "true" ? null : FindMissing();

    private static string? FindMissing()
    {
        var file = OperatingSystem.IsWindows() ? "node.exe" : "node";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, file))))
        {
            return "Node.js is not installed.";
        }

        return File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")) ? null : "npm ci has not run in tests/clients: build with npm installed.";
    }
}
