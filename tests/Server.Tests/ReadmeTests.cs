namespace AkkaSocketIo.Server.Tests;

public class ReadmeTests
{
    /// <summary>What newcomers copy is what is compiled.</summary>
    [Fact]
    public void TheQuickstartIsTheSample()
    {
        var root = Root(AppContext.BaseDirectory);
        var sample = File.ReadAllText(Path.Combine(root, "samples", "Quickstart", "Program.cs")).Trim();
        Assert.Contains($"```csharp\n{sample}\n```", File.ReadAllText(Path.Combine(root, "README.md")), StringComparison.Ordinal);
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "AkkaSocketIo.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
