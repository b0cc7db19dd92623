using AkkaSocketIo.Server.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Health checks of a Socket.IO or Engine.IO server.</summary>
public static class SocketIoHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds two checks. <c>socketio-ready</c>, with the tag <c>ready</c>, fails while the server is closing or its actor system
    /// has terminated; it is degraded while <c>max-pending-handshakes</c> or <c>max-buffered-bytes-total</c> is reached. <c>socketio-live</c>, with the tag <c>live</c>, fails when the topmost actors do
    /// not answer within five seconds.
    /// </summary>
    /// <param name="builder">From <c>AddHealthChecks()</c>; <c>AddSocketIo</c>, <c>AddEngineIo</c> or <c>WithSocketIo</c> must be called, too.</param>
    public static IHealthChecksBuilder AddSocketIo(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .Add(new HealthCheckRegistration("socketio-ready", s => new Check(s, (node, _) => Task.FromResult(node.CheckReady())), null, ["ready"]))
            .Add(new HealthCheckRegistration("socketio-live", s => new Check(s, (node, token) => node.CheckLiveAsync(token)), null, ["live"]));
    }

    private sealed class Check(IServiceProvider services, Func<EngineNode, CancellationToken, Task<HealthCheckResult>> check) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            check(AddedNode.FindNode(services, "AddHealthChecks().AddSocketIo()"), cancellationToken);
    }
}
