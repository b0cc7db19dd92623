namespace AkkaSocketIo.Tests;

/// <summary>Names the test of the reference server that a test mirrors: package/file, then its title.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class MirrorsAttribute(string file, string title) : Attribute
{
    public string File { get; } = file;

    public string Title { get; } = title;
}
