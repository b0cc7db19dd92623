using AkkaSocketIo.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Tests.Configuration;

public sealed class HoconFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("socketio-hocon").FullName;

    public void Dispose() => Directory.Delete(_directory, true);

    [Fact]
    public void TheCommandLineComesAfterTheVariable()
    {
        var names = Enumerable.Range(1, 4).Select(i => Write($"{i}.conf", $"a = {i}")).ToArray();
        var several = string.Join(Path.PathSeparator, names[0], " ", names[1]);
        var commandLine = new ConfigurationBuilder().AddCommandLine(["--hocon", names[2]]).Build();
        Assert.Equal(names[..3], HoconFiles.Load(commandLine, several).Select(f => f.Path));

        var list = new ConfigurationBuilder().AddCommandLine(["--hocon:0", names[2], "--hocon:1=" + names[3]]).Build();
        Assert.Equal(names[2..], HoconFiles.Load(list, null).Select(f => f.Path));
        Assert.Equal("4", HoconFiles.Load(list, "")[1].Config.GetString("a"));
    }

    [Fact]
    public void NothingNamedIsNothingLoaded() => Assert.Empty(HoconFiles.Load(new ConfigurationBuilder().Build(), null));

    [Fact]
    public void IncludesAreFoundBesideTheFile()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "sub"));
        Write("base.conf", "a { b = 1\n c = 1 }");
        var file = Write(Path.Combine("sub", "top.conf"), "include \"../base.conf\"\na { c = 2 }");
        var config = Assert.Single(HoconFiles.Load(null, file)).Config;
        Assert.Equal("1", config.GetString("a.b"));
        Assert.Equal("2", config.GetString("a.c"));
    }

    [Fact]
    public void AllFilesThatCannotBeReadAreNamed()
    {
        var missing = Path.Combine(_directory, "missing.conf");
        var broken = Write("broken.conf", "a = *");
        var e = Assert.Throws<SocketIoConfigurationException>(() => HoconFiles.Load(null, missing + Path.PathSeparator + broken));
        Assert.Equal(2, e.Problems.Count);
        Assert.Equal($"{missing}, named by SOCKETIO_HOCON, cannot be read: Could not find file '{missing}'. Correct the name or its permissions.", e.Problems[0]);
        Assert.Equal($"{broken} is no HOCON that Akka can read: Unknown token at position 4. Correct it; values with : / = * or spaces need quotes.", e.Problems[1]);
    }

    [Fact]
    public void AFileThatIncludesItselfEnds()
    {
        var file = Write("self.conf", "include \"self.conf\"");
        Assert.Contains("includes itself", Assert.Throws<SocketIoConfigurationException>(() => HoconFiles.Load(null, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextCannotInclude() => Assert.Contains(
        "only files can include others", Assert.Throws<SocketIoConfigurationException>(() => HoconText.Parse("include \"a.conf\"", "text")).Message, StringComparison.Ordinal);

    /// <summary>Akka would put the whole document in its place, and run out of stack when it prints that.</summary>
    [Fact]
    public void OptionalVariablesAreRefusedBeforeTheyHarm() => Assert.Equal(
        ["text uses ${?…}, which Akka's HOCON does not know. Write the value, or set it from outside, such as SocketIo__PingInterval=25s in the environment."],
        Assert.Throws<SocketIoConfigurationException>(() => HoconText.Parse("akka.loglevel = ${?LEVEL}", "text")).Problems);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
