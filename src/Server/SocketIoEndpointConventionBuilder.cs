using AkkaSocketIo;

namespace Microsoft.AspNetCore.Builder;

/// <summary>A mapped Socket.IO server: takes conventions such as <c>RequireAuthorization()</c>, and gives the server.</summary>
public sealed class SocketIoEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _inner;

    internal SocketIoEndpointConventionBuilder(IEndpointConventionBuilder inner, SocketIoServer server)
    {
        _inner = inner;
        Server = server;
    }

    /// <summary>The server; the same as the container's.</summary>
    public SocketIoServer Server { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _inner.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _inner.Finally(finallyConvention);
}
