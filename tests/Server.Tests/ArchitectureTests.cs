using System.Reflection;

namespace AkkaSocketIo.Server.Tests;

public class ArchitectureTests
{
    /// <summary>Transport ← Actors ← Server: a floor refers only to the floors below it.</summary>
    [Theory]
    [InlineData("AkkaSocketIo.Transport", new string[0])]
    [InlineData("AkkaSocketIo.Actors", new[] { "AkkaSocketIo.Transport" })]
    [InlineData("AkkaSocketIo.Server", new[] { "AkkaSocketIo.Actors", "AkkaSocketIo.Transport" })]
    public void AFloorKnowsOnlyTheFloorsBelow(string floor, string[] allowed)
    {
        var own = Assembly.Load(floor).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("AkkaSocketIo.", StringComparison.Ordinal));
        Assert.Empty(own.Except(allowed));
    }
}
