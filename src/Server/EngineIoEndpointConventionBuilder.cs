using AkkaSocketIo;

namespace Microsoft.AspNetCore.Builder;

/// <summary>A mapped Engine.IO server: takes conventions such as <c>RequireAuthorization()</c>, and gives the server.</summary>
public sealed class EngineIoEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _inner;

    internal EngineIoEndpointConventionBuilder(IEndpointConventionBuilder inner, IEngineServer engine)
    {
        _inner = inner;
        Engine = engine;
    }

    /// <summary>The server; each mapping has its own.</summary>
    public IEngineServer Engine { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _inner.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _inner.Finally(finallyConvention);
}
