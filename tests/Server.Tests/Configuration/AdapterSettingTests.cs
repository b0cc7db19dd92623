using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

namespace AkkaSocketIo.Server.Tests.Configuration;

public class AdapterSettingTests
{
    [Fact]
    public void ATypeIsFoundByItsName()
    {
        Assert.Same(typeof(LocalAdapter), Read("local").Adapter);
        Assert.Same(typeof(TwinAdapter), Read(typeof(TwinAdapter).AssemblyQualifiedName!).Adapter);
        Assert.Same(typeof(TwinAdapter), Read($"{typeof(TwinAdapter).FullName}, {typeof(TwinAdapter).Assembly.GetName().Name}").Adapter);
    }

    [Theory]
    [InlineData("cluster", "asks for the adapter that spans a cluster, which is not there yet. Write local, or the name of a type")]
    [InlineData("Locl", "names no type that can be found. Write local")]
    [InlineData("No.Such, Assembly", "names no type that can be found. Write local")]
    [InlineData("[[", "names no type that can be found. Write local")]
    [InlineData("System.String", "names System.String, which is no class that implements IAdapter. Write local")]
    [InlineData("AkkaSocketIo.IAdapter, AkkaSocketIo.Actors", "which is no class that implements IAdapter")]
    [InlineData("AkkaSocketIo.Actors.Broadcasting.LocalAdapter, AkkaSocketIo.Actors", "has no public constructor that takes an ILocalAdapter. Add one")]
    public void WhatIsNoAdapterIsRefusedAtStart(string adapter, string why)
    {
        var e = Assert.Throws<SocketIoConfigurationException>(() => Read(adapter));
        Assert.Contains(why, Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    private static SocketIoSettings Read(string adapter) => SocketIoSettings.Read([OptionsLayer.Of(new SocketIoOptions { Adapter = adapter })]);
}
