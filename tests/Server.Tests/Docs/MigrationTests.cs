namespace AkkaSocketIo.Server.Tests.Docs;

public class MigrationTests
{
    private static readonly string s_root = Root(AppContext.BaseDirectory);

    /// <summary>What is copied from the document is what is compiled: all of it, and nothing else.</summary>
    [Fact]
    public void TheCSharpOfTheDocumentIsCompiled() =>
        Assert.Equal(Snippets(File.ReadAllLines(Path.Combine(s_root, "tests", "Server.Tests", "Docs", "MigrationSnippets.cs"))), [.. Blocks("csharp")]);

    [Fact]
    public void EachCSharpBlockHasItsJavaScript() => Assert.Equal(Blocks("js").Count(), Blocks("csharp").Count());

    private static IEnumerable<string> Blocks(string language)
    {
        var document = File.ReadAllText(Path.Combine(s_root, "docs", "migrating-from-node.md"));
        return document.Split($"```{language}\n").Skip(1).Select(b => b[..b.IndexOf("\n```", StringComparison.Ordinal)]);
    }

    /// <summary>What stands between the marks, without the depth at which the marks stand.</summary>
    private static List<string> Snippets(string[] lines)
    {
        var snippets = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart() == "// docs")
            {
                var depth = lines[i].Length - "// docs".Length;
                var end = Array.FindIndex(lines, i, l => l.Trim() == "// end");
                snippets.Add(string.Join('\n', lines[(i + 1)..end].Select(l => l.Length > depth ? l[depth..] : l)));
            }
        }

        return snippets;
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "AkkaSocketIo.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
