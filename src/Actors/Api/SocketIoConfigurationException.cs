namespace AkkaSocketIo;

/// <summary>
/// The settings cannot be used. Thrown at start, once, for all problems together: each names the setting, its value,
/// where that came from, what is wrong with it, and what to write instead.
/// </summary>
public sealed class SocketIoConfigurationException : Exception
{
    internal SocketIoConfigurationException(IReadOnlyList<string> problems, Exception? inner = null)
        : base(Describe(problems), inner) => Problems = problems;

    /// <summary>The problems, one sentence or two each. Never empty.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(IReadOnlyList<string> problems) =>
        "Socket.IO cannot start with these settings:" + string.Concat(problems.Select(p => "\n - " + p));
}
